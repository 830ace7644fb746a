/** Bytes and their text forms at the edges. */

export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

/** UTF-8 bytes of a text. */
export const utf8 = (text: string): Bytes => encoder.encode(text);

/** The text that UTF-8 bytes say. */
export const text = (bytes: BufferSource): string => new TextDecoder().decode(bytes);

/** Bytes from the browser's CSPRNG. */
export const randomBytes = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

/** Join byte strings, first to last. */
export function concat(...parts: Bytes[]): Bytes {
  const joined = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

export const sameBytes = (one: Bytes, other: Bytes): boolean =>
  one.length === other.length && one.every((byte, at) => byte === other[at]);

/** SHA-256 of the parts joined, 32 bytes. */
export const sha256 = async (...parts: Bytes[]): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', concat(...parts)));

/** Base64url without padding (RFC 4648 section 5). */
export function toBase64url(bytes: Bytes): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * The exact inverse of `toBase64url`: every byte string has one accepted spelling.
 *
 * @throws RangeError for padding, other alphabets, blanks and non-zero trailing bits.
 */
export function fromBase64url(text: string): Bytes {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) throw new RangeError('not base64url');
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (symbol) => symbol.charCodeAt(0));
  if (toBase64url(bytes) !== text) throw new RangeError('not canonical base64url');
  return bytes;
}
