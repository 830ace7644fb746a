/** One factor a screen, one statement after another; nothing is preselected and nothing moves on by itself. */

import { fill } from '../../shared/texts';
import { answer, currentStep, currentSteps, keepLanguages, next } from '../flow/answering';
import { askToClear } from '../flow/clearing';
import { keepAndTell } from '../flow/keeping';
import '../flow/refusals';
import { back } from '../flow/moving';
import { asked, partOf, progress, type Step } from '../questionnaire';
import type { State } from '../state';
import { Button, Notice, Title } from './parts';
import { Stop } from './stop';
import { Words } from './words';

/** What finishes and seals the answers, while the first are being given. */
export async function loadRest() {
  keepLanguages();
  return (await import('./later')).LATER;
}

function Questions({ state }: { state: State }) {
  const q = state.t.questions;
  const steps = currentSteps();
  const at = currentStep();
  const step = steps[at] as Step;
  const { done, total } = progress(steps, state.draft);
  const answered = fill(q.progress, { done, total }, state.language);
  return (
    <>
      <div class="progress">
        <p>{fill(q.part, { at: at + 1, of: steps.length }, state.language)}</p>
        <p id="answered">{answered}</p>
        <progress max={total} value={done} aria-labelledby="answered" />
      </div>
      <Title>{step.kind === 'section' ? step.section.title : q[step.kind]}</Title>
      {step.kind === 'section' && step.section.group && <p>{q[step.section.group]}</p>}
      {step.kind === 'background' && <p>{fill(q.groups, { k: state.survey.manifest.k })}</p>}
      {asked(step).map((one) => (
        <Ask key={one.id} state={state} step={step} id={one.id} text={one.text} />
      ))}
      <p role="status" class="saved">
        {state.saved && q.saved}
      </p>
      <Notice text={state.saved === false ? q.failed : ''} />
      {state.saved === false && <Button label={state.t.retry} act={keepAndTell} />}
      <div class="moves">
        {at > 0 && <Button label={state.t.back} act={back} />}
        <Button kind="main" label={at + 1 < steps.length ? q.next : q.toReview} act={next} />
      </div>
      <Button kind="link" label={q.clear} act={askToClear} />
    </>
  );
}

interface Asked {
  state: State;
  step: Step;
  id: string;
  text: string;
}

/** One statement as the legend of its answers, with "prefer not to answer" set apart. */
function Ask({ state, step, id, text }: Asked) {
  const part = partOf(step);
  const given = state.draft[part][id];
  const option = (value: string | number | null, label: string, first = false) => (
    <label class={value === null ? 'decline' : 'option'}>
      <input
        type="radio"
        name={`${part}-${id}`}
        id={first ? `${part}-${id}` : undefined}
        checked={given === value}
        onChange={() => void answer(part, id, value)}
      />
      <span>{label}</span>
    </label>
  );
  return (
    <fieldset>
      <legend>{text}</legend>
      {choices(state, step, id).map(({ value, label }, at) => option(value, label, at === 0))}
      {option(null, state.t.questions.decline)}
    </fieldset>
  );
}

/** The answers offered: the points of the item's scale, or the question's own. */
function choices(state: State, step: Step, id: string): { value: string | number; label: string }[] {
  if (step.kind !== 'section') return step.question.answers;
  const item = step.section.items.find((one) => one.id === id);
  return state.survey.questionnaire.scales[item?.scale ?? '']?.points ?? [];
}

/** Not needed for the first screen, but soon: the words, the questions, and the reasons why there are none. */
export const SOON = { words: Words, questions: Questions, stop: Stop };
