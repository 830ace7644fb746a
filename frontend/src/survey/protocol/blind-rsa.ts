/**
 * The respondent's side of RSABSSA-SHA384-PSS-Randomized (RFC 9474), with the RFC's names and steps.
 *
 * The issuer signs `blinded` without learning the message, so the pass it gives cannot be traced
 * to the code it was given for.
 */

import { type Bytes, concat, randomBytes, toBase64url } from '../../shared/bytes';
import { bytesToInt, intToBytes, inverseMod, powerMod, randomBelow } from './numbers';

const HASH = 'SHA-384';
const HASH_LEN = 48;
export const SALT_LEN = 48;
const PUBLIC_EXPONENT = 65537n;

export interface Blinded {
  /** What the issuer may see; as long as the modulus. */
  blinded: Bytes;
  /** Unblinds the answer; whoever holds it and the answer holds the pass. */
  inv: Bytes;
}

/** Fixed randomness, given only to reproduce the RFC's vectors. */
export interface Randomness {
  salt: Bytes;
  r: bigint;
}

/** Thrown when the issuer's answer is no signature by the key in the manifest. */
export class InvalidSignature extends Error {}

const hash = async (bytes: Bytes): Promise<Bytes> => new Uint8Array(await crypto.subtle.digest(HASH, bytes));

/** Blind (RFC 9474 section 4.2). Store the result before sending `blinded`. */
export async function blind(n: Bytes, inputMsg: Bytes, fixed?: Randomness): Promise<Blinded> {
  const modulusLen = n.length;
  const modulus = bytesToInt(n);
  // 1. encoded_msg = EMSA-PSS-ENCODE(msg, bit_len(n) - 1)
  const encodedMsg = await emsaPssEncode(
    inputMsg,
    modulus.toString(2).length - 1,
    fixed?.salt ?? randomBytes(SALT_LEN),
  );
  // 3. m = bytes_to_int(encoded_msg)
  const m = bytesToInt(encodedMsg);
  // 4. c = is_coprime(m, n)   5. If c is false, raise an "invalid input" error and stop
  inverseMod(m, modulus);
  // 6. r = random_integer_uniform(1, n)
  const r = fixed?.r ?? randomBelow(modulus, modulusLen);
  // 7. inv = inverse_mod(r, n)   8. If inverse_mod fails, raise a "blinding error" error and stop
  const inv = inverseMod(r, modulus);
  // 9. x = RSAVP1(pk, r)
  const x = powerMod(r, PUBLIC_EXPONENT, modulus);
  // 10. z = (m * x) mod n   11. blinded_msg = int_to_bytes(z, modulus_len)
  return {
    blinded: intToBytes((m * x) % modulus, modulusLen),
    inv: intToBytes(inv, modulusLen),
  };
}

/**
 * Finalize (RFC 9474 section 4.4): turn the issuer's answer into a signature over `inputMsg`.
 *
 * @throws InvalidSignature for anything but a valid signature by the key `n`.
 */
export async function finalize(n: Bytes, inputMsg: Bytes, blindSig: Bytes, inv: Bytes): Promise<Bytes> {
  // 1. If len(blind_sig) != modulus_len, raise an "unexpected input size" error and stop
  if (blindSig.length !== n.length) throw new InvalidSignature();
  // 2. z = bytes_to_int(blind_sig)   3. s = (z * inv) mod n   4. sig = int_to_bytes(s, modulus_len)
  const sig = intToBytes((bytesToInt(blindSig) * bytesToInt(inv)) % bytesToInt(n), n.length);
  // 5. result = RSASSA-PSS-VERIFY(pk, msg, sig)   6. If not "valid signature", raise an error and stop
  if (!(await verify(n, inputMsg, sig))) throw new InvalidSignature();
  return sig;
}

/** RSASSA-PSS-VERIFY with SHA-384 and a salt of exactly 48 bytes, by the browser. */
export async function verify(n: Bytes, message: Bytes, sig: Bytes): Promise<boolean> {
  const algorithm = { name: 'RSA-PSS', hash: HASH };
  const jwk = { kty: 'RSA', n: toBase64url(n), e: 'AQAB' };
  const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify']);
  return crypto.subtle.verify({ name: 'RSA-PSS', saltLength: SALT_LEN }, key, sig, message);
}

/** EMSA-PSS-ENCODE (RFC 8017 section 9.1.1) with SHA-384 and MGF1. */
async function emsaPssEncode(message: Bytes, emBits: number, salt: Bytes): Promise<Bytes> {
  const emLen = Math.ceil(emBits / 8);
  // M' = (0x)00 00 00 00 00 00 00 00 || mHash || salt
  const h = await hash(concat(new Uint8Array(8), await hash(message), salt));
  // DB = PS || 0x01 || salt
  const db = new Uint8Array(emLen - HASH_LEN - 1);
  db[db.length - salt.length - 1] = 1;
  db.set(salt, db.length - salt.length);
  const mask = await mgf1(h, db.length);
  const masked = db.map((byte, at) => byte ^ (mask[at] as number));
  // Set the leftmost 8emLen - emBits bits of the leftmost octet in maskedDB to zero.
  masked[0] = (masked[0] as number) & (0xff >> (8 * emLen - emBits));
  return concat(masked, h, Uint8Array.of(0xbc));
}

/** MGF1 (RFC 8017 appendix B.2.1) with SHA-384; fewer than 256 blocks are ever needed. */
async function mgf1(seed: Bytes, length: number): Promise<Bytes> {
  const blocks: Bytes[] = [];
  for (let counter = 0; counter * HASH_LEN < length; counter++) {
    blocks.push(await hash(concat(seed, Uint8Array.of(0, 0, 0, counter))));
  }
  return concat(...blocks).slice(0, length);
}
