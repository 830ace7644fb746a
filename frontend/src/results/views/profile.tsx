/** One school's profile, in the order in which a leadership team reads it. */

import type { ComponentChildren } from 'preact';
import { Legend } from '../charts/legend';
import { factorsOf, inCausalOrder, type Profile } from '../profile';
import type { Reader } from '../reader';
import { OriginalSwitch } from '../reference/switch';
import type { Origin } from '../server';
import { Changes } from './changes';
import { Disagreement } from './disagreement';
import { DomainView } from './domain';
import { usePartsSoFar } from './fold';
import { Glance } from './glance';
import { Groups } from './groups';
import { How } from './how';
import { Meeting } from './meeting';
import { Start, Supports } from './start';
import { Take } from './take';
import { Notes, Standing, Top } from './top';

export interface Shown {
  profile: Profile;
  reader: Reader;
}

interface Props extends Shown {
  /** Where it was read, if it can be taken along from there. */
  origin?: Origin;
}

export function ProfileView({ profile, reader, origin }: Props) {
  const isHidden = profile.participation.standing === 'suppressed';
  const shown = { profile, reader };
  return (
    <article>
      <Top {...shown} />
      <Standing {...shown} />
      <Notes {...shown} />
      {origin && <Take school={profile.school.name} origin={origin} reader={reader} />}
      {!isHidden && <Short {...shown} />}
      <Rest {...shown} parts={isHidden ? [] : fullOf(shown)} />
    </article>
  );
}

/** What fits on one page of paper. */
const Short = ({ profile, reader }: Shown) => (
  <>
    <Glance profile={profile} reader={reader} />
    <Start profile={profile} reader={reader} />
    <p class="on-paper">{reader.t.meeting.pointer}</p>
  </>
);

/** What lies further down, made part by part when the top can be read. */
function Rest({ profile, reader, parts }: Shown & { parts: (() => ComponentChildren)[] }) {
  const made = usePartsSoFar(parts.length + 1);
  return (
    <>
      {made > 0 && parts.length > 0 && <div class="full">{parts.slice(0, made).map((part) => part())}</div>}
      {made > parts.length && (
        <>
          <Meeting profile={profile} reader={reader} />
          <How profile={profile} reader={reader} />
        </>
      )}
    </>
  );
}

/** The full report, factor by factor. */
const fullOf = ({ profile, reader }: Shown): (() => ComponentChildren)[] => [
  () => <Supports key="supports" profile={profile} reader={reader} />,
  () => <Factors key="factors" profile={profile} reader={reader} />,
  ...inCausalOrder(profile).map((domain) => () => (
    <DomainView key={domain.id} domain={domain} facts={profile.participation} reader={reader} />
  )),
  () => <Changes key="changes" profile={profile} reader={reader} />,
  () => <Disagreement key="split" profile={profile} reader={reader} />,
  () => <Groups key="groups" profile={profile} reader={reader} />,
];

/** What is said of all factors before the first of them. */
function Factors({ profile, reader }: Shown) {
  const { t } = reader;
  const all = factorsOf(profile);
  return (
    <section aria-labelledby="factors">
      <h2 id="factors">{all.length === 10 ? t.factors.title : t.factors.titleOther}</h2>
      <Legend profile={profile} reader={reader} />
      <OriginalSwitch places={all.map(({ reference }) => reference)} reader={reader} />
    </section>
  );
}
