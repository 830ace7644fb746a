/** Telling "try again" from "no", with a hand-written network. */

import { afterEach, expect, it, vi } from 'vitest';
import { getKept, post, Refused, Unreachable } from '../../src/survey/server';

const kept = new Map<string, Response>();
const problem = (status: number, code: string) => new Response(JSON.stringify({ code }), { status });

function network(answer: () => Promise<Response>) {
  const calls: RequestInit[] = [];
  vi.stubGlobal('fetch', (_url: string, options: RequestInit) => {
    calls.push(options);
    return answer();
  });
  vi.stubGlobal('caches', {
    open: async () => ({
      put: async (url: string, response: Response) => kept.set(url, response),
      match: async (url: string) => kept.get(url),
    }),
  });
  return calls;
}

afterEach(() => vi.unstubAllGlobals());

it('calls a broken line, a broken answer and a server error unreachable', async () => {
  network(() => Promise.reject(new TypeError('no network')));
  await expect(post('passes', '{}')).rejects.toThrow(Unreachable);
  network(async () => problem(503, 'not-ready'));
  await expect(post('passes', '{}')).rejects.toThrow(Unreachable);
  const broken = new ReadableStream({ start: (controller) => controller.error(new Error('cut')) });
  network(async () => new Response(broken));
  await expect(post('passes', '{}')).rejects.toThrow(Unreachable);
});

it('names what the server refused, and stays calm where the answer is not ours', async () => {
  network(async () => problem(409, 'code-already-used'));
  await expect(post('passes', '{}')).rejects.toEqual(new Refused('code-already-used'));
  network(async () => new Response('<html>', { status: 403 }));
  await expect(post('passes', '{}')).rejects.toEqual(new Refused(''));
});

it('sends no cookie and no referrer, and the body as it is', async () => {
  const calls = network(async () => Response.json({ recorded: true }));
  expect(await post('responses', '{"a":1}')).toEqual({ recorded: true });
  expect(calls[0]).toMatchObject({ credentials: 'omit', referrerPolicy: 'no-referrer', body: '{"a":1}' });
});

it('falls back to the copy only where the server cannot be reached', async () => {
  network(async () => new Response('first'));
  expect(Buffer.from(await getKept('/manifest')).toString()).toBe('first');
  network(() => Promise.reject(new TypeError('no network')));
  expect(Buffer.from(await getKept('/manifest')).toString()).toBe('first');
  await expect(getKept('/other')).rejects.toThrow(Unreachable);
  network(async () => problem(404, 'not-found'));
  await expect(getKept('/manifest')).rejects.toThrow(Refused);
});
