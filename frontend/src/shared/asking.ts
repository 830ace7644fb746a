/**
 * Asking the API as a person: with the session of who signed in, which no script can read, or with a key (or a session
 * of another host), which is kept for this tab and nowhere else.
 *
 * A browser sends the session's cookie by itself, and says in `Sec-Fetch-Site` that a page of ours asked: changes are
 * taken from those only (docs/integrate/people.md).
 */

import { findServers } from '../survey/server';
import { origins } from './addresses';

const KEY = 'throughline-api-key';

export const loadKey = (): string | null => sessionStorage.getItem(KEY);
export const keepKey = (key: string): void => sessionStorage.setItem(KEY, key);
export const forgetKey = (): void => sessionStorage.removeItem(KEY);

/** One fault of what was sent: `pointer` names its place, a roster's also file, line and column. */
export interface Fault {
  pointer: string;
  code: string;
  detail: string;
  file?: string;
  line?: number;
  column?: string;
}

/** Why something was refused (docs/problems.md). */
export interface Refusal {
  code: string;
  title: string;
  detail: string;
  errors?: Fault[];
  request_id?: string;
}

/** The server refused, or could not be reached: `status` is 0 then. */
export class NotAnswered extends Error {
  constructor(
    readonly status: number,
    readonly refusal: Refusal | null = null,
  ) {
    super(refusal?.detail ?? String(status));
  }
}

/** What a request is signed with. */
export const reading = (): RequestInit => {
  const key = loadKey();
  return key
    ? { headers: { Authorization: `Bearer ${key}` }, credentials: 'omit' }
    : { credentials: 'same-origin' };
};

/** The answer, whatever it says; null where there was none. */
export async function ask(path: string, options: RequestInit): Promise<Response | null> {
  // A file that does not say where the API is is as bad as no answer.
  if (!(await findServers().catch(() => false))) return null;
  return fetch(`${origins.passes}${path}`, { ...options, referrerPolicy: 'no-referrer' }).catch(() => null);
}

/** What a path answers. */
export async function get<T>(path: string, options = reading()): Promise<T> {
  const response = await ask(path, options);
  if (!response?.ok) throw await refused(response);
  return (await response.json()) as T;
}

/** Every row of a list, page by page. */
export async function all<T>(path: string): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | null = null;
  do {
    const after: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const joint = path.includes('?') ? '&' : '?';
    const page: Page<T> = await get<Page<T>>(`${path}${joint}limit=200${after}`);
    found.push(...page.data);
    cursor = page.next_cursor;
  } while (cursor);
  return found;
}

interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

/** A refusal as an error: with what the server says of it, if it speaks our language. */
export async function refused(response: Response | null): Promise<NotAnswered> {
  if (!response) return new NotAnswered(0);
  const problem = response.headers.get('Content-Type')?.startsWith('application/problem+json');
  const refusal = problem ? ((await response.json().catch(() => null)) as Refusal | null) : null;
  return new NotAnswered(response.status, refusal);
}

/** Read with nothing from now on: end the session of this browser, or forget the key. */
export async function leave(): Promise<void> {
  // A session that is kept for the tab is ended too; a key is not: it belongs to others as well.
  if (!loadKey() || loadKey()?.startsWith('tl_session_'))
    await ask('/v1/sign-in/session', { ...reading(), method: 'DELETE' });
  forgetKey();
}
