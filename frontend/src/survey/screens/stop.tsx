/** Nothing can go on: what happened, and what to do. */

import { askToClear } from '../flow/clearing';
import { begin } from '../flow/opening';
import { send } from '../flow/sending';
import { claimTab } from '../flow/tab';
import type { State, StopReason } from '../state';
import { Button, Counted, Link, Title } from './parts';

/** Reasons for which trying again may help. */
const RETRY = ['unreachable', 'survey-not-open', 'storage', 'elsewhere', 'before', 'tooLate', 'refused'];
/** Reasons after which answers that cannot be sent may lie on the phone for good. */
const LEFT_OVER: StopReason[] = ['tooLate', 'refused', 'changed'];

export function Stop({ state }: { state: State }) {
  // What the server says may be none of the reasons this page has words for.
  const reason = state.stop in state.t.stop ? state.stop : 'refused';
  const { title, text } = state.t.stop[reason];
  const again = async () => {
    claimTab();
    await begin(state.scanned);
    await send(); // nothing, unless answers wait to be sent
  };
  return (
    <>
      <Title>{title}</Title>
      <p>{text}</p>
      <Ways state={state} />
      {RETRY.includes(reason) && <Button kind="main" label={state.t.retry} act={again} />}
      {LEFT_OVER.includes(reason) && <Button kind="link" label={state.t.questions.clear} act={askToClear} />}
    </>
  );
}

/** Where else to go: before the survey to its preview, after it to its report. */
function Ways({ state: { stop, draft, t } }: { state: State }) {
  const about = `#p=${draft?.participation}`;
  if (stop === 'before') return <Link to={`../preview/${about}`} label={t.preview} />;
  if (stop !== 'published') return null;
  return (
    <>
      <Link to={`../results/${about}`} label={t.report} />
      <Counted label={t.welcome.counted} />
    </>
  );
}
