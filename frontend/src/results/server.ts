/** Reading profiles: what is published, and the instruments its charts need. */

import { all, get, NotAnswered } from '../shared/asking';
import { type Instrument, readInstrument } from './instrument';
import type { Profile } from './profile';

export { forgetKey, keepKey, leave, loadKey, NotAnswered } from '../shared/asking';

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
