/** The end: recorded, and the way to the answer to "is mine counted?". */

import { another, clearAll } from '../flow/sending';
import type { State } from '../state';
import { Button, Counted, Title } from './parts';

export function Recorded({ state }: { state: State }) {
  const r = state.t.recorded;
  return (
    <>
      <Title>{r.title}</Title>
      <p>{r.lead}</p>
      <p>{r.kept}</p>
      <h2>{r.countedTitle}</h2>
      <p>{r.countedHint}</p>
      <Counted label={r.counted} />
      <Button label={r.another} act={another} />
      <Button kind="link" label={r.forget} act={clearAll} />
    </>
  );
}
