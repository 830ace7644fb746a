/** The survey page starts here. */

import '../shared/tokens.css';
import '../shared/base.css';
import './survey.css';
import { render } from 'preact';
import { pickLanguage } from '../shared/texts';
import { App, loadLater } from './app';
import { followHistory } from './flow/moving';
import { begin, speak } from './flow/opening';
import { claimTab } from './flow/tab';
import { parseFragment } from './protocol/fragment';
import { findServers } from './server';
import { onUpdate, type State, stop, update } from './state';
import { loadDraft } from './store/drafts';

const root = document.getElementById('app') as HTMLElement;
let shown = '';

/** Draw, and on a new screen start at its top with its heading, for eyes and for screen readers. */
function draw(state: State): void {
  if (!state.t) return;
  render(<App state={state} />, root);
  const view = state.screen + state.stop + state.draft?.step;
  const heading = root.querySelector('h1');
  if (!heading) return;
  document.title = `${heading.textContent} – ${state.t.page}`;
  if (view === shown) return;
  shown = view;
  scrollTo(0, 0);
  heading.focus({ preventScroll: true });
}

/** Read the link, and remove it from the address and the history before anything is asked of a server. */
function takeLink(): ReturnType<typeof parseFragment> {
  const scanned = parseFragment(location.hash);
  history.replaceState(null, '', location.pathname);
  return scanned;
}

/** Inside another app: Android says so, and on an iPhone only browsers name Safari. */
const IN_APP = /; wv\)|Mobile\/\w+\b(?! Safari)/;

/** Whether answers can be locked and kept here; locking needs a secure address. */
const isAble = (): boolean => !!(globalThis.crypto?.subtle && globalThis.caches && AbortSignal.timeout);

async function start(): Promise<void> {
  if (IN_APP.test(navigator.userAgent) || !isAble()) await (await import('./notices')).tell(isAble());
  const scanned = takeLink();
  onUpdate(draw);
  const [found, draft] = await Promise.all([findServers(), loadDraft().catch(() => null)]);
  const language = pickLanguage([...(draft ? [draft.language] : []), ...navigator.languages]);
  update({ language });
  if (!found) {
    await speak(language);
    return stop('misconfigured');
  }
  claimTab();
  followHistory();
  addEventListener('hashchange', () => void begin(takeLink()));
  // The texts come while the survey does; nothing is drawn without them.
  await Promise.all([speak(language), begin(scanned)]);
  void navigator.serviceWorker?.register('./service-worker.js').catch(() => undefined);
  void loadLater();
}

start().catch(() => {
  // Not even the texts could be had: the page itself carries one sentence in both languages.
  (document.getElementById('unreachable') as HTMLElement).hidden = false;
  (document.getElementById('waiting') as HTMLElement).hidden = true;
});
