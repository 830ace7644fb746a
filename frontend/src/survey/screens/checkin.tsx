/** The code, or the word, that lets a person in. */

import { checkIn, codeTexts } from '../flow/checkin';
import { current, type State } from '../state';
import { Notice, Title } from './parts';

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
