/** What this is, what will be shown, who sees it, and how anonymity works: read before anything is given. */

import { go } from '../flow/moving';
import { sayer } from '../saying';
import type { State } from '../state';
import { Button, Counted, Details, Title } from './parts';

export function Welcome({ state }: { state: State }) {
  const w = state.t.welcome;
  const said = sayer(state);
  const lines = (texts: Record<string, string>) => said(texts).map((text) => <li key={text}>{text}</li>);
  return (
    <>
      <Title>{state.survey.questionnaire.title}</Title>
      {said(w.intro).map((text) => (
        <p key={text}>{text}</p>
      ))}
      {Object.values(w.plain).map((part) => (
        <section key={part.title}>
          <h2>{part.title}</h2>
          <ul>{lines(part.lines)}</ul>
        </section>
      ))}
      {Object.values(w.folded).map((part) => (
        <Details key={part.title} title={part.title}>
          <ul>{lines(part.lines)}</ul>
        </Details>
      ))}
      <p>{w.decline}</p>
      <Button kind="main" label={w.start} act={() => go(state.draft.pin ? 'code' : 'words')} />
      <Counted label={w.counted} />
    </>
  );
}
