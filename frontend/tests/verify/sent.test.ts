/** Reading again what was sent: the golden submission, and what is not one. */

import { afterEach, expect, it, vi } from 'vitest';
import { toBase64url, utf8 } from '../../src/shared/bytes';
import { examine, readSent } from '../../src/verify/sent';
import { golden } from '../golden';

const { participation } = golden.receipt_code;
const label = `ics-pass-v1|${participation}|`;
const message = toBase64url(utf8(`${'a'.repeat(32)}${label}${'b'.repeat(32)}`));
const sent = { participation, message, signature: 'AAAA', sealed: toBase64url(new Uint8Array(2048)) };

const serve = (answer: () => Response) =>
  vi.stubGlobal('fetch', async (url: string) =>
    url.endsWith('config.json') ? new Response('{"api":"","collector":""}') : answer(),
  );

afterEach(() => vi.unstubAllGlobals());

it.each([
  ['a file cut off', JSON.stringify(sent).slice(0, -1)],
  ['a receipt', JSON.stringify(golden.receipt_code)],
  ['something more', JSON.stringify({ ...sent, code: 'X' })],
  ['a number for a text', JSON.stringify({ ...sent, sealed: 7 })],
])('does not take %s for what was sent', (_what, text) => {
  expect(readSent(text)).toBeNull();
});

it('says that parts which are no base64url cannot be read', async () => {
  serve(() => new Response(golden.record.text));
  expect(await examine({ ...sent, sealed: '…' })).toBeNull();
});

it('reads the label, and says of a foreign pass that it is neither signed nor listed', async () => {
  serve(() => new Response(golden.record.text));
  const found = await examine(sent);
  const { redeemed, manifest } = JSON.parse(golden.record.text);
  const length = JSON.parse(manifest).sealed_length;
  expect(found).toMatchObject({ label, sealedBytes: 2048 });
  expect(found?.list).toEqual({ signed: false, length, line: 0, of: redeemed });
});

it('says why there is no list', async () => {
  serve(() => new Response('{"code":"record-not-published"}', { status: 404 }));
  expect((await examine(sent))?.list).toBe('not_yet');
});
