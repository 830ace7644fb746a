/**
 * The survey in progress, encrypted on this phone.
 *
 * The key is made here, cannot be exported and goes when the draft goes, so what is left on a disk
 * or in a phone's backup is unreadable.
 */

import { text, utf8 } from '../../shared/bytes';
import type { Receipt } from '../protocol/record';
import { read, write } from './database';

/** A pass asked for, kept before the first request so that a lost answer can be asked for again. */
export interface PendingPass {
  code: string;
  message: string;
  blinded: string;
  inv: string;
  pin: string;
}

/** A pass held: what proves the right to answer once. */
export interface Pass {
  message: string;
  signature: string;
  pin: string;
}

/** A finished survey: the exact bytes to send, however often it takes. */
export interface Finished {
  body: string;
  receipt: Receipt;
}

/** null: the person prefers not to answer. */
export type Choices<T> = Record<string, T | null>;

export interface Draft {
  participation: string;
  language: string;
  /** base64url: scanned from a poster, or confirmed by its six words. */
  pin: string | null;
  code: string | null;
  pending: PendingPass | null;
  pass: Pass | null;
  finished: Finished | null;
  step: number;
  answers: Choices<number>;
  routing: Choices<string>;
  background: Choices<string>;
  /** Milliseconds since 1970 after which the draft is of no use and is forgotten. */
  expires: number;
}

interface Locked {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

export const KEY = 'key';
export const DRAFT = 'draft';
export const RECEIPTS = 'receipts:';
export const LAST = 'last';
const CIPHER = 'AES-GCM';

/** Bound to the ciphertext, so that a draft of another shape is not mistaken for this one. */
const additionalData = utf8('throughline-draft-v1');

export const newDraft = (participation: string, language: string): Draft => ({
  participation,
  language,
  pin: null,
  code: null,
  pending: null,
  pass: null,
  finished: null,
  step: 0,
  answers: {},
  routing: {},
  background: {},
  expires: Number.POSITIVE_INFINITY,
});

/** The draft on this phone, or null; one that is too old, or cannot be read any more, is erased. */
export async function loadDraft(now = Date.now()): Promise<Draft | null> {
  const [key, locked] = await Promise.all([read<CryptoKey>(KEY), read<Locked>(DRAFT)]);
  if (!locked) return null;
  try {
    const algorithm = { name: CIPHER, iv: locked.iv, additionalData };
    const opened = await crypto.subtle.decrypt(algorithm, key as CryptoKey, locked.data);
    const draft = JSON.parse(text(opened)) as Draft;
    if ((draft.expires ?? Number.POSITIVE_INFINITY) > now) return draft;
  } catch {
    // Without its key a draft is noise.
  }
  await clearDraft();
  return null;
}

/** Keep the draft; returns when it is on the disk. */
export async function saveDraft(draft: Draft): Promise<void> {
  const key = (await read<CryptoKey>(KEY)) ?? (await newKey());
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const opened = utf8(JSON.stringify(draft));
  const data = await crypto.subtle.encrypt({ name: CIPHER, iv, additionalData }, key, opened);
  await write([
    [KEY, key],
    [DRAFT, { iv, data }],
  ]);
}

/** Forget the draft and the key it was locked with. */
export const clearDraft = (): Promise<void> =>
  write([
    [KEY, undefined],
    [DRAFT, undefined],
  ]);

/** The receipts kept for a participation, by default the last one answered here. */
export async function loadReceipts(participation?: string): Promise<Receipt[]> {
  const of = participation ?? (await read<string>(LAST));
  return (of && (await read<Receipt[]>(RECEIPTS + of))) || [];
}

const newKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: CIPHER, length: 256 }, false, ['encrypt', 'decrypt']);
