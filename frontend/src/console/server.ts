/** The API, typed path by path from its own description: `client.GET('/v1/schools', …)`. */

import createClient from 'openapi-fetch';
import type { components, paths } from '../../../sdks/typescript/src/generated/schema';
import { ask, reading, refused } from '../shared/asking';
import { randomBytes } from '../shared/bytes';

export { type Fault, forgetKey, leave, loadKey, NotAnswered, type Refusal } from '../shared/asking';

export type Schemas = components['schemas'];

/** Only the path is taken from the request: where the server is stands in config.json. */
async function carry(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const { headers: credentials, ...options } = reading();
  const headers = new Headers(request.headers);
  for (const [name, value] of Object.entries(credentials ?? {})) headers.set(name, value);
  const { method } = request;
  const sent = method === 'GET' ? null : await request.blob();
  const body = sent?.size ? sent : null;
  const response = await ask(pathname + search, { ...options, method, headers, body });
  if (!response?.ok) throw await refused(response);
  return response;
}

export const client = createClient<paths>({ baseUrl: location.origin, fetch: carry });

/** What was answered; a refusal was thrown before (`NotAnswered`). */
export async function answerOf<T>(call: Promise<{ data?: T; response: Response }>): Promise<T> {
  return (await call).data as T;
}

/** The same with its ETag: give it back in `If-Match`, and nobody's change in between is lost. */
export async function withEtag<T>(call: Promise<{ data?: T; response: Response }>): Promise<Tagged<T>> {
  const { data, response } = await call;
  return { value: data as T, etag: response.headers.get('ETag') ?? '*' };
}

export interface Tagged<T> {
  value: T;
  etag: string;
}

/** Every row of a list, page by page. */
export async function every<T>(
  page: (cursor: string | null) => Promise<{ data?: { data: T[]; next_cursor: string | null } }>,
): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | null = null;
  do {
    const { data } = await page(cursor);
    found.push(...(data?.data ?? []));
    cursor = data?.next_cursor ?? null;
  } while (cursor);
  return found;
}

/**
 * Keys for a form that makes something: the same as long as the same is sent, so that a second press after a lost
 * answer makes nothing twice.
 */
export function onceKeys(): (body: unknown) => { 'Idempotency-Key': string } {
  let sent = '';
  let key = '';
  return (body) => {
    const now = JSON.stringify(body);
    if (now !== sent || !key)
      key = Array.from(randomBytes(16), (one) => one.toString(16).padStart(2, '0')).join('');
    sent = now;
    return { 'Idempotency-Key': key };
  };
}
