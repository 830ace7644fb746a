/** A domain from 0 to 100 on its levels: the likely range, then the estimate. */

import { fill } from '../../shared/texts';
import { type Domain, inLanguage, shown } from '../profile';
import type { Reader } from '../reader';
import { numberText } from '../words';
import { domainCuts, levelZones, PERCENT, placeOf } from './geometry';

const percent = (value: number): string => `${value.toFixed(2)}%`;

export function DomainBar({ domain, reader }: { domain: Domain; reader: Reader }) {
  const { t, language, instrument } = reader;
  const score = shown(domain.score);
  if (!score) return null;
  const range = shown(domain.interval);
  const zones = levelZones(cutsOf(domain, reader), instrument?.levels ?? [], PERCENT);
  const label = fill(t.chart.domain, {
    title: inLanguage(domain.title, language),
    percent: numberText(score.percent, language),
  });
  return (
    <svg class="domain-bar" role="img" aria-label={label} width="100%" height="28">
      {zones.map(({ from, width }, at) => (
        <rect
          key={from}
          class={`zone-${at + 1}`}
          x={percent(from)}
          width={percent(width)}
          y="6"
          height="16"
        />
      ))}
      {range && (
        <rect
          class="band"
          x={percent(placeOf(range.low, PERCENT))}
          width={percent(placeOf(range.high, PERCENT) - placeOf(range.low, PERCENT))}
          y="9"
          height="10"
          rx="3"
        />
      )}
      <rect class="mark" x={percent(placeOf(score.percent, PERCENT))} y="2" width="4" height="24" rx="2" />
    </svg>
  );
}

/** Where a domain's levels begin, in percent: the means of its factors' cuts. */
export function cutsOf({ score, factors }: Domain, { instrument }: Reader): number[] {
  const counted = shown(score)?.factors ?? [];
  const scales = factors
    .filter(({ id }) => counted.includes(id))
    .flatMap((factor) => shown(factor.score)?.scale ?? []);
  return domainCuts(scales.map((scale) => ({ ...scale, cuts: instrument?.scales[scale.id]?.cuts ?? [] })));
}
