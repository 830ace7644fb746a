/** The end: recorded, and the way to the answer to "is mine counted?". */

import { another, clearAll } from '../flow/sending';
import { current, type State, update } from '../state';
import { Button, Notice, Title } from './parts';

/** Without a network the list cannot be read: say so here, instead of the browser's own page. */
function onlyOnline(event: MouseEvent): void {
  if (navigator.onLine) return;
  event.preventDefault();
  update({ notice: current().t.recorded.offline });
}

export function Recorded({ state }: { state: State }) {
  const r = state.t.recorded;
  return (
    <>
      <Title>{r.title}</Title>
      <p>{r.lead}</p>
      <p>{r.kept}</p>
      <h2>{r.countedTitle}</h2>
      <p>{r.countedHint}</p>
      <p>
        <a href="../verify/" onClick={onlyOnline}>
          {r.counted}
        </a>
      </p>
      <Notice text={state.notice} />
      <Button label={r.another} act={another} />
      <Button kind="link" label={r.forget} act={clearAll} />
    </>
  );
}
