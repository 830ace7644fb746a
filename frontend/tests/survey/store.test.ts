/** What is on the disk, and what is not; on an in-memory IndexedDB. */

import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import { read, write } from '../../src/survey/store/database';
import { clearDraft, loadDraft, loadReceipts, newDraft, saveDraft } from '../../src/survey/store/drafts';
import { clearReceipts, keepReceipt } from '../../src/survey/store/receipts';

const P = '5b0c1d52-4c0e-4f6b-9a52-0d6f6f7a1c3e';
const receipt = (name: string) => ({
  participation: P,
  pin: 'pin',
  pass_hash: `hash-${name}`,
  receipt: name,
});
const draft = () => ({ ...newDraft(P, 'en'), code: 'SECRETCODE', answers: { s1: 4 } });

afterEach(async () => {
  await clearDraft();
  await clearReceipts(P);
});

describe('a draft', () => {
  it('is absent on a new phone', async () => {
    expect(await loadDraft()).toBeNull();
  });

  it('is erased once it has expired', async () => {
    await saveDraft({ ...draft(), expires: 1000 });
    expect(await loadDraft(1001)).toBeNull();
    expect(await read('draft')).toBeUndefined();
    expect(await read('key')).toBeUndefined();
  });

  it('is noise without its key, and erased', async () => {
    await saveDraft(draft());
    await write([
      ['key', await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['decrypt'])],
    ]);
    expect(await loadDraft()).toBeNull();
    expect(await read('draft')).toBeUndefined();
  });

  it('is kept encrypted, under a key that cannot be exported', async () => {
    await saveDraft(draft());
    const locked = await read<{ data: ArrayBuffer }>('draft');
    const bytes = Buffer.from(locked?.data as ArrayBuffer).toString('latin1');
    expect(bytes).not.toContain('SECRETCODE');
    expect(bytes).not.toContain('answers');
    const key = await read<CryptoKey>('key');
    expect(key?.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key as CryptoKey)).rejects.toThrow();
  });

  it('comes back as it was, without an end if it has none yet', async () => {
    await saveDraft(draft());
    const found = await loadDraft(Number.MAX_SAFE_INTEGER);
    expect(found).toMatchObject({ code: 'SECRETCODE', answers: { s1: 4 } });
  });

  it('is written with a fresh nonce each time', async () => {
    await saveDraft(draft());
    const one = await read<{ iv: Uint8Array }>('draft');
    await saveDraft(draft());
    expect((await read<{ iv: Uint8Array }>('draft'))?.iv).not.toEqual(one?.iv);
  });
});

describe('a receipt', () => {
  it('takes the place of the draft and its key', async () => {
    await saveDraft(draft());
    await keepReceipt(receipt('b'));
    expect(await loadDraft()).toBeNull();
    expect(await read('key')).toBeUndefined();
    expect(await loadReceipts()).toEqual([receipt('b')]);
  });

  it('is kept once, beside those of others, in no order of time', async () => {
    await keepReceipt(receipt('b'));
    await keepReceipt(receipt('a'));
    expect(await keepReceipt(receipt('b'))).toEqual([receipt('a'), receipt('b')]);
    expect(await loadReceipts('another')).toEqual([]);
  });
});
