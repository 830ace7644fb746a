/** Places of marks, worked out by hand. */

import { describe, expect, it } from 'vitest';
import { diverge, domainCuts, levelZones, placeOf } from '../../src/results/charts/geometry';

const scale = { low: 1, high: 6 };

describe('the continuum', () => {
  it('runs from one end of the scale to the other', () => {
    expect([1, 3.5, 6].map((value) => placeOf(value, scale))).toEqual([0, 50, 100]);
    expect([0, 9].map((value) => placeOf(value, scale))).toEqual([0, 100]);
  });

  it('is cut where levels begin', () => {
    expect(levelZones([3, 4, 5], ['a', 'b', 'c', 'd'], scale)).toEqual([
      { from: 0, width: 40, name: 'a' },
      { from: 40, width: 20, name: 'b' },
      { from: 60, width: 20, name: 'c' },
      { from: 80, width: 20, name: 'd' },
    ]);
  });

  it('is one nameless zone where the cut points are not known', () => {
    expect(levelZones([], [], scale)).toEqual([{ from: 0, width: 100, name: '' }]);
  });
});

describe('the levels of a domain', () => {
  it("begin at the means of its factors' cuts, each on a scale of its own", () => {
    const six = { low: 1, high: 6, cuts: [3, 4, 5] };
    const five = { low: 1, high: 5, cuts: [2, 3, 4] };
    expect(domainCuts([six, six])).toEqual([40, 60, 80]);
    expect(domainCuts([six, five])).toEqual([32.5, 55, 77.5]);
  });

  it('are not told where factors differ in how many there are, or where none is known', () => {
    expect(
      domainCuts([
        { low: 1, high: 6, cuts: [3, 4, 5] },
        { low: 1, high: 5, cuts: [3] },
      ]),
    ).toEqual([]);
    expect(domainCuts([])).toEqual([]);
  });
});

describe('a diverging bar', () => {
  it('centres a group with answers of both sides', () => {
    const bar = diverge(
      [
        [1, 2],
        [3, 4],
        [5, 6],
      ],
      [20, 40, 40],
      scale,
    );
    expect(bar.map(({ side, from, width }) => [side, from, width])).toEqual([
      ['disagree', 30, 10],
      ['middle', 40, 20],
      ['agree', 60, 20],
    ]);
  });

  it('draws stronger answers darker, and a merged side in between', () => {
    const single = diverge([[1], [2], [3], [4], [5], [6]], [10, 10, 20, 20, 20, 20], scale);
    expect(single.map(({ shade }) => shade)).toEqual([1, 2, 3, 3, 2, 1]);
    expect(diverge([[1, 2, 3], [4], [5, 6]], [50, 10, 40], scale).map(({ shade }) => shade)).toEqual([
      2, 3, 1,
    ]);
  });

  it('parts at the middle where no group has answers of both sides', () => {
    const bar = diverge(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      [0, 100],
      scale,
    );
    expect(bar.map(({ from, width }) => [from, width])).toEqual([
      [50, 0],
      [50, 50],
    ]);
  });

  it('centres the middle answer of an odd scale', () => {
    const bar = diverge([[1, 2], [3], [4, 5]], [30, 20, 50], { low: 1, high: 5 });
    expect(bar[1]).toMatchObject({ side: 'middle', from: 45, width: 10 });
  });
});
