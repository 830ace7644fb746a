/** Six words to compare where no poster was scanned, then the code. */

import { answerWords, checkIn } from '../flow/checkin';
import { checkWords } from '../protocol/words';
import type { State } from '../state';
import { Button, Notice, Title } from './parts';

export function Words({ state }: { state: State }) {
  const w = state.t.words;
  return (
    <>
      <Title>{w.title}</Title>
      <p>{w.poster}</p>
      <p>{w.lead}</p>
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
  const c = state.t.code;
  const { code } = state.draft;
  const isOpen = state.survey.manifest.access === 'open';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget as HTMLFormElement).get('typed');
    void checkIn(String(typed ?? ''));
  };
  return (
    <form onSubmit={submit} noValidate>
      <Title>{c.title}</Title>
      {code ? <p>{c.scanned}</p> : <Typed state={state} label={isOpen ? c.wordLabel : c.label} />}
      {!isOpen && <p>{c.lead}</p>}
      <Notice text={state.notice} />
      <button type="submit" class="main" aria-disabled={state.busy}>
        {state.busy ? c.busy : c.submit}
      </button>
    </form>
  );
}

function Typed({ state, label }: { state: State; label: string }) {
  const isOpen = state.survey.manifest.access === 'open';
  return (
    <>
      <label for="typed">{label}</label>
      {!isOpen && (
        <p class="hint" id="hint">
          {state.t.code.hint}
        </p>
      )}
      <input
        id="typed"
        name="typed"
        class={isOpen ? '' : 'code'}
        aria-describedby={isOpen ? 'notice' : 'hint notice'}
        aria-invalid={state.notice !== ''}
        autocomplete="off"
        autocapitalize={isOpen ? 'none' : 'characters'}
        autocorrect="off"
        spellcheck={false}
        maxLength={isOpen ? 200 : 40}
      />
    </>
  );
}
