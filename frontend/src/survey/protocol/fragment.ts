/** What a scanned poster, card or e-mail says: `#v=1&p=…&pin=…` or `#v=1&p=…&c=…`. */

import { parseCode } from './codes';

export interface Scanned {
  participation: string;
  /** base64url, from a poster only: a card or an e-mail could carry a key of its own. */
  pin: string | null;
  code: string | null;
}

/**
 * The only two forms. A link with a pin and a code would let a card choose its own key. A pin is 32 bytes of
 * base64url: the two unused bits of its last symbol are 0.
 */
const LINK =
  /^v=1&p=([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})&(?:pin=([\w-]{42}[AEIMQUYcgkosw048])|c=([\w-]+))$/;

/**
 * Read a fragment, with or without its "#".
 *
 * @returns null for an empty one; 'damaged' for anything but exactly one of the two forms.
 */
export function parseFragment(fragment: string): Scanned | 'damaged' | null {
  const text = fragment.replace(/^#/, '');
  if (!text) return null;
  const [, participation, pin = null, typed] = LINK.exec(text) ?? [];
  const parsed = typed ? parseCode(typed) : { code: null };
  return participation && 'code' in parsed ? { participation, pin, code: parsed.code } : 'damaged';
}
