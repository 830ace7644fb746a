import { describe, expect, it } from 'vitest';
import {
  type Given,
  progress,
  type Questionnaire,
  stepsFor,
  toSend,
  unanswered,
} from '../../src/survey/questionnaire';

const item = (id: string) => ({ id, text: `${id}?`, scale: 'agreement6' });
const choice = (id: string) => ({ id, text: `${id}?`, answers: [{ value: 'yes', label: 'Yes' }] });

const questionnaire: Questionnaire = {
  participation: 'p',
  stage: 'open',
  instrument: { id: 'i', version: '1.0.0', digest: 'sha256:0' },
  language: 'es',
  languages: ['en', 'es'],
  title: 'T',
  scales: { agreement6: { points: [{ value: 1, label: 'No' }] } },
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
    { factor: 'efficacy', title: 'E', group: null, ask_if: null, items: [item('e1')] },
  ],
  background: [choice('role')],
  time_zone: null,
  reporting_unit: null,
};

const given = (change: Partial<Given>): Given => ({ answers: {}, routing: {}, background: {}, ...change });

describe('steps', () => {
  it('leave team factors out while the routing question is open, declined or answered otherwise', () => {
    for (const routing of [{}, { meets_in_team: null }, { meets_in_team: 'no' }]) {
      const steps = stepsFor(questionnaire, routing).map(({ id }) => id);
      expect(steps).toEqual(['safety', 'meets_in_team', 'efficacy', 'role']);
    }
  });

  it('ask the routing question just before the first factor it decides', () => {
    const steps = stepsFor(questionnaire, { meets_in_team: 'yes' }).map(({ id }) => id);
    expect(steps).toEqual(['safety', 'meets_in_team', 'teams', 'efficacy', 'role']);
  });

  it('count an answer and a refusal alike, and list what is open', () => {
    const answers = given({ answers: { s1: 4, e1: null }, routing: { meets_in_team: 'no' } });
    const steps = stepsFor(questionnaire, answers.routing);
    expect(progress(steps, answers)).toEqual({ done: 3, total: 5 });
    expect(steps.flatMap((step) => unanswered(step, answers)).map(({ id }) => id)).toEqual(['s2', 'role']);
  });
});

describe('what is sent', () => {
  it('has no key for what was declined, skipped or is not asked any more', () => {
    const answers = given({ answers: { s1: 4, s2: null, t1: 6 }, routing: { meets_in_team: 'no' } });
    expect(toSend(questionnaire, answers)).toEqual({
      answers: { s1: 4 },
      routing: { meets_in_team: 'no' },
      background: {},
      language: 'es',
    });
  });

  it('has the team answers of someone who meets in a team', () => {
    const answers = given({
      answers: { t1: 6 },
      routing: { meets_in_team: 'yes' },
      background: { role: 'yes' },
    });
    expect(toSend(questionnaire, answers)).toMatchObject({ answers: { t1: 6 }, background: { role: 'yes' } });
  });
});
