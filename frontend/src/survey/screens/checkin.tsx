/** Six words to compare where no poster was scanned, then the code. */

import { answerWords, checkIn, codeTexts } from '../flow/checkin';
import { checkWords } from '../protocol/words';
import { current, type State } from '../state';
import { Button, Notice, Title } from './parts';

export function Words({ state }: { state: State }) {
  const w = state.t.words;
  return (
    <>
      <Title>{w.title}</Title>
      <p>{w.poster}</p>
      <p>{w.lead}</p>
      {state.survey.manifest.access === 'email' && <p>{w.email}</p>}
      <ol class="words" translate={false}>
        {checkWords(state.survey.pin).map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ol>
      <h2>{w.question}</h2>
      <Button kind="main" label={w.yes} act={() => answerWords(true)} />
      <Button label={w.no} act={() => answerWords(false)} />
      <p class="hint">{w.skip}</p>
    </>
  );
}

export function Code({ state }: { state: State }) {
  const c = codeTexts();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget as HTMLFormElement).get('typed');
    // To the field, so that what went wrong is read out with what it belongs to.
    void checkIn(String(typed ?? '')).then(
      () => current().notice && document.getElementById('typed')?.focus(),
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      <Title>{c.title}</Title>
      {state.draft.code ? <p>{c.scanned}</p> : <Typed state={state} c={c} />}
      <p>{c.lead}</p>
      <Notice text={state.notice && c[state.notice]} />
      <button type="submit" class="main" aria-disabled={state.busy}>
        {state.busy ? c.busy : c.submit}
      </button>
    </form>
  );
}

const Typed = ({ state, c }: { state: State; c: ReturnType<typeof codeTexts> }) => (
  <>
    <label for="typed">{c.label}</label>
    <p class="hint" id="hint">
      {c.hint}
    </p>
    <input
      id="typed"
      name="typed"
      class={state.survey.manifest.access}
      aria-describedby="hint notice"
      aria-invalid={state.notice !== ''}
      autocomplete="off"
      autocapitalize="none"
      autocorrect="off"
      spellcheck={false}
      maxLength={200}
    />
  </>
);
