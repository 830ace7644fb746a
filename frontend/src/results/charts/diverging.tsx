/** How a statement was answered: those who disagree to one side, those who agree to the other. */

import type { Reader } from '../reader';
import { optionsText } from '../words';
import type { Segment } from './geometry';

/** Narrower segments carry no number; the table and the description do. */
const MIN_LABEL_SHARE = 9;
const percent = (value: number): string => `${value.toFixed(2)}%`;

interface Props {
  label: string;
  segments: Segment[];
  reader: Reader;
  scaleId: string;
}

export function Diverging({ label, segments, reader, scaleId }: Props) {
  const spoken = segments.map(({ options, share }) => `${optionsText(options, scaleId, reader)}: ${share} %`);
  return (
    <svg class="diverging" role="img" aria-label={`${label} ${spoken.join(', ')}`} width="100%" height="40">
      {segments.map(({ options, share, side, shade, from, width }) => (
        <g key={options.join()} class={`${side} shade-${shade}`}>
          <rect x={percent(from)} y="4" width={percent(width)} height="32" />
          {share >= MIN_LABEL_SHARE && (
            <text x={percent(from + width / 2)} y="25">
              {share}
            </text>
          )}
        </g>
      ))}
      <line x1="50%" x2="50%" y1="0" y2="40" />
    </svg>
  );
}
