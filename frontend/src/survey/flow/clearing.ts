/** Clearing this phone, asked twice: nothing can bring back what was erased. */

import { forgetKept } from '../server';
import { current, type Screen, update } from '../state';
import { clearDraft, newDraft } from '../store/drafts';
import { clearReceipts } from '../store/receipts';
import { back, go } from './moving';
import { begin } from './opening';

let from: Screen = 'questions';

/** Whether only a receipt is to be lost. */
export const isReceiptOnly = (): boolean => from === 'recorded';

/** Ask whether everything is to be erased. Only among the questions does the phone's own back button say no. */
export function askToClear(): void {
  from = current().screen;
  if (from === 'questions') go('clear');
  else update({ screen: 'forget' });
}

export const keepAll = (): void => (from === 'questions' ? back() : update({ screen: from }));

/** Leave nothing of the survey on this phone; who came with another link begins with that. */
export async function clearAll(): Promise<void> {
  const { draft, receipts, scanned } = current();
  await Promise.all([clearDraft(), forgetKept(), ...receipts.map((one) => clearReceipts(one.participation))]);
  if (draft) update({ draft: newDraft(draft.participation, draft.language) });
  update({ receipts: [] });
  if (from === 'resume') return begin(scanned);
  update({ screen: 'cleared' });
}
