/**
 * Reading profiles with the session of a signed-in person, which no script can read, or with an API key, which this
 * page keeps for the tab and nowhere else.
 */

import { origins } from '../shared/addresses';
import { findServers } from '../survey/server';
import { type Instrument, readInstrument } from './instrument';
import type { Profile } from './profile';

const KEY = 'throughline-api-key';

/** The server refused, or could not be reached: `status` is 0 then. */
export class NotAnswered extends Error {
  constructor(readonly status: number) {
    super(String(status));
  }
}

export const loadKey = (): string | null => sessionStorage.getItem(KEY);
export const keepKey = (key: string): void => sessionStorage.setItem(KEY, key);
export const forgetKey = (): void => sessionStorage.removeItem(KEY);

/** Read with nothing from now on: end the session of this browser, or forget the key. */
export async function leave(): Promise<void> {
  if (!loadKey()) await ask('/v1/sign-in/session', { ...reading(), method: 'DELETE' });
  forgetKey();
}

interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

/** What the poster's address shows: the newest profile, and the instrument its charts need. No key is asked for. */
export async function getReport(
  participation: string,
): Promise<{ profile: Profile; instrument: Instrument }> {
  const path = `/v1/participations/${encodeURIComponent(participation)}/report`;
  const { profile, instrument } = await get<{
    profile: Profile;
    instrument: Parameters<typeof readInstrument>[0];
  }>(path, { credentials: 'omit' });
  return { profile, instrument: readInstrument(instrument) };
}

/** The one profile that a link leads to; without its instrument, which the link does not open. */
export const getShared = (token: string): Promise<Profile> =>
  get('/v1/shared-profile', { headers: { Authorization: `Bearer ${token}` }, credentials: 'omit' });

export const getProfile = (id: string): Promise<Profile> => get(`/v1/profiles/${encodeURIComponent(id)}`);

/** Every profile that may be read, page by page. */
export const listProfiles = (): Promise<Profile[]> => all<Profile>('/v1/profiles');

/** The instrument of a profile; null if the key may not read it, and charts do without. */
export async function getInstrument({ instrument: wanted }: Profile): Promise<Instrument | null> {
  try {
    const stored = await all<{ id: string; digest: string }>('/v1/instruments');
    const found = stored.find(({ digest }) => digest === wanted.digest);
    if (!found) return null;
    const { document } = await get<{ document: Parameters<typeof readInstrument>[0] }>(
      `/v1/instruments/${found.id}`,
    );
    return readInstrument(document);
  } catch (error) {
    if (error instanceof NotAnswered) return null;
    throw error;
  }
}

async function all<T>(path: string): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | null = null;
  do {
    const after: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const page: Page<T> = await get<Page<T>>(`${path}?limit=200${after}`);
    found.push(...page.data);
    cursor = page.next_cursor;
  } while (cursor);
  return found;
}

const reading = (): RequestInit => {
  const key = loadKey();
  return key
    ? { headers: { Authorization: `Bearer ${key}` }, credentials: 'omit' }
    : { credentials: 'same-origin' };
};

async function get<T>(path: string, options = reading()): Promise<T> {
  const response = await ask(path, options);
  if (!response?.ok) throw new NotAnswered(response?.status ?? 0);
  return (await response.json()) as T;
}

/** The answer; null where there was none. */
async function ask(path: string, options: RequestInit): Promise<Response | null> {
  // A file that does not say where the API is is as bad as no answer.
  if (!(await findServers().catch(() => false))) return null;
  return fetch(`${origins.passes}${path}`, { ...options, referrerPolicy: 'no-referrer' }).catch(() => null);
}
