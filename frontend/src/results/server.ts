/** Reading profiles with an API key, which this page keeps for the tab and nowhere else. */

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
  }>(path, {});
  return { profile, instrument: readInstrument(instrument) };
}

export const getProfile = (id: string): Promise<Profile> => get(`/v1/profiles/${encodeURIComponent(id)}`);

/** Every profile the key may read, page by page. */
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

const withKey = (): HeadersInit => ({ Authorization: `Bearer ${loadKey() ?? ''}` });

async function get<T>(path: string, headers = withKey()): Promise<T> {
  // A file that does not say where the API is is as bad as no answer.
  if (!(await findServers().catch(() => false))) throw new NotAnswered(0);
  const response = await fetch(`${origins.passes}${path}`, {
    headers,
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
  }).catch(() => null);
  if (!response?.ok) throw new NotAnswered(response?.status ?? 0);
  return (await response.json()) as T;
}
