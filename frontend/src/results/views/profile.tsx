/** One school's profile, in the order in which a leadership team reads it. */

import { Legend } from '../charts/legend';
import { factorsOf, inCausalOrder, type Profile } from '../profile';
import type { Reader } from '../reader';
import { OriginalSwitch } from '../reference/switch';
import type { Origin } from '../server';
import { Changes } from './changes';
import { Disagreement } from './disagreement';
import { DomainView } from './domain';
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
  return (
    <article>
      <Top profile={profile} reader={reader} />
      <Standing profile={profile} reader={reader} />
      <Notes profile={profile} reader={reader} />
      {origin && <Take school={profile.school.name} origin={origin} reader={reader} />}
      {!isHidden && <Short profile={profile} reader={reader} />}
      {!isHidden && <Full profile={profile} reader={reader} />}
      <Meeting profile={profile} reader={reader} />
      <How profile={profile} reader={reader} />
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

/** The rest, factor by factor. */
function Full({ profile, reader }: Shown) {
  const { t } = reader;
  const all = factorsOf(profile).length;
  return (
    <div class="full">
      <Supports profile={profile} reader={reader} />
      <section aria-labelledby="factors">
        <h2 id="factors">{all === 10 ? t.factors.title : t.factors.titleOther}</h2>
        <Legend profile={profile} reader={reader} />
        <OriginalSwitch places={factorsOf(profile).map(({ reference }) => reference)} reader={reader} />
      </section>
      {inCausalOrder(profile).map((domain) => (
        <DomainView key={domain.id} domain={domain} facts={profile.participation} reader={reader} />
      ))}
      <Changes profile={profile} reader={reader} />
      <Disagreement profile={profile} reader={reader} />
      <Groups profile={profile} reader={reader} />
    </div>
  );
}
