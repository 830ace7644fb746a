/** Access codes: 19 symbols of Crockford's base32 and a check symbol. */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What may be wrong with a typed code before anyone is asked about it. */
export type CodeFault = 'length' | 'check';

/**
 * Read a typed or scanned code: blanks and hyphens are dropped, O reads as 0, I and L as 1.
 *
 * @returns the canonical 20 symbols, or what is wrong.
 */
export function parseCode(text: string): { code: string } | { fault: CodeFault } {
  const code = text
    .replace(/[\s-]+/g, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (code.length !== 20) return { fault: 'length' };
  const values = [...code].map((symbol) => ALPHABET.indexOf(symbol));
  if (values.includes(-1)) return { fault: 'check' };
  const weighted = values.slice(0, 19).reduce((sum, value, at) => sum + (at + 1) * value, 0);
  return weighted % 31 === values[19] ? { code } : { fault: 'check' };
}
