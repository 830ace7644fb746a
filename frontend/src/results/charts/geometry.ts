/** Where marks lie, as percents of a chart's width: pure, so that it can be checked by hand. */

/** Place of a value between the ends of its scale, 0 to 100. */
export const placeOf = (value: number, { low, high }: { low: number; high: number }): number =>
  Math.min(100, Math.max(0, ((value - low) / (high - low)) * 100));

export interface Zone {
  /** Percent of the width. */
  from: number;
  width: number;
  /** Name of the level, if it is known. */
  name: string;
}

/** The levels as zones from one end of the scale to the other; one nameless zone without cuts. */
export function levelZones(cuts: number[], names: string[], scale: { low: number; high: number }): Zone[] {
  const edges = [0, ...cuts.map((cut) => placeOf(cut, scale)), 100];
  return edges.slice(1).map((edge, at) => {
    const from = edges[at] as number;
    return { from, width: edge - from, name: names[at] ?? '' };
  });
}

/** The scale of shares and of domains. */
export const PERCENT = { low: 0, high: 100 };

/**
 * Where a domain's levels begin, in percent: the means of the cuts of its factors, each on a scale of its own.
 *
 * @returns nothing where the factors do not have equally many levels.
 */
export function domainCuts(scales: { low: number; high: number; cuts: number[] }[]): number[] {
  const [first] = scales;
  if (!first || scales.some(({ cuts }) => cuts.length !== first.cuts.length)) return [];
  return first.cuts.map((_, at) => {
    const places = scales.map((scale) => placeOf(scale.cuts[at] as number, scale));
    return places.reduce((sum, place) => sum + place, 0) / places.length;
  });
}

export type Side = 'disagree' | 'middle' | 'agree';

export interface Segment {
  /** The answers counted together. */
  options: number[];
  /** Whole percent of the answers. */
  share: number;
  side: Side;
  /** 1 for the strongest answers, 3 for those next to the middle. */
  shade: 1 | 2 | 3;
  /** Percent of the width. */
  from: number;
  width: number;
}

/**
 * Shares as a bar diverging from the middle: to the left those who disagree, to the right those who agree.
 *
 * A group with answers of both sides is centred on the middle. The whole width stands for 200 %,
 * so that a bar may lie wholly on one side.
 *
 * @param partition - groups of neighbouring answers, lowest first.
 * @param shares - whole percents, one per group.
 */
export function diverge(
  partition: number[][],
  shares: number[],
  scale: { low: number; high: number },
): Segment[] {
  const middle = (scale.low + scale.high) / 2;
  const sides = partition.map((options): Side => {
    if (options.every((option) => option < middle)) return 'disagree';
    return options.every((option) => option > middle) ? 'agree' : 'middle';
  });
  const below = shares.reduce((sum, share, at) => {
    if (sides[at] === 'disagree') return sum + share;
    return sides[at] === 'middle' ? sum + share / 2 : sum;
  }, 0);
  let from = 50 - below / 2;
  return partition.map((options, at) => {
    const share = shares[at] ?? 0;
    const shade = shadeOf(options, scale);
    const segment = { options, share, side: sides[at] as Side, shade, from, width: share / 2 };
    from += segment.width;
    return segment;
  });
}

/** How far from the middle a group of answers lies on average, in three steps. */
function shadeOf(options: number[], { low, high }: { low: number; high: number }): 1 | 2 | 3 {
  const middle = (low + high) / 2;
  const distance = options.reduce((sum, option) => sum + Math.abs(option - middle), 0) / options.length;
  const strength = distance / (high - middle);
  if (strength > 0.7) return 1;
  return strength > 0.4 ? 2 : 3;
}
