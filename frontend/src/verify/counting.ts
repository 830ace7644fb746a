/** "Is mine counted?": get the whole published list and look for receipts in it, here. */

import { text } from '../shared/bytes';
import { findReceipt, type PublishedRecord, type Receipt, type Verdict } from '../survey/protocol/record';
import { call, findServers, Refused, recordUrl } from '../survey/server';

/** Besides what the list says: it is not out, the server knows no such survey, it cannot be read, or nobody says where. */
export type Answer = Verdict | 'not_yet' | 'unknown' | 'unreachable' | 'misconfigured';

type List = { text: string } | { missing: Answer };

/** Lists that were read, by participation: to show the very lines. */
const read = new Map<string, PublishedRecord>();

/** What is published of a pass or a response, of the list read last; null before one was read. */
export const listRead = (participation: string): PublishedRecord | null => read.get(participation) ?? null;

/**
 * Look for receipts; each list is fetched whole and once, so the server never learns whose line is looked for.
 *
 * @returns an answer for each receipt, in the same order.
 */
export async function lookFor(receipts: Receipt[]): Promise<Answer[]> {
  const lists = new Map<string, List>();
  for (const { participation } of receipts) {
    if (!lists.has(participation)) lists.set(participation, await fetchList(participation));
  }
  const answer = async (mine: Receipt): Promise<Answer> => {
    const list = lists.get(mine.participation) as List;
    if ('missing' in list) return list.missing;
    const verdict = await findReceipt(list.text, mine);
    // A list that contradicts itself has no lines worth showing.
    if (verdict !== 'damaged') read.set(mine.participation, JSON.parse(list.text));
    return verdict;
  };
  return Promise.all(receipts.map(answer));
}

export async function fetchList(participation: string): Promise<List> {
  try {
    if (!(await findServers())) return { missing: 'misconfigured' };
    const body = text(await call(recordUrl(participation), {}));
    // What is not even an object was written by someone in between, such as a hotel's log-in page.
    return body.startsWith('{') ? { text: body } : { missing: 'unreachable' };
  } catch (error) {
    return { missing: error instanceof Refused ? whyRefused(error) : 'unreachable' };
  }
}

function whyRefused({ code }: Refused): Answer {
  if (code === 'record-not-published') return 'not_yet';
  return code === 'not-found' ? 'unknown' : 'unreachable';
}
