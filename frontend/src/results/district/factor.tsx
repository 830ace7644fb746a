/** One factor: the district on the continuum, how many schools lie in each level, and each school by name. */

import { useEffect, useState } from 'preact/hooks';
import { fill } from '../../shared/texts';
import { inLanguage, isSuppressed, type Suppressed } from '../profile';
import type { Reader } from '../reader';
import { Hidden } from '../views/hidden';
import { levelName, numberText, whySuppressed } from '../words';
import type { SchoolLine } from './getting';
import { SchoolTable } from './schools';
import { Band, Zones } from './strip';
import type { FactorTotal, LevelCount } from './summary';
import { schoolsText, WORDS } from './words';

/** So many schools are drawn at once; with more a person opens the factor they want. */
const DRAWN_AT_ONCE = 30;

interface Props {
  total: FactorTotal;
  schools: SchoolLine[];
  reader: Reader;
}

export function FactorSection({ total, schools, reader }: Props) {
  const { t, language } = reader;
  const { score, interval } = total;
  const own = WORDS[language].factors;
  const title = inLanguage(total.title, language);
  return (
    <div class="factor">
      <h4 id={`factor-${total.id}`}>{title}</h4>
      {isSuppressed(score) || isSuppressed(interval) ? (
        <Hidden value={isSuppressed(score) ? score : (interval as Suppressed)} t={t} />
      ) : (
        <>
          <p class="score">{totalText({ score, interval }, reader)}</p>
          <svg
            class="continuum"
            role="img"
            aria-label={fill(own.chart, {
              title,
              mean: numberText(score.mean, language),
              low: score.scale.low,
              high: score.scale.high,
            })}
            width="100%"
            height="56"
          >
            <Zones scale={score.scale} reader={reader} named />
            <Band range={interval} scale={score.scale} mean={score.mean} />
          </svg>
          <p class="hint">{fill(own.of, { schools: schoolsText(total.schools_included, reader) })}</p>
        </>
      )}
      <Levels levels={total.levels} reader={reader} />
      <Between total={total} reader={reader} />
      <Schools total={total} schools={schools} reader={reader} />
    </div>
  );
}

function totalText(
  { score, interval }: Exclude<Pick<FactorTotal, 'score' | 'interval'>, never>,
  { language }: Reader,
): string {
  const own = WORDS[language].factors;
  if (isSuppressed(score) || isSuppressed(interval)) return '';
  const mean = numberText(score.mean, language);
  if (interval.everyone_answered) return fill(own.everyone, { mean });
  return fill(own.score, {
    mean,
    low: numberText(interval.low, language),
    high: numberText(interval.high, language),
  });
}

/** Small multiples in one hue: a bar a level, lowest first, with its number. */
function Levels({ levels, reader }: { levels: LevelCount[] | Suppressed; reader: Reader }) {
  const { t, language } = reader;
  const own = WORDS[language].factors;
  if (isSuppressed(levels)) {
    return (
      <p class="hidden">
        {own.levels}: {whySuppressed(levels, t)}
      </p>
    );
  }
  const most = Math.max(1, ...levels.map(({ schools }) => schools));
  return (
    <table class="levels">
      <caption>{own.levels}</caption>
      <thead>
        <tr>
          {levels.map(({ name }) => (
            <th key={name} scope="col">
              {levelName(name, t)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          {levels.map(({ name, schools }, at) => (
            <td key={name}>
              <svg aria-hidden="true" width="100%" height="40">
                <rect
                  class={`zone-${at + 1}`}
                  y={(38 * (1 - schools / most)).toFixed(1)}
                  width="100%"
                  height={(2 + (38 * schools) / most).toFixed(1)}
                />
              </svg>
              {numberText(schools, language, 0)}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

/** How far the schools differ, in plain words. */
function Between({ total: { between_schools: found }, reader: { language } }: Omit<Props, 'schools'>) {
  const own = WORDS[language].between;
  if (isSuppressed(found)) return null; // the levels above say the same reason
  if (found.sd === 0) return <p class="hint">{own.none}</p>;
  return (
    <p class="hint">
      {fill(own.some, {
        sd: numberText(found.sd, language),
        share: numberText(100 * found.icc1, language, 0),
      })}{' '}
      {found.icc2 < RELIABLE && own.unsure}
    </p>
  );
}

/** ICC(2) from which a mean tells schools apart (Bliese 2000 names .70). */
const RELIABLE = 0.7;

/** Drawn at once for few schools; of many, when they are asked for or printed. */
function Schools({ total, schools, reader }: Props) {
  const { language } = reader;
  const own = WORDS[language].factors;
  const few = schools.length <= DRAWN_AT_ONCE;
  const [open, setOpen] = useState(few);
  useEffect(() => {
    const all = () => setOpen(true);
    addEventListener('beforeprint', all);
    return () => removeEventListener('beforeprint', all);
  }, []);
  const table = open && <SchoolTable total={total} schools={schools} reader={reader} />;
  if (few) return table;
  return (
    <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{fill(own.show, { schools: schoolsText(schools.length, reader) })}</summary>
      {table}
    </details>
  );
}
