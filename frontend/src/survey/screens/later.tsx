/** Everything after the questions: one chunk, with the cryptography that seals the answers. */

import { fill } from '../../shared/texts';
import { currentSteps, goTo } from '../flow/answering';
import { askToClear, clearAll, isReceiptOnly, keepAll } from '../flow/clearing';
import { back } from '../flow/moving';
import { finish, resume, send, sendWhenPossible } from '../flow/sending';
import { progress, type Step, unanswered } from '../questionnaire';
import type { State } from '../state';
import { Button, Title } from './parts';
import { Recorded } from './recorded';

type Props = { state: State };

const titleOf = (step: Step, state: State): string =>
  step.kind === 'section' ? step.section.title : state.t.questions[step.kind];

function Review({ state }: Props) {
  const r = state.t.review;
  const steps = currentSteps();
  const open = steps.flatMap((step) => unanswered(step, state.draft));
  return (
    <>
      <Title>{r.title}</Title>
      <p>{fill(r.lead, { ...progress(steps, state.draft) }, state.language)}</p>
      {open.length > 0 ? <Open state={state} open={open} /> : <p>{r.none}</p>}
      <details>
        <summary>{r.parts}</summary>
        <ul class="links">
          {steps.map((step) => (
            <li key={step.id}>
              <Button kind="link" label={titleOf(step, state)} act={() => goTo(step.id)} />
            </li>
          ))}
        </ul>
      </details>
      <p>{r.sendHint}</p>
      <div class="moves">
        <Button label={state.t.back} act={back} />
        <Button kind="main" label={r.send} act={finish} busy={state.busy} />
      </div>
    </>
  );
}

/** What is left open, each leading to its place. */
function Open({ state, open }: Props & { open: { id: string; text: string }[] }) {
  const r = state.t.review;
  return (
    <>
      <h2>{r.open}</h2>
      <p>{r.openHint}</p>
      <ul class="links">
        {open.map(({ id, text }) => (
          <li key={id}>
            <Button kind="link" label={text} act={() => goTo(id)} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Sending({ state }: Props) {
  const s = state.t.sending;
  sendOnce();
  if (state.busy) {
    return (
      <>
        <Title>{s.title}</Title>
        <p role="status">{s.busy}</p>
      </>
    );
  }
  return (
    <>
      <Title>{s.waitTitle}</Title>
      <p role="status">{s.wait}</p>
      <p>{s.hint}</p>
      <Button kind="main" label={s.retry} act={send} />
      <Button kind="link" label={state.t.questions.clear} act={askToClear} />
    </>
  );
}

let watching = false;

/** Start sending when the screen is first shown; after that the network's events decide. */
function sendOnce(): void {
  if (watching) return;
  watching = true;
  queueMicrotask(sendWhenPossible);
}

const Resume = ({ state }: Props) => (
  <>
    <Title>{state.t.resume.title}</Title>
    <p>{state.t.resume.lead}</p>
    <Button kind="main" label={state.t.resume.go} act={resume} />
    <p>{state.t.resume.warn}</p>
    <Button label={state.t.resume.other} act={askToClear} />
  </>
);

/** The second question: what is lost is said by what there is to lose. */
function Clear({ state }: Props) {
  const { clear } = state.t;
  const { lead, warn } = isReceiptOnly() ? clear.receipt : clear;
  return (
    <>
      <Title>{clear.title}</Title>
      <p>{lead}</p>
      <p>{warn}</p>
      <Button kind="main" label={clear.no} act={keepAll} />
      <Button label={clear.yes} act={clearAll} />
    </>
  );
}

const Cleared = ({ state }: Props) => (
  <>
    <Title>{state.t.clear.done}</Title>
    <p>{state.t.clear.doneText}</p>
  </>
);

export const LATER = {
  resume: Resume,
  review: Review,
  clear: Clear,
  forget: Clear,
  cleared: Cleared,
  sending: Sending,
  recorded: Recorded,
};
