/** Nothing can go on: what happened, and what to do. */

import { begin } from '../flow/opening';
import { claimTab } from '../flow/tab';
import type { State, StopReason } from '../state';
import { Button, Title } from './parts';

/** Reasons for which trying again may help. */
const RETRY: StopReason[] = ['unreachable', 'survey-not-open', 'storage', 'elsewhere', 'tooLate', 'refused'];

export function Stop({ state }: { state: State }) {
  const { title, text } = state.t.stop[state.stop];
  const again = () => {
    claimTab();
    return begin(state.scanned);
  };
  return (
    <>
      <Title>{title}</Title>
      <p>{text}</p>
      {RETRY.includes(state.stop) && <Button kind="main" label={state.t.retry} act={again} />}
    </>
  );
}
