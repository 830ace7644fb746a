/** Every client step against tests/golden/protocol_vectors.json; refusals first. */

import { describe, expect, it } from 'vitest';
import { fromBase64url, toBase64url, utf8 } from '../../src/shared/bytes';
import { blind, finalize, InvalidSignature } from '../../src/survey/protocol/blind-rsa';
import { canonicalJson } from '../../src/survey/protocol/canonical';
import { parseCode } from '../../src/survey/protocol/codes';
import { parseManifest, pinOf } from '../../src/survey/protocol/manifest';
import { bytesToInt } from '../../src/survey/protocol/numbers';
import { newInputMsg, passHash } from '../../src/survey/protocol/pass';
import { pad, receiptOf, writeAnswers } from '../../src/survey/protocol/plaintext';
import { findReceipt } from '../../src/survey/protocol/record';
import { seal } from '../../src/survey/protocol/seal';
import { checkWords } from '../../src/survey/protocol/words';
import { golden } from '../golden';
import { fromHex, toHex } from '../hex';

const participation: string = golden.codes.participation;

describe('base64url', () => {
  it.each(golden.base64url.refused)('refuses $why', ({ text }) => {
    expect(() => fromBase64url(text)).toThrow(RangeError);
  });

  it.each(golden.base64url.valid)('writes and reads $text', ({ bytes, text }) => {
    expect(toBase64url(fromHex(bytes))).toBe(text);
    expect(toHex(fromBase64url(text))).toBe(bytes);
  });
});

describe('codes', () => {
  it.each(golden.codes.refused)('refuses $why', ({ typed }) => {
    expect(parseCode(typed)).toHaveProperty('fault');
  });

  it.each(golden.codes.valid)('reads $typed', ({ typed, canonical }) => {
    expect(parseCode(typed)).toEqual({ code: canonical });
  });
});

describe('manifest', () => {
  it.each(golden.manifest.refused)('refuses $why', ({ text }) => {
    expect(parseManifest(utf8(text), participation)).toBeNull();
  });

  it('refuses another participation', () => {
    const other = participation.replace('5', '6');
    expect(parseManifest(utf8(golden.manifest.text), other)).toBeNull();
  });

  it('is read, pinned and said in six words', async () => {
    const raw = utf8(golden.manifest.text);
    expect(canonicalJson(parseManifest(raw, participation))).toBe(golden.manifest.text);
    const pin = await pinOf(raw);
    expect(toHex(pin)).toBe(golden.manifest.pin);
    expect(toBase64url(pin)).toBe(golden.manifest.pin_b64url);
    expect(checkWords(pin)).toEqual(golden.manifest.words);
  });

  it('of a reporting unit with tables is read as exactly', async () => {
    const { text, pin } = golden.manifest.reporting_unit;
    expect(canonicalJson(parseManifest(utf8(text), participation))).toBe(text);
    expect(toHex(await pinOf(utf8(text)))).toBe(pin);
  });

  it.each(Object.entries(golden.manifest.word_of_11_bits))('spells %s as %s', (value, word) => {
    const pin = new Uint8Array(32);
    pin[0] = Number(value) >> 3;
    pin[1] = (Number(value) & 7) << 5;
    expect(checkWords(pin)[0]).toBe(word);
  });
});

describe('pass', () => {
  const v = golden.pass;
  const n = fromHex(v.n);
  const inputMsg = fromHex(v.input_msg);

  it('has the documented layout', () => {
    const made = newInputMsg(participation);
    expect(made).toHaveLength(inputMsg.length);
    expect(made.slice(32, 81)).toEqual(inputMsg.slice(32, 81));
    expect(made.slice(0, 32)).not.toEqual(newInputMsg(participation).slice(0, 32));
  });

  it('refuses a changed answer', async () => {
    const changed = fromHex(v.blind_sig);
    changed[200] = (changed[200] as number) ^ 1;
    await expect(finalize(n, inputMsg, changed, fromHex(v.inv))).rejects.toThrow(InvalidSignature);
    await expect(finalize(n, inputMsg, changed.slice(1), fromHex(v.inv))).rejects.toThrow(InvalidSignature);
  });

  it('is blinded, unblinded and named as written', async () => {
    const made = await blind(n, inputMsg, { salt: fromHex(v.salt), r: bytesToInt(fromHex(v.r)) });
    expect(toHex(made.blinded)).toBe(v.blinded_msg);
    expect(toHex(made.inv)).toBe(v.inv);
    expect(toHex(await finalize(n, inputMsg, fromHex(v.blind_sig), made.inv))).toBe(v.sig);
    expect(toHex(await passHash(inputMsg))).toBe(v.pass_hash);
  });
});

describe('sealing', () => {
  const v = golden.sealing;
  const { v: _version, r: _random, ...answers } = v.document;

  it('refuses answers that do not fit', () => {
    expect(() => pad(writeAnswers(answers), 200)).toThrow(RangeError);
  });

  it('writes, pads and seals as written', async () => {
    const plaintext = writeAnswers(answers, fromHex(v.r));
    expect(new TextDecoder().decode(plaintext)).toBe(v.text);
    const padded = pad(plaintext, v.sealed_length);
    expect(toHex(padded)).toBe(v.padded);
    const pin = fromHex(golden.manifest.pin);
    expect(toHex(await receiptOf(pin, plaintext))).toBe(v.receipt);
    const to = { publicKey: fromHex(v.opener_point), pin, passHash: fromHex(golden.pass.pass_hash) };
    const sealed = await seal(padded, to, await ephemeral(v.ephemeral_scalar, v.sealed.slice(0, 130)));
    expect(toHex(sealed)).toBe(v.sealed);
  });
});

/** The vector's ephemeral key pair; WebCrypto wants the public point beside the scalar. */
async function ephemeral(scalar: string, point: string): Promise<CryptoKeyPair> {
  const part = (from: number) => toBase64url(fromHex(point.slice(from, from + 64)));
  const curve = { kty: 'EC', crv: 'P-256', x: part(2), y: part(66) };
  const algorithm = { name: 'ECDH', namedCurve: 'P-256' };
  const secret = { ...curve, d: toBase64url(fromHex(scalar)) };
  return {
    publicKey: await crypto.subtle.importKey('jwk', curve, algorithm, true, []),
    privateKey: await crypto.subtle.importKey('jwk', secret, algorithm, true, ['deriveBits']),
  };
}

describe('record', () => {
  const mine = {
    participation,
    pin: golden.manifest.pin_b64url,
    pass_hash: toBase64url(fromHex(golden.pass.pass_hash)),
    receipt: toBase64url(fromHex(golden.sealing.receipt)),
  };

  it.each(golden.record.refused)('calls a record damaged: $why', async ({ text }) => {
    expect(await findReceipt(text, mine)).toBe('damaged');
  });

  it('calls the record of another manifest damaged', async () => {
    expect(await findReceipt(golden.record.text, { ...mine, pin: mine.receipt })).toBe('damaged');
  });

  it('tells counted, rejected and missing apart', async () => {
    expect(await findReceipt(golden.record.text, mine)).toBe('counted');
    expect(await findReceipt(golden.record.text, { ...mine, receipt: mine.pin })).toBe('rejected');
    expect(await findReceipt(golden.record.text, { ...mine, pass_hash: mine.pin })).toBe('missing');
  });
});
