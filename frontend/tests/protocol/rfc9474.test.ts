/** Our blinding against the RFC's own vector and against an independent implementation. */

import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { RSABSSA } from '@cloudflare/blindrsa-ts';
import { describe, expect, it } from 'vitest';
import { type Bytes, toBase64url, utf8 } from '../../src/shared/bytes';
import { blind, finalize } from '../../src/survey/protocol/blind-rsa';
import { bytesToInt, intToBytes, inverseMod, powerMod } from '../../src/survey/protocol/numbers';
import { newInputMsg } from '../../src/survey/protocol/pass';
import { golden } from '../golden';
import { fromHex, toHex } from '../hex';

const directory =
  process.env.REFERENCE_DATA_DIR ?? resolve(import.meta.dirname, '../../../../shared/reference');
const file = resolve(directory, 'rfc9474_vectors.json');

describe('RFC 9474 appendix A', () => {
  it.skipIf(!existsSync(file))('RSABSSA-SHA384-PSS-Randomized (needs reference data)', async () => {
    const vectors: Record<string, string>[] = JSON.parse(readFileSync(file, 'utf8'));
    const vector = vectors.find(({ name }) => name === 'RSABSSA-SHA384-PSS-Randomized');
    const hex = (field: string): Bytes => fromHex(vector?.[field] as string);
    const n = hex('n');
    const inputMsg = hex('input_msg');
    // The vector gives r's inverse; r is the inverse of that.
    const r = inverseMod(bytesToInt(hex('inv')), bytesToInt(n));
    const made = await blind(n, inputMsg, { salt: hex('salt'), r });
    expect(toHex(made.blinded)).toBe(toHex(hex('blinded_msg')));
    expect(toHex(await finalize(n, inputMsg, hex('blind_sig'), made.inv))).toBe(toHex(hex('sig')));
  });
});

describe('an independent issuer', () => {
  it('signs what we blind, and accepts what we finalize', async () => {
    const suite = RSABSSA.SHA384.PSS.Randomized();
    const keys = await vectorKeys();
    const n = fromHex(golden.pass.n);
    const inputMsg = newInputMsg('5b0c1d52-4c0e-4f6b-9a52-0d6f6f7a1c3e');
    const { blinded, inv } = await blind(n, inputMsg);
    const answer = new Uint8Array(await suite.blindSign(keys.privateKey, blinded));
    const signature = await finalize(n, inputMsg, answer, inv);
    expect(await suite.verify(keys.publicKey, signature, inputMsg)).toBe(true);
    expect(await suite.verify(keys.publicKey, signature, utf8('another message'))).toBe(false);
  }, 30_000);
});

describe('an independent client', () => {
  const suite = RSABSSA.SHA384.PSS.Randomized();
  const n = fromHex(golden.pass.n);

  it('finalizes what we blind to the same bytes, and we what it blinds', async () => {
    const { publicKey, privateKey } = await vectorKeys();
    const message = newInputMsg('5b0c1d52-4c0e-4f6b-9a52-0d6f6f7a1c3e');
    const ours = await blind(n, message);
    const theirs = await suite.blind(publicKey, message);
    for (const [blinded, inv] of [
      [ours.blinded, ours.inv],
      [theirs.blindedMsg, theirs.inv],
    ] as [Bytes, Bytes][]) {
      const answer = new Uint8Array(await suite.blindSign(privateKey, blinded));
      const expected = await suite.finalize(publicKey, message, answer, inv);
      expect(toHex(await finalize(n, message, answer, inv))).toBe(toHex(new Uint8Array(expected)));
    }
  }, 30_000);

  it('refuses what we refuse: an answer of which one bit is another', async () => {
    const { publicKey, privateKey } = await vectorKeys();
    const message = newInputMsg('5b0c1d52-4c0e-4f6b-9a52-0d6f6f7a1c3e');
    const { blinded, inv } = await blind(n, message);
    const answer = new Uint8Array(await suite.blindSign(privateKey, blinded));
    answer[200] = (answer[200] as number) ^ 1;
    await expect(suite.finalize(publicKey, message, answer, inv)).rejects.toThrow();
    await expect(finalize(n, message, answer, inv)).rejects.toThrow();
  }, 30_000);

  it('accepts the signature of the committed vectors', async () => {
    const { publicKey } = await vectorKeys();
    const [signature, message] = [fromHex(golden.pass.sig), fromHex(golden.pass.input_msg)];
    expect(await suite.verify(publicKey, signature, message)).toBe(true);
  });
});

/** The key of the committed vectors; WebCrypto wants all its parts. */
async function vectorKeys(): Promise<CryptoKeyPair> {
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' };
  const [p, q] = [golden.pass.p, golden.pass.q].map((hex) => bytesToInt(fromHex(hex))) as [bigint, bigint];
  const d = inverseMod(65537n, (p - 1n) * (q - 1n));
  const text = (value: bigint, length: number) => toBase64url(intToBytes(value, length));
  const open = { kty: 'RSA', n: toBase64url(fromHex(golden.pass.n)), e: 'AQAB' };
  const secret = {
    ...open,
    d: text(d, 384),
    p: text(p, 192),
    q: text(q, 192),
    dp: text(d % (p - 1n), 192),
    dq: text(d % (q - 1n), 192),
    qi: text(inverseMod(q, p), 192),
  };
  return {
    publicKey: await crypto.subtle.importKey('jwk', open, algorithm, true, ['verify']),
    privateKey: await crypto.subtle.importKey('jwk', secret, algorithm, true, ['sign']),
  };
}

describe('numbers', () => {
  it('have no inverse where a factor is shared', () => {
    expect(() => inverseMod(21n, 35n)).toThrow(RangeError);
    expect(() => inverseMod(0n, 35n)).toThrow(RangeError);
  });

  it('invert, raise and convert', () => {
    expect((inverseMod(3n, 35n) * 3n) % 35n).toBe(1n);
    expect(powerMod(7n, 65537n, 1009n)).toBe(slowPower(7n, 65537, 1009n));
    expect([...intToBytes(0x0102n, 4)]).toEqual([0, 0, 1, 2]);
    expect(bytesToInt(Uint8Array.of(0, 0, 1, 2))).toBe(0x0102n);
  });
});

function slowPower(base: bigint, exponent: number, n: bigint): bigint {
  let result = 1n;
  for (let times = 0; times < exponent; times++) result = (result * base) % n;
  return result;
}
