/** Where schools start, and the supports that several could use: counts from their own profiles, in survey order. */

import { fill } from '../../shared/texts';
import { inLanguage, isSuppressed } from '../profile';
import type { Reader } from '../reader';
import { Hidden } from '../views/hidden';
import type { StartingPoints, Summary } from './summary';
import { schoolsText, WORDS } from './words';

interface Props {
  summary: Summary;
  reader: Reader;
}

export function Starting({ summary, reader }: Props) {
  const { t, language } = reader;
  const own = WORDS[language].start;
  const points = summary.starting_points;
  if (!points) return null;
  return (
    <section aria-labelledby="starting">
      <h2 id="starting">{own.title}</h2>
      <p>{own.lead}</p>
      {isSuppressed(points) ? (
        <Hidden value={points} t={t} />
      ) : (
        <>
          <p>
            {fill(own.counted, {
              schools: schoolsText(points.schools, reader),
              strong: schoolsText(points.nothing_weak, reader),
            })}
          </p>
          <StartTable points={points} summary={summary} reader={reader} />
        </>
      )}
    </section>
  );
}

function StartTable({ points, summary, reader }: Props & { points: StartingPoints }) {
  const { language } = reader;
  const own = WORDS[language].start;
  const titles = titlesOf(summary, language);
  return (
    <table class="starting">
      <thead>
        <tr>
          <th scope="col">{own.factor}</th>
          <th scope="col">{own.first}</th>
          <th scope="col">{own.then}</th>
        </tr>
      </thead>
      <tbody>
        {points.factors.map(({ factor, start, then }) => (
          <tr key={factor}>
            <th scope="row">{titles.get(factor) ?? factor}</th>
            <td>
              <span class="beside">
                {start} <Bar count={start} of={points.schools} />
              </span>
            </td>
            <td>
              <span class="beside">
                {then} <Bar count={then} of={points.schools} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A share of the schools, drawn beside its number. */
const Bar = ({ count, of }: { count: number; of: number }) => (
  <svg class="bar" aria-hidden="true" width="100%" height="12">
    <rect class="track" width="100%" height="12" />
    {count > 0 && <rect class="filled" width={`${((100 * count) / of).toFixed(1)}%`} height="12" />}
  </svg>
);

export function Supports({ summary, reader }: Props) {
  const { t, language } = reader;
  const own = WORDS[language].supports;
  const found = summary.supports_needed;
  if (!found) return null;
  const titles = titlesOf(summary, language);
  return (
    <section aria-labelledby="needed">
      <h2 id="needed">{own.title}</h2>
      {isSuppressed(found) && <Hidden value={found} t={t} />}
      {!isSuppressed(found) && found.length === 0 && <p>{own.none}</p>}
      {!isSuppressed(found) && found.length > 0 && (
        <>
          <p>
            {own.lead} {own.which}
          </p>
          <ul class="supports">
            {found.map(({ factor, title, text, schools }) => (
              <li key={factor + inLanguage(title, language)}>
                <strong>{inLanguage(title, language)}</strong>
                <span class="hint">
                  {titles.get(factor) ?? factor} · {schoolsText(schools, reader)}
                </span>
                <p>{inLanguage(text, language)}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const titlesOf = ({ domains }: Summary, language: string): Map<string, string> =>
  new Map(
    domains.flatMap(({ factors }) => factors.map(({ id, title }) => [id, inLanguage(title, language)])),
  );
