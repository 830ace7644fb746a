/** What a scanned poster or card says: `#v=1&p=…&pin=…` or `#v=1&p=…&c=…`. */

import { fromBase64url } from '../../shared/bytes';
import { parseCode } from './codes';

export interface Scanned {
  participation: string;
  /** base64url, from a poster only: a card could carry a key of its own. */
  pin: string | null;
  code: string | null;
}

export const PARTICIPATION = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Read a fragment, with or without its "#".
 *
 * @returns null for an empty one; 'damaged' for anything but exactly one of the two forms.
 */
export function parseFragment(fragment: string): Scanned | 'damaged' | null {
  const text = fragment.replace(/^#/, '');
  if (!text) return null;
  const fields = [...new URLSearchParams(text)];
  const found = Object.fromEntries(fields);
  const { v, p = '', pin = null, c = null } = found;
  // A link with both would let a card choose its own key; one with neither says nothing.
  const exact = fields.length === 3 && v === '1' && PARTICIPATION.test(p) && (pin === null) !== (c === null);
  if (!exact || (pin !== null && !isPin(pin))) return 'damaged';
  const parsed = c === null ? { code: null } : parseCode(c);
  return 'fault' in parsed ? 'damaged' : { participation: p, pin, code: parsed.code };
}

function isPin(text: string): boolean {
  try {
    return fromBase64url(text).length === 32;
  } catch {
    return false;
  }
}
