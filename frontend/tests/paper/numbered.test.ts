/** What is printed: every question that any phone could ask, and who may leave a part out. */

import { describe, expect, it } from 'vitest';
import { participationIn } from '../../src/paper/getting';
import { partsOf } from '../../src/paper/numbered';
import { TEXTS } from '../../src/paper/texts';
import type { Questionnaire } from '../../src/survey/questionnaire';

const item = (id: string) => ({ id, text: `${id}?`, scale: 'agreement6' });
const choice = (id: string) => ({ id, text: `${id}?`, answers: [{ value: 'yes', label: 'Oh yes' }] });

const questionnaire: Questionnaire = {
  participation: 'p',
  stage: 'open',
  instrument: { id: 'i', version: '1.0.0', digest: 'sha256:0' },
  language: 'en',
  languages: ['en'],
  title: 'T',
  scales: {
    agreement6: {
      points: [
        { value: 1, label: 'No' },
        { value: 2, label: 'Yes' },
      ],
    },
  },
  routing: [choice('meets_in_team')],
  sections: [
    { factor: 'safety', title: 'S', group: 'whole_school', ask_if: null, items: [item('s1'), item('s2')] },
    {
      factor: 'teams',
      title: 'T',
      group: 'teams',
      ask_if: { question: 'meets_in_team', is: 'yes' },
      items: [item('t1')],
    },
  ],
  background: [choice('role')],
  time_zone: null,
  reporting_unit: null,
};

describe('the printed questions', () => {
  const parts = partsOf(questionnaire, 7, TEXTS.en);
  const decline = TEXTS.en.survey.questions.decline;

  it('are all there, those of teams as well, numbered in the order of the phone', () => {
    expect(parts.map(({ id }) => id)).toEqual(['safety', 'meets_in_team', 'teams', 'role']);
    const numbered = parts.flatMap(({ questions }) => questions.map(({ number, id }) => [number, id]));
    expect(numbered).toEqual([
      [1, 's1'],
      [2, 's2'],
      [3, 'meets_in_team'],
      [4, 't1'],
      [5, 'role'],
    ]);
  });

  it('have the answers of their own scale, and the way to say nothing', () => {
    expect(parts[0]?.questions[0]?.answers).toEqual(['No', 'Yes', decline]);
    expect(parts[3]?.questions[0]?.answers).toEqual(['Oh yes', decline]);
  });

  it('say who may leave a part out, by the number of the question that decides', () => {
    expect(parts[2]?.hints[0]).toBe('Only for those who answered “Oh yes” to question 3.');
    expect(parts[0]?.hints).toEqual([TEXTS.en.survey.questions.whole_school]);
  });

  it('say of background questions how large a group must be', () => {
    expect(parts[3]?.hints[0]).toContain('at least 7 people');
  });
});

it.each([
  '',
  '#',
  '#p=1',
  '#p=5b0c1d52-4c0e-4f6b-9a52-0d6f6f7a1c3e&c=ABCD',
  '#v=1&p=5b0c1d52-4c0e-4f6b-9a52-0d6f6f7a1c3e',
])('takes no other address: %s', (fragment) => {
  expect(participationIn(fragment)).toBeNull();
});

it('takes a participation', () => {
  expect(participationIn('#p=5b0c1d52-4c0e-4f6b-9a52-0d6f6f7a1c3e')).toBe(
    '5b0c1d52-4c0e-4f6b-9a52-0d6f6f7a1c3e',
  );
});
