/** One school's profile: how far to trust it, where to start, the domains, what divides the faculty. */

import { fill } from '../../shared/texts';
import { Legend } from '../charts/legend';
import { inLanguage, isSuppressed, type Profile } from '../profile';
import type { Reader } from '../reader';
import { dayText, numberText } from '../words';
import { Disagreement } from './disagreement';
import { DomainView } from './domain';
import { Start } from './start';

export interface Shown {
  profile: Profile;
  reader: Reader;
}

export function ProfileView({ profile, reader }: Shown) {
  const { t, language } = reader;
  const { standing } = profile.participation;
  return (
    <article>
      <h1 tabIndex={-1}>{profile.school.name}</h1>
      <p class="hint">
        {fill(t.about.published, {
          date: dayText(profile.released_on, language),
          revision: profile.revision,
        })}
      </p>
      <Standing profile={profile} reader={reader} />
      {profile.notes.length > 0 && (
        <section class="notes" aria-labelledby="notes">
          <h2 id="notes">{t.about.notes}</h2>
          <ul>
            {profile.notes.map(({ code, text }) => (
              <li key={code}>{inLanguage(text, language)}</li>
            ))}
          </ul>
        </section>
      )}
      {standing !== 'suppressed' && (
        <>
          <Start profile={profile} reader={reader} />
          <Legend profile={profile} reader={reader} />
          {inCausalOrder(profile).map((domain) => (
            <DomainView key={domain.id} domain={domain} reader={reader} />
          ))}
          <Disagreement profile={profile} reader={reader} />
        </>
      )}
      <How profile={profile} reader={reader} />
    </article>
  );
}

const inCausalOrder = ({ domains }: Profile) =>
  [...domains].sort((one, other) => one.causal_position - other.causal_position);

/** Who answered, and how far the results may be trusted for it. */
function Standing({ profile, reader }: Shown) {
  const { t } = reader;
  const { standing, interim, minimum_group } = profile.participation;
  return (
    <section class="standing">
      <p class="answered">{answeredText({ profile, reader })}</p>
      <p>
        {t.standing[standing]} {interim && t.standing.interim}
      </p>
      <p class="hint">{fill(t.standing.k, { k: minimum_group })}</p>
    </section>
  );
}

function answeredText({ profile, reader: { t, language } }: Shown): string {
  const { responses, eligible, response_rate } = profile.participation;
  if (isSuppressed(responses)) return t.suppressed.not_enough_responses;
  if (eligible === null || response_rate === null || isSuppressed(response_rate)) {
    return fill(t.standing.answeredOnly, { n: responses }, language);
  }
  const rate = numberText(Math.floor(response_rate * 100), language, 0);
  return fill(t.standing.answered, { n: responses, eligible, rate }, language);
}

function How({ profile, reader: { t } }: Shown) {
  const { instrument, scoring_version, input_digest } = profile;
  return (
    <details class="how">
      <summary>{t.about.how}</summary>
      <p>{t.about.howText}</p>
      <dl>
        <dt>{t.about.instrument}</dt>
        <dd>
          {instrument.id} {instrument.version}
        </dd>
        <dd>
          <code>{instrument.digest}</code>
        </dd>
        <dt>{t.about.scoring}</dt>
        <dd>{scoring_version}</dd>
        <dt>{t.about.digest}</dt>
        <dd>
          <code>{input_digest}</code>
        </dd>
      </dl>
    </details>
  );
}
