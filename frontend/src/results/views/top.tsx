/** Whose profile it is, of which day, what it is, who answered, and how far it may be trusted for it. */

import { fill } from '../../shared/texts';
import { explainRate } from '../explained';
import { listText } from '../plain';
import { inLanguage, isSuppressed } from '../profile';
import { dayText, numberText } from '../words';
import { Explain } from './explain';
import { NoteList } from './notes';
import type { Shown } from './profile';

export function Top({ profile, reader }: Shown) {
  const { t, language } = reader;
  const { school, released_on, revision, notes } = profile;
  const made_up = notes.find(({ code }) => code === 'synthetic');
  return (
    <>
      <h1 tabIndex={-1}>{school.name}</h1>
      <p class="hint">{fill(t.about.published, { date: dayText(released_on, language), revision })}</p>
      {made_up && <p class="synthetic">{inLanguage(made_up.text, language)}</p>}
      {!!school.members?.length && (
        <p>
          {fill(t.about.members, {
            names: listText(
              school.members.map(({ name }) => name),
              language,
            ),
          })}
        </p>
      )}
      <p>{t.about.what}</p>
    </>
  );
}

/** Who answered, and how far the results may be trusted for it. */
export function Standing({ profile, reader }: Shown) {
  const { t } = reader;
  const { standing, interim, minimum_group, responses } = profile.participation;
  const answered = answeredText({ profile, reader });
  return (
    <section class="standing" aria-label={t.explain.rate.title}>
      <p class="answered">{answered}</p>
      <p>
        {t.standing[standing]} {interim && t.standing.interim} {trustText({ profile, reader })}
      </p>
      <p class="hint">{fill(t.standing.k, { k: minimum_group })}</p>
      {!isSuppressed(responses) && (
        <Explain rows={() => explainRate(profile.participation, reader)} about={t.explain.rate.title} t={t} />
      )}
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

/** Fewer answers than these, and each of them moves the scores. */
const FEW = 10;

/** How far to trust it: by who is missing. */
export function trustText({ profile, reader: { t, language } }: Shown): string {
  const { responses, eligible, standing } = profile.participation;
  if (isSuppressed(responses) || standing === 'suppressed') return '';
  const small = responses < FEW ? ` ${t.trust.small}` : '';
  if (eligible === null) return t.trust.unknown + small;
  const missing = eligible - responses;
  if (missing <= 0) return t.trust.everyone + small;
  if (standing === 'preliminary') return fill(t.trust.preliminary, { missing }, language);
  return (missing === 1 ? t.trust.one : fill(t.trust.most, { missing }, language)) + small;
}

/** What to know before reading the numbers; that they are made up is said at the top. */
export const Notes = ({ profile, reader }: Shown) => (
  <NoteList notes={profile.notes.filter(({ code }) => code !== 'synthetic')} reader={reader} />
);
