/** The end: recorded, and later the answer to "is mine counted?". */

import { another, checkCounted, clearAll } from '../flow/sending';
import type { State } from '../state';
import { Button, Title } from './parts';

export function Recorded({ state }: { state: State }) {
  const r = state.t.recorded;
  return (
    <>
      <Title>{r.title}</Title>
      <p>{r.lead}</p>
      <p>{r.kept}</p>
      <h2>{r.countedTitle}</h2>
      <p>{r.countedHint}</p>
      <dl>
        {state.receipts.map(({ receipt }, at) => (
          <div key={receipt}>
            <dt>{r.receipt}</dt>
            <dd>
              <code translate={false}>{receipt}</code>
              <p role="status" class="verdict">
                {verdict(state, at)}
              </p>
            </dd>
          </div>
        ))}
      </dl>
      <Button kind="main" label={state.busy ? r.checking : r.check} act={checkCounted} busy={state.busy} />
      <Button label={r.another} act={another} />
      <Button kind="link" label={r.forget} act={clearAll} />
    </>
  );
}

function verdict(state: State, at: number): string {
  const found = state.verdicts[at];
  return found ? state.t.recorded[found] : '';
}
