/** Going from screen to screen, so that the phone's own back button does what people expect. */

import { current, type Screen, update } from '../state';
import { keep } from './keeping';

interface Place {
  screen: Screen;
  step: number;
}

/** Screens among which one may go back and forth; once a pass is held there is no way back before it. */
const PHASES: Screen[][] = [
  ['welcome', 'words', 'code'],
  ['questions', 'review', 'clear'],
];

const phaseOf = (screen: Screen): Screen[] | undefined => PHASES.find((phase) => phase.includes(screen));

/** Show a screen, and remember it in the browser's history. */
export function go(screen: Screen, step = current().draft.step): void {
  const place: Place = { screen, step };
  const same = phaseOf(screen) === phaseOf(current().screen);
  history[same ? 'pushState' : 'replaceState'](place, '');
  move(place);
}

export const back = (): void => history.back();

/** Follow the browser's back and forward buttons, within a phase. */
export function followHistory(): void {
  addEventListener('popstate', ({ state }) => {
    const place = state as Place | null;
    const phase = phaseOf(current().screen);
    if (place && phase?.includes(place.screen)) move(place);
  });
}

function move({ screen, step }: Place): void {
  const draft = { ...current().draft, step };
  update({ screen, draft, notice: '', saved: null });
  if (screen === 'questions') void keep();
}
