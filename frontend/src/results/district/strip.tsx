/** The parts of a continuum that stand without a factor: zones of levels, and a range with its estimate. */

import { levelZones, placeOf } from '../charts/geometry';
import type { Reader } from '../reader';
import { levelName } from '../words';

const percent = (value: number): string => `${value.toFixed(2)}%`;

interface Ends {
  low: number;
  high: number;
}

/** The levels as steps of one hue. */
export function Zones({
  scale,
  reader,
  named,
  height = 28,
}: {
  scale: Ends & { id: string };
  reader: Reader;
  named?: boolean;
  height?: number;
}) {
  const { instrument, t } = reader;
  return levelZones(instrument?.scales[scale.id]?.cuts ?? [], instrument?.levels ?? [], scale).map(
    ({ from, width, name }, at) => (
      <g key={from}>
        <rect class={`zone-${at + 1}`} x={percent(from)} width={percent(width)} y="4" height={height} />
        {named && (
          <text x={percent(from + width / 2)} y={height + 22}>
            {name && levelName(name, t)}
          </text>
        )}
      </g>
    ),
  );
}

/** Where the truth may lie, then the estimate; dashed where it is the widest range. */
export function Band({
  range,
  scale,
  mean,
  widest,
  height = 28,
}: {
  range: Ends;
  scale: Ends;
  mean: number;
  widest?: boolean;
  height?: number;
}) {
  const from = placeOf(range.low, scale);
  const width = placeOf(range.high, scale) - from;
  return (
    <>
      <rect
        class={widest ? 'bounds' : 'band'}
        x={percent(from)}
        width={percent(width)}
        y="9"
        height={height - 10}
        rx="4"
      />
      <rect class="mark" x={percent(placeOf(mean, scale))} y="0" width="4" height={height + 8} rx="2" />
    </>
  );
}
