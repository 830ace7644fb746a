/** One tab at a time: two tabs would overwrite each other's answers. */

import { stop } from '../state';

/** Take the survey over from any other tab; that one says so and stops. */
export function claimTab(): void {
  const forGood = new Promise<never>(() => undefined);
  navigator.locks
    ?.request('throughline-survey', { steal: true }, () => forGood)
    .catch(() => stop('elsewhere'));
}
