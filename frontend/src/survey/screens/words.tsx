/** Six words to compare, where no poster was scanned. */

import { answerWords } from '../flow/checkin';
import { checkWords } from '../protocol/words';
import type { State } from '../state';
import { Button, Title } from './parts';

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
