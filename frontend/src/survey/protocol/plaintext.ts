/** What is inside a sealed response: the answers, 32 random bytes, and padding. */

import { type Bytes, randomBytes, sha256, toBase64url, utf8 } from '../../shared/bytes';
import { canonicalJson } from './canonical';
import { SEAL_OVERHEAD } from './manifest';

/** One person's answers; "not answered" and "prefer not to answer" are an absent key. */
export interface Answers {
  answers: Record<string, number>;
  routing: Record<string, string>;
  background: Record<string, string>;
  language: string;
}

/**
 * The plaintext without padding: canonical JSON as UTF-8.
 *
 * @param r - 32 bytes, given only to reproduce test vectors; they make a receipt unguessable.
 */
export const writeAnswers = (answers: Answers, r: Bytes = randomBytes(32)): Bytes =>
  utf8(canonicalJson({ v: 1, r: toBase64url(r), ...answers }));

/**
 * Pad with spaces to sealed_length − 81 bytes, so that every ciphertext is equally long.
 *
 * @throws RangeError if the answers do not fit.
 */
export function pad(plaintext: Bytes, sealedLength: number): Bytes {
  const padded = new Uint8Array(sealedLength - SEAL_OVERHEAD).fill(0x20);
  padded.set(plaintext);
  return padded;
}

/** SHA-256("ics-receipt-v1|" ‖ pin ‖ plaintext without padding): how a phone knows its response again. */
export const receiptOf = (pin: Bytes, plaintext: Bytes): Promise<Bytes> =>
  sha256(utf8('ics-receipt-v1|'), pin, plaintext);
