/** The plan of the meeting: which one fits, 45 minutes, this school's own names, and nothing to name left over. */

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { meetingOf, stepsOf } from '../../src/results/meeting';
import type { Profile } from '../../src/results/profile';
import { type Reader, TEXTS } from '../../src/results/reader';

const file = new URL('../../../docs/examples/profile.json', import.meta.url);
const example = (changes: Partial<Profile> = {}): Profile => ({
  ...JSON.parse(readFileSync(file, 'utf8')),
  ...changes,
});
const hidden = { suppressed: true as const, reason: 'preliminary' };
const reader = (language: 'en' | 'es'): Reader => ({ language, t: TEXTS[language], instrument: null });
const standing = (kind: Profile['participation']['standing'], interim = false) => ({
  ...example().participation,
  standing: kind,
  interim,
});
const strong = () => ({
  ...(example().start_here as Extract<Profile['start_here'], { rule: string }>),
  rule: 'nothing_weak' as const,
  factors: [],
  supports: [],
});

const CASES: [string | null, Partial<Profile>][] = [
  [null, { participation: standing('profile', true) }],
  ['suppressed', { participation: standing('suppressed'), start_here: hidden }],
  ['preliminary', { participation: standing('preliminary'), start_here: hidden }],
  ['scores', { start_here: { ...hidden, reason: 'fewer_than_eight_responses' }, leverage: hidden }],
  ['start_divided', {}],
  ['start_united', { disagreement_items: [] }],
  ['strong_divided', { start_here: strong() }],
  ['strong_united', { start_here: strong(), disagreement_items: hidden }],
];

describe.each(CASES)('the meeting %s', (meeting, changes) => {
  const profile = example(changes);

  it('is the one that fits', () => {
    expect(meetingOf(profile)).toBe(meeting);
  });

  it.each(['en', 'es'] as const)('takes 45 minutes and names everything it speaks of (%s)', (language) => {
    const steps = stepsOf(profile, reader(language));
    expect(steps.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(meeting ? 45 : 0);
    for (const { lines } of steps) {
      expect(lines.length).toBeGreaterThan(0);
      expect(lines.join(' ')).not.toMatch(/\{|undefined|: \.|\s\./);
    }
  });
});

it("is about this school's own factors and statements", () => {
  const said = stepsOf(example(), reader('en'))
    .flatMap(({ lines }) => lines)
    .join('\n');
  expect(said).toContain('what the profile says about Meaningful professional learning');
  expect(said).toContain('“In this school, teachers who are stuck with a class');
  expect(said).toContain('Choose one learning goal for the next three months');
  expect(said).toContain(
    'Instructional leadership, Psychological safety, Individual efficacy, and Collective efficacy',
  );
});

it('reads a few statements aloud, the first of the survey, however many divide the faculty', () => {
  const all = example();
  const items = all.domains
    .flatMap(({ factors }) => factors)
    .flatMap(({ id, items }) =>
      'suppressed' in items
        ? []
        : items.map((item) => ({ item: item.id, factor: id, flag: 'clear' as const })),
    );
  const steps = stepsOf({ ...all, disagreement_items: items }, reader('en'));
  const aloud = steps.flatMap(({ lines }) => lines).find((line) => line.startsWith('Read aloud')) ?? '';
  expect(aloud.match(/“/g)).toHaveLength(3);
  expect(aloud).toContain('“The leaders of this school (the principal');
});
