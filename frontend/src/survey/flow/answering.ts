/** Answering: every change is kept at once. */

import { asked, type Given, partOf, type Step, stepsFor } from '../questionnaire';
import { getKept, questionnaireUrl } from '../server';
import { current, update } from '../state';
import { keepAndTell } from './keeping';
import { go } from './moving';

/** The screens for the answers so far. */
export const currentSteps = (): Step[] => stepsFor(current().survey.questionnaire, current().draft.routing);

/** The step being shown; the last one if steps have gone. */
export const currentStep = (): number => Math.min(current().draft.step, currentSteps().length - 1);

/** Take an answer, or null for "prefer not to answer". */
export function answer(part: keyof Given, id: string, value: number | string | null): Promise<void> {
  const { draft } = current();
  update({ draft: { ...draft, [part]: { ...draft[part], [id]: value } }, saved: null });
  return keepAndTell();
}

/** Keep the questions in every language, if there are any yet: another may be chosen where there is no network. */
export function keepLanguages(): void {
  const { draft, survey } = current();
  survey?.questionnaire.languages.map((language) =>
    getKept(questionnaireUrl(draft.participation, language)).catch(() => undefined),
  );
}

export function next(): void {
  const at = currentStep() + 1;
  if (at < currentSteps().length) go('questions', at);
  else go('review');
}

/** Show the step that asks for this, and the question itself. */
export function goTo(id: string): void {
  const at = currentSteps().findIndex((step) => step.id === id || asked(step).some((one) => one.id === id));
  go('questions', at);
  document.getElementById(`${partOf(currentSteps()[at] as Step)}-${id}`)?.focus();
}
