/** "Is mine counted?": looking for one's own response in the published record. */

import { sha256, toBase64url, utf8 } from '../../shared/bytes';
import { canonicalJson } from './canonical';
import type { Manifest } from './manifest';

/** All that the phone keeps once a response is recorded; base64url. */
export interface Receipt {
  participation: string;
  pin: string;
  pass_hash: string;
  receipt: string;
}

/** `damaged`: the record contradicts itself or belongs to another manifest. */
export type Verdict = 'counted' | 'rejected' | 'missing' | 'damaged';

export interface PublishedRecord {
  manifest: string;
  eligible: number;
  issued: number;
  redeemed: number;
  replacements: number;
  keyed: number;
  rejected: number;
  pass_hashes: string[];
  receipts: string[];
}

const KEYS = 'eligible,issued,keyed,manifest,pass_hashes,receipts,redeemed,rejected,replacements,v';

/**
 * Find a receipt in the whole record; nothing of it is asked of the server.
 *
 * @param source - the record's exact text as published.
 */
export async function findReceipt(source: string, mine: Receipt): Promise<Verdict> {
  const record = await readRecord(source, mine.pin);
  if (!record) return 'damaged';
  if (!record.pass_hashes.includes(mine.pass_hash)) return 'missing';
  return record.receipts.includes(mine.receipt) ? 'counted' : 'rejected';
}

async function readRecord(source: string, pin: string): Promise<PublishedRecord | null> {
  try {
    const record = JSON.parse(source) as PublishedRecord & { v: number };
    const exact = Object.keys(record).sort().join() === KEYS && canonicalJson(record) === source;
    const ours = toBase64url(await sha256(utf8(record.manifest))) === pin;
    return exact && ours && record.v === 1 && addsUp(record) ? record : null;
  } catch {
    return null;
  }
}

/** Counts and lists must agree with each other and with the rules everyone was shown in the manifest. */
function addsUp(record: PublishedRecord): boolean {
  const manifest = JSON.parse(record.manifest) as Manifest;
  const mostResponses =
    manifest.access === 'open'
      ? Math.ceil((record.eligible * 11) / 10)
      : Math.min(record.eligible, manifest.eligible) + record.replacements;
  const { eligible, issued, redeemed, replacements, keyed, rejected } = record;
  return (
    [eligible, issued, redeemed, replacements, keyed, rejected].every(
      (count) => Number.isInteger(count) && count >= 0,
    ) &&
    isSorted(record.pass_hashes) &&
    new Set(record.pass_hashes).size === record.redeemed &&
    isSorted(record.receipts) &&
    record.pass_hashes.length === record.redeemed &&
    record.receipts.length === record.redeemed - record.rejected &&
    record.keyed <= record.redeemed &&
    record.redeemed <= Math.min(record.issued, mostResponses) &&
    record.issued <= mostResponses + record.keyed &&
    record.replacements <= manifest.replacement_cap
  );
}

/** Equal receipts are possible: two phones may seal the same text. */
const isSorted = (values: string[]): boolean =>
  values.every((value, at) => /^[\w-]{43}$/.test(value) && (at === 0 || (values[at - 1] as string) <= value));
