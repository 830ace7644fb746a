/** A receipt as one line that another device can read (docs/protocol.md, "Receipt code"). */

import { type Bytes, concat, fromBase64url, sameBytes, sha256, toBase64url, utf8 } from '../../shared/bytes';
import type { Receipt } from './record';

const PREFIX = 'ics-receipt-v1.';
const ID_BYTES = 16;
const HASH_BYTES = 32;
const BODY_BYTES = ID_BYTES + 3 * HASH_BYTES;
/** Catches what was mistyped or cut off; with it the length is a multiple of three, so no bit is unused. */
const CHECK_BYTES = 5;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const FIELDS = 'participation,pass_hash,pin,receipt';

export async function writeReceiptCode({ participation, pin, pass_hash, receipt }: Receipt): Promise<string> {
  const id = participation.replaceAll('-', '').match(/../g) ?? [];
  const body = concat(
    Uint8Array.from(id, (byte) => Number.parseInt(byte, 16)),
    ...[pin, pass_hash, receipt].map(fromBase64url),
  );
  return PREFIX + toBase64url(concat(body, await check(body)));
}

/**
 * Read what a person pasted: a receipt code, blanks and line ends dropped, or the text of a saved receipt file.
 *
 * @returns null for anything else: cut off, mistyped, another version.
 */
export async function readReceipt(pasted: string): Promise<Receipt | null> {
  const compact = pasted.replace(/\s+/g, '');
  try {
    if (compact.startsWith('{')) return fromFile(JSON.parse(compact) as Receipt);
    const data = compact.startsWith(PREFIX) ? fromBase64url(compact.slice(PREFIX.length)) : new Uint8Array();
    const body = data.slice(0, BODY_BYTES);
    const whole = data.length === BODY_BYTES + CHECK_BYTES;
    return whole && sameBytes(data.slice(BODY_BYTES), await check(body)) ? fromBytes(body) : null;
  } catch {
    return null;
  }
}

function fromBytes(body: Bytes): Receipt {
  const hex = [...body.slice(0, ID_BYTES)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const participation = hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  const hashAt = (place: number): string => {
    const from = ID_BYTES + place * HASH_BYTES;
    return toBase64url(body.slice(from, from + HASH_BYTES));
  };
  return { participation, pin: hashAt(0), pass_hash: hashAt(1), receipt: hashAt(2) };
}

function fromFile(found: Receipt): Receipt | null {
  const { participation, pin, pass_hash, receipt } = found;
  const hashes = [pin, pass_hash, receipt].map((hash) => fromBase64url(hash).length);
  const exact = Object.keys(found).sort().join() === FIELDS && UUID.test(participation);
  return exact && hashes.every((length) => length === HASH_BYTES) ? found : null;
}

const check = async (body: Bytes): Promise<Bytes> =>
  (await sha256(utf8('ics-receipt-code-v1|'), body)).slice(0, CHECK_BYTES);
