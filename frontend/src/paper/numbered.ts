/** The questions in the order in which they are printed, numbered from 1. */

import { fill } from '../shared/texts';
import { asked, everyStep, type Questionnaire, type Section, type Step } from '../survey/questionnaire';
import type { Texts as All } from './texts';

/** As much of the texts as is needed here: the preview numbers its questions in the same way. */
type Texts = Pick<All, 'only' | 'survey'>;

export interface Part {
  id: string;
  title: string;
  /** What to keep in mind, and who is asked at all. */
  hints: string[];
  questions: { id: string; number: number; text: string; answers: string[] }[];
}

/** Every question a phone could ask, whatever was answered before. */
export function partsOf(questionnaire: Questionnaire, k: number, t: Texts): Part[] {
  let last = 0;
  const numbers = new Map<string, number>();
  return everyStep(questionnaire).map((step) => {
    const questions = asked(step).map(({ id, text }) => {
      last += 1;
      numbers.set(id, last);
      const answers = [...answersTo(step, id, questionnaire), t.survey.questions.decline];
      return { id, number: last, text, answers };
    });
    const hints = hintsOf(step, k, t);
    if (step.kind === 'section') hints.unshift(...whoIsAsked(step.section, questionnaire, numbers, t));
    return { id: step.id, title: titleOf(step, t), hints, questions };
  });
}

const titleOf = (step: Step, t: Texts): string =>
  step.kind === 'section' ? step.section.title : t.survey.questions[step.kind];

function hintsOf(step: Step, k: number, t: Texts): string[] {
  const q = t.survey.questions;
  if (step.kind === 'background') return [fill(q.groups, { k })];
  return step.kind === 'section' && step.section.group ? [q[step.section.group]] : [];
}

/** A paper cannot leave a part out: it says who may skip it. */
function whoIsAsked(
  { ask_if }: Section,
  { routing }: Questionnaire,
  numbers: Map<string, number>,
  t: Texts,
): string[] {
  const question = routing.find(({ id }) => id === ask_if?.question);
  const answer = question?.answers.find(({ value }) => value === ask_if?.is);
  if (!question || !answer) return [];
  return [fill(t.only, { answer: answer.label, number: numbers.get(question.id) ?? '' })];
}

function answersTo(step: Step, id: string, { scales }: Questionnaire): string[] {
  if (step.kind !== 'section') return step.question.answers.map(({ label }) => label);
  const item = step.section.items.find((one) => one.id === id);
  return (scales[item?.scale ?? '']?.points ?? []).map(({ label }) => label);
}
