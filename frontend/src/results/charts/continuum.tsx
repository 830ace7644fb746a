/** A factor on the continuum of levels: first where the truth may lie, then the estimate. */

import { fill } from '../../shared/texts';
import type { Instrument } from '../instrument';
import { changeText, earlierMean } from '../plain';
import { type Factor, type FactorScore, inLanguage, isSuppressed } from '../profile';
import type { Reader } from '../reader';
import { levelName, numberText, scoreText } from '../words';
import { levelZones, placeOf } from './geometry';

const HEIGHT = 56;
const TRACK = { y: 4, height: 28 };
const percent = (value: number): string => `${value.toFixed(2)}%`;

interface Props {
  factor: Factor;
  score: FactorScore;
  instrument: Instrument | null;
  reader: Reader;
}

export function Continuum({ factor, score, instrument, reader }: Props) {
  const { scale } = score;
  const zones = levelZones(instrument?.scales[scale.id]?.cuts ?? [], instrument?.levels ?? [], scale);
  return (
    <svg
      class="continuum"
      role="img"
      aria-label={describe(factor, score, reader)}
      width="100%"
      height={HEIGHT}
    >
      {zones.map(({ from, width, name }, at) => (
        <g key={from}>
          <rect class={`zone-${at + 1}`} x={percent(from)} width={percent(width)} {...TRACK} />
          <text x={percent(from + width / 2)} y={HEIGHT - 6}>
            {name && levelName(name, reader.t)}
          </text>
        </g>
      ))}
      <Range factor={factor} score={score} />
      <Earlier factor={factor} score={score} />
      <rect class="mark" x={percent(placeOf(score.mean, scale))} y={0} width="4" height="36" rx="2" />
    </svg>
  );
}

/** The likely range as a band; where no level is named, the widest range as an open frame around it. */
function Range({ factor, score }: Pick<Props, 'factor' | 'score'>) {
  const { interval, bounds, level } = factor;
  const place = ({ low, high }: { low: number; high: number }) => {
    const from = placeOf(low, score.scale);
    return { x: percent(from), width: percent(placeOf(high, score.scale) - from), rx: 4 };
  };
  return (
    <>
      {isSuppressed(level) && !isSuppressed(bounds) && (
        <rect class="bounds" {...place(bounds)} y="5.5" height="25" />
      )}
      {!isSuppressed(interval) && <rect class="band" {...place(interval)} y="9" height="18" />}
    </>
  );
}

/** The average of the survey before, as an open mark. */
function Earlier({ factor, score }: Pick<Props, 'factor' | 'score'>) {
  const before = earlierMean(factor);
  if (before === null) return null;
  return <circle class="earlier" cx={percent(placeOf(before, score.scale))} cy="18" r="6" />;
}

/** The chart as a sentence. */
function describe(factor: Factor, score: FactorScore, reader: Reader): string {
  const { t, language } = reader;
  const { title, interval, bounds, level } = factor;
  const { low, high } = score.scale;
  const parts = [
    fill(
      t.chart.summary,
      { title: inLanguage(title, language), mean: scoreText(score, reader), low, high },
      language,
    ),
  ];
  if (!isSuppressed(interval) && interval.everyone_answered) parts.push(t.chart.everyone);
  else if (!isSuppressed(interval)) parts.push(fill(t.chart.interval, ends(interval, language)));
  else if (!isSuppressed(bounds)) parts.push(fill(t.chart.bounds, ends(bounds, language)));
  if (!isSuppressed(level)) parts.push(fill(t.chart.level, { level: levelName(level.name, t) }));
  parts.push(changeText(factor, reader));
  return parts.join(' ').trim();
}

const ends = ({ low, high }: { low: number; high: number }, language: string) => ({
  low: numberText(low, language),
  high: numberText(high, language),
});
