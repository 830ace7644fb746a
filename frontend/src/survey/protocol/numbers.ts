/** Integers modulo an RSA modulus; nothing here is secret for longer than one check-in. */

import { type Bytes, randomBytes } from '../../shared/bytes';

/** Big-endian bytes as an integer (OS2IP). */
export function bytesToInt(bytes: Bytes): bigint {
  let hex = '0x0';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return BigInt(hex);
}

/** An integer as exactly `length` big-endian bytes (I2OSP). */
export function intToBytes(value: bigint, length: number): Bytes {
  const hex = value.toString(16).padStart(length * 2, '0');
  return Uint8Array.from({ length }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16));
}

/** base ** exponent mod n, by squaring. */
export function powerMod(base: bigint, exponent: bigint, n: bigint): bigint {
  let result = 1n;
  for (let square = base % n, rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % n;
    square = (square * square) % n;
  }
  return result;
}

/**
 * The inverse of `value` mod n, by the extended Euclidean algorithm.
 *
 * @throws RangeError if they share a factor, so that there is none.
 */
export function inverseMod(value: bigint, n: bigint): bigint {
  let [remainder, next] = [n, value % n];
  let [inverse, nextInverse] = [0n, 1n];
  while (next > 0n) {
    const quotient = remainder / next;
    [remainder, next] = [next, remainder - quotient * next];
    [inverse, nextInverse] = [nextInverse, inverse - quotient * nextInverse];
  }
  if (remainder !== 1n) throw new RangeError('shares a factor with the modulus');
  return inverse < 0n ? inverse + n : inverse;
}

/** A uniform integer in [1, n), by rejection: n has its top bit set, so one try in two is enough. */
export function randomBelow(n: bigint, length: number): bigint {
  for (;;) {
    const value = bytesToInt(randomBytes(length));
    if (value > 0n && value < n) return value;
  }
}
