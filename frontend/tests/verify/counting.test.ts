/** What the page says of a receipt, with a hand-written network that serves the golden record. */

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { CONFIG } from '../../src/shared/addresses';
import { canonicalJson } from '../../src/survey/protocol/canonical';
import type * as Counting from '../../src/verify/counting';
import { golden } from '../golden';

const { participation, pin, pass_hash, receipt } = golden.receipt_code;
const mine = { participation, pin, pass_hash, receipt };

const SAME_ORIGIN = '{"api":"","collector":""}';

function network(answer: () => Response | Promise<Response>, config = SAME_ORIGIN): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    if (url === CONFIG) return new Response(config);
    asked.push(url);
    return answer();
  });
  return asked;
}

const problem = (status: number, code: string) => () => new Response(JSON.stringify({ code }), { status });
const published = (change: (text: string) => string = (text) => text) =>
  network(() => new Response(change(golden.record.text)));

let lookFor: typeof Counting.lookFor;

// A page that was just opened: addresses are read once.
beforeEach(async () => {
  vi.resetModules();
  ({ lookFor } = await import('../../src/verify/counting'));
});

afterEach(() => vi.unstubAllGlobals());

it.each([
  ['unreachable', 'the line is cut', () => Promise.reject(new TypeError())],
  ['unreachable', 'the server is down', problem(503, 'not-ready')],
  ['unreachable', 'the server asks to wait', problem(429, 'too-many-failures')],
  ['unreachable', 'a page in between answers', () => new Response('<html>')],
  ['not_yet', 'nothing is released', problem(404, 'record-not-published')],
  ['unknown', 'the survey is gone', problem(404, 'not-found')],
])('says %s where %s', async (answer, _why, server) => {
  network(server);
  expect(await lookFor([mine])).toEqual([answer]);
});

it('asks nobody where its own file does not say whom', async () => {
  const asked = network(() => new Response(golden.record.text), '{"api":"https://a.example"}');
  expect(await lookFor([mine])).toEqual(['misconfigured']);
  expect(asked).toEqual([]);
});

/** The list with one entry put in another's place, as an operator would do it: sorted, and all counts right. */
const swapped = (list: 'pass_hashes' | 'receipts', from: string) => (text: string) => {
  const record = JSON.parse(text);
  record[list] = [...record[list].filter((one: string) => one !== from), pin].sort();
  return canonicalJson(record);
};

it('calls a changed receipt changed or rejected', async () => {
  published(swapped('receipts', receipt));
  expect(await lookFor([mine])).toEqual(['rejected']);
});

it('calls a dropped pass missing', async () => {
  published(swapped('pass_hashes', pass_hash));
  expect(await lookFor([mine])).toEqual(['missing']);
});

it('calls the list of another manifest damaged', async () => {
  published();
  expect(await lookFor([{ ...mine, pin: receipt }])).toEqual(['damaged']);
});

it('finds what is counted, gets one list for all receipts of a survey, and asks for nobody', async () => {
  const asked = published();
  expect(await lookFor([mine, { ...mine, pass_hash: pin }])).toEqual(['counted', 'missing']);
  expect(asked).toEqual([`/v1/participations/${participation}/record`]);
});
