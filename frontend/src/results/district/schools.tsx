/** Every school on one factor, by name: its range first, then the numbers. Never by score, never coloured by it. */

import { isSuppressed } from '../profile';
import type { Reader } from '../reader';
import { Marks, steps } from '../reference/place';
import { useOriginal } from '../reference/switch';
import { WORDS as WORDS_OF_PLACE } from '../reference/words';
import { levelText, rangeText, reasonText, scoreText, whySuppressed } from '../words';
import type { SchoolFactor, SchoolLine } from './getting';
import { Band, Zones } from './strip';
import type { FactorTotal } from './summary';
import { WORDS } from './words';

interface Props {
  total: FactorTotal;
  schools: SchoolLine[];
  reader: Reader;
}

export function SchoolTable({ total, schools, reader }: Props) {
  const own = WORDS[reader.language].factors;
  const original = useOriginal();
  return (
    <table class="each" aria-labelledby={`factor-${total.id}`}>
      <thead>
        <tr>
          <th scope="col">{own.school}</th>
          <th scope="col">{original ? WORDS_OF_PLACE[reader.language].steps : own.place}</th>
          <th scope="col">{own.score1}</th>
          <th scope="col">{own.range}</th>
          <th scope="col">{own.level}</th>
        </tr>
      </thead>
      <tbody>
        {schools.map(({ id, name, factors }) => (
          <tr key={id}>
            <th scope="row">
              {name}
              <Why factor={factors[total.id]} reader={reader} />
            </th>
            <Row factor={factors[total.id]} reader={reader} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Below the name, why a school that shows a score shows no level. */
function Why({ factor, reader: { t } }: { factor: SchoolFactor | undefined; reader: Reader }) {
  if (!factor || isSuppressed(factor.score) || !isSuppressed(factor.level)) return null;
  return <span class="hint">{reasonText(factor.level, t)}</span>;
}

function Row({ factor, reader }: { factor: SchoolFactor | undefined; reader: Reader }) {
  const { t } = reader;
  const original = useOriginal();
  if (!factor || isSuppressed(factor.score)) {
    const why = factor && isSuppressed(factor.score) ? whySuppressed(factor.score, t) : t.suppressed.hidden;
    return (
      <td colSpan={4} class="why">
        {why}
      </td>
    );
  }
  const { score, interval, bounds, level } = factor;
  const widest = isSuppressed(interval);
  const range = widest ? bounds : interval;
  return (
    <>
      <td class="strip">
        {original ? (
          <Place factor={factor} reader={reader} />
        ) : (
          !isSuppressed(range) && (
            <svg aria-hidden="true" width="100%" height="30">
              <Zones scale={score.scale} reader={reader} height={22} />
              <Band range={range} scale={score.scale} mean={score.mean} widest={widest} height={22} />
            </svg>
          )
        )}
      </td>
      <td>{scoreText(score, reader)}</td>
      <td>{rangeText(range, reader)}</td>
      <td class="level">{isSuppressed(level) ? t.suppressed.hidden : levelText(level, t)}</td>
    </>
  );
}

/** The original display in a row: the marks, and the same in words. */
function Place({ factor: { reference }, reader }: { factor: SchoolFactor; reader: Reader }) {
  if (!reference) return null;
  if (isSuppressed(reference)) return <>{whySuppressed(reference, reader.t)}</>;
  return (
    <>
      <Marks place={reference} label={steps(reference.sds, reader)} />
      <span class="hint" aria-hidden="true">
        {steps(reference.sds, reader)}
      </span>
    </>
  );
}
