/** What charts need of the instrument: where levels begin, and what the answers were called. */

import type { Localized } from './profile';

export interface Scale {
  points: { value: number; label: Localized }[];
  /** Where each level but the first begins, in scale points. */
  cuts: number[];
}

export interface Instrument {
  scales: Record<string, Scale>;
  /** Names of the levels, lowest first. */
  levels: string[];
}

/** As much of an instrument document (docs/instruments) as is used here. */
interface InstrumentDocument {
  scales: Record<string, { points: Scale['points']; cuts?: number[] }>;
  levels?: { names?: string[] };
}

/** What a document that does not name its levels means. */
const USUAL_LEVELS = ['beginning', 'emergent', 'functional', 'exemplary'];

export const readInstrument = (document: InstrumentDocument): Instrument => ({
  scales: Object.fromEntries(
    Object.entries(document.scales).map(([id, { points, cuts = [] }]) => [id, { points, cuts }]),
  ),
  levels: document.levels?.names ?? USUAL_LEVELS,
});
