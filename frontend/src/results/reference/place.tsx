/** A school's distance from the average of the schools, between the unnamed lowest and highest of them. */

import { fill } from '../../shared/texts';
import { placeOf } from '../charts/geometry';
import { isSuppressed, type Reference, type Suppressed } from '../profile';
import type { Reader } from '../reader';
import { Hidden } from '../views/hidden';
import { numberText } from '../words';
import { useOriginal } from './switch';
import { WORDS } from './words';

const percent = (value: number): string => `${value.toFixed(2)}%`;

/** Steps that the chart reaches in both directions: the same for both, so that its middle is the average. */
const reach = ({ lowest_sds, highest_sds }: Reference): number =>
  Math.max(2.5, Math.ceil(2 * Math.max(-lowest_sds, highest_sds) + 0.5) / 2);

export function steps(sds: number, { language }: Reader): string {
  const t = WORDS[language];
  if (sds === 0) return t.at;
  return fill(sds > 0 ? t.above : t.below, { sds: numberText(Math.abs(sds), language) });
}

/** The marks, and what they say for those who do not see them. */
export function Marks({ place, label }: { place: Reference; label: string }) {
  const ends = { low: -reach(place), high: reach(place) };
  const at = (sds: number): string => percent(placeOf(sds, ends));
  const [lowest, highest] = [at(place.lowest_sds), at(place.highest_sds)];
  return (
    <svg class="steps" role="img" aria-label={label} width="100%" height="36">
      <line class="axis" x1="0" x2="100%" y1="18" y2="18" />
      <line x1={lowest} x2={highest} y1="18" y2="18" />
      <line class="mean" x1="50%" x2="50%" y1="4" y2="32" />
      <circle class="unnamed" cx={lowest} cy="18" r="5" />
      <circle class="unnamed" cx={highest} cy="18" r="5" />
      <rect class="mark" x={at(place.sds)} y="6" width="4" height="24" rx="2" />
    </svg>
  );
}

interface Props {
  title: string;
  place: Reference | Suppressed | undefined;
  reader: Reader;
}

/** One factor in the original display, once it is switched on. */
export function OriginalDisplay({ title, place, reader }: Props) {
  const { language, t } = reader;
  const own = WORDS[language];
  if (!useOriginal()) return null;
  if (!place) return <p class="hidden">{own.missing}</p>;
  if (isSuppressed(place)) return <Hidden value={place} t={t} />;
  const ends = {
    low: numberText(Math.abs(place.lowest_sds), language),
    high: numberText(place.highest_sds, language),
  };
  const said = `${steps(place.sds, reader)}. ${fill(own.between, ends)}`;
  return (
    <div class="place">
      <Marks place={place} label={`${title}: ${said}`} />
      <p>{said}</p>
      <details>
        <summary>{own.table}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{own.school}</th>
              <th scope="col">{own.steps}</th>
            </tr>
          </thead>
          <tbody>
            {(
              [
                [own.own, place.sds],
                [own.lowest, place.lowest_sds],
                [own.mean, 0],
                [own.highest, place.highest_sds],
              ] as const
            ).map(([which, sds]) => (
              <tr key={which}>
                <th scope="row">{which}</th>
                <td>{numberText(sds, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
