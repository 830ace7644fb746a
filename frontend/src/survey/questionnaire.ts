/** The questions, and the steps a person takes through them. */

import type { Choices, Draft } from './store/drafts';

export interface Point {
  value: number;
  label: string;
}

/** A question outside the scales: routing (which items are asked) or background. */
export interface Question {
  id: string;
  text: string;
  answers: { value: string; label: string }[];
}

export interface Item {
  id: string;
  text: string;
  scale: string;
}

export interface Section {
  factor: string;
  title: string;
  group: 'whole_school' | 'teams' | null;
  ask_if: { question: string; is: string } | null;
  items: Item[];
}

export interface Questionnaire {
  participation: string;
  /** When to begin, to hurry, to stop, or to show the report; as old as the copy, where there is no network. */
  stage: 'before' | 'open' | 'grace' | 'over' | 'published';
  instrument: { id: string; version: string; digest: string };
  language: string;
  languages: string[];
  title: string;
  scales: Record<string, { points: Point[] }>;
  routing: Question[];
  sections: Section[];
  /** Of the district, by its IANA name; null where nobody said it. */
  time_zone: string | null;
  /** Asked only where the manifest names them. */
  background: Question[];
  /** The name and the members of a reporting unit, where the manifest lists several schools. */
  reporting_unit: { name: string; schools: string[] } | null;
}

/** One screen: a factor's items, or one question that stands alone. */
export type Step =
  | { kind: 'section'; id: string; section: Section }
  | { kind: 'routing' | 'background'; id: string; question: Question };

/** The person's answers as steps are counted: by part, then by id; null is "prefer not to answer". */
export type Given = Pick<Draft, 'answers' | 'routing' | 'background'>;

/**
 * The screens for these answers: a routing question comes just before the first factor it decides,
 * and a factor is left out unless its question was answered as it asks.
 */
export const stepsFor = (questionnaire: Questionnaire, routing: Choices<string>): Step[] =>
  stepsWhere(questionnaire, ({ ask_if }) => ask_if === null || routing[ask_if.question] === ask_if.is);

/** Every screen there can be, in the same order: for those who read rather than answer. */
export const everyStep = (questionnaire: Questionnaire): Step[] => stepsWhere(questionnaire, () => true);

function stepsWhere(questionnaire: Questionnaire, isAsked: (section: Section) => boolean): Step[] {
  const steps: Step[] = [];
  const waiting = [...questionnaire.routing];
  for (const section of questionnaire.sections) {
    const at = waiting.findIndex(({ id }) => id === section.ask_if?.question);
    if (at >= 0) steps.push(...waiting.splice(at, 1).map((question) => alone('routing', question)));
    if (isAsked(section)) steps.push({ kind: 'section', id: section.factor, section });
  }
  steps.push(...waiting.map((question) => alone('routing', question)));
  steps.push(...questionnaire.background.map((question) => alone('background', question)));
  return steps;
}

const alone = (kind: 'routing' | 'background', question: Question): Step => ({
  kind,
  id: question.id,
  question,
});

/** The statements or questions of one step, with what is shown for each. */
export const asked = (step: Step): { id: string; text: string }[] =>
  step.kind === 'section' ? step.section.items : [step.question];

/** Where the answers of a step are kept. */
export const partOf = (step: Step): keyof Given => (step.kind === 'section' ? 'answers' : step.kind);

/** What of a step has neither an answer nor "prefer not to answer". */
export const unanswered = (step: Step, given: Given): { id: string; text: string }[] =>
  asked(step).filter(({ id }) => given[partOf(step)][id] === undefined);

/** How many of the questions of these steps were dealt with. */
export function progress(steps: Step[], given: Given): { done: number; total: number } {
  const total = steps.reduce((sum, step) => sum + asked(step).length, 0);
  return { done: total - steps.reduce((sum, step) => sum + unanswered(step, given).length, 0), total };
}

/**
 * What is sent: answers to what is asked now, without those left out or not asked any more.
 *
 * Someone who first said they meet in a team and then that they do not leaves no team answers behind.
 */
export function toSend(questionnaire: Questionnaire, given: Given) {
  const kept = { answers: {}, routing: {}, background: {} } as {
    answers: Record<string, number>;
    routing: Record<string, string>;
    background: Record<string, string>;
  };
  for (const step of stepsFor(questionnaire, given.routing)) {
    for (const { id } of asked(step)) {
      const value = given[partOf(step)][id];
      if (value !== undefined && value !== null) Object.assign(kept[partOf(step)], { [id]: value });
    }
  }
  return { ...kept, language: questionnaire.language };
}
