/** What stays when the answers are gone. */

import type { Receipt } from '../protocol/record';
import { readAll, write } from './database';
import { DRAFT, KEY, LAST, loadReceipts, RECEIPTS } from './drafts';

/** Swap the draft for its receipt, in one transaction: never both, never neither. */
export async function keepReceipt(receipt: Receipt): Promise<Receipt[]> {
  const { participation } = receipt;
  const others = (await loadReceipts(participation)).filter(
    ({ pass_hash }) => pass_hash !== receipt.pass_hash,
  );
  // By their own text: on a shared phone the order in which people answered is nobody's business.
  const receipts = [...others, receipt].sort((one, other) => (one.receipt < other.receipt ? -1 : 1));
  await write([
    [KEY, undefined],
    [DRAFT, undefined],
    [LAST, participation],
    [RECEIPTS + participation, receipts],
  ]);
  return receipts;
}

/** Every receipt on this device, of whichever survey. */
export const allReceipts = async (): Promise<Receipt[]> => (await readAll<Receipt[]>(RECEIPTS)).flat();

export const clearReceipts = (participation: string): Promise<void> =>
  write([
    [LAST, undefined],
    [RECEIPTS + participation, undefined],
  ]);
