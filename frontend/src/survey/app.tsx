/** Which screen is shown. What comes after check-in, or instead of it, is loaded while the welcome is read. */

import type { ComponentType } from 'preact';
import { Code } from './screens/checkin';
import { Languages } from './screens/parts';
import { Welcome } from './screens/welcome';
import { type Screen, type State, update } from './state';

type View = ComponentType<{ state: State }>;

const views: Partial<Record<Screen, View>> = { welcome: Welcome, code: Code };

const RETRY_AFTER_MS = 5_000;

let loading: Promise<void> | null = null;

/** Load the questions, then what finishes and seals them; an attempt that failed may be made again. */
export function loadLater(): Promise<void> {
  loading ??= load().catch(() => {
    loading = null;
    // Whoever waits for it is drawn again, which asks for it again.
    setTimeout(update, RETRY_AFTER_MS, {});
  });
  return loading;
}

async function load(): Promise<void> {
  const questions = await import('./screens/questions');
  Object.assign(views, questions.SOON);
  update({});
  Object.assign(views, await questions.loadRest());
  update({});
}

export function App({ state }: { state: State }) {
  const View = views[state.screen];
  if (!View && state.screen !== 'loading') void loadLater();
  return (
    <>
      <header>
        <p>{state.t.page}</p>
        {!state.busy && <Languages state={state} />}
      </header>
      <main>{View ? <View state={state} /> : <p role="status">{state.t.loading}</p>}</main>
    </>
  );
}
