/** Saving after every answer, one write after the other, and saying so. */

import { current, update } from '../state';
import { saveDraft } from '../store/drafts';

let last: Promise<unknown> = Promise.resolve();

/**
 * Save the draft as it is when its turn comes; returns whether it is on the disk.
 *
 * Writes wait for each other, so that an older draft never overwrites a newer one.
 */
export function keep(): Promise<boolean> {
  const saving = last.then(async () => {
    try {
      await saveDraft(current().draft);
      return true;
    } catch {
      return false;
    }
  });
  last = saving;
  return saving;
}

/** Save, and show on the page whether it worked. */
export async function keepAndTell(): Promise<void> {
  update({ saved: await keep() });
}
