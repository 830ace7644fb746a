/** Reading profiles: what is published, and the instruments its charts need. */

import { all, get, NotAnswered } from '../shared/asking';
import { type Instrument, readInstrument } from './instrument';
import type { Profile } from './profile';

export { forgetKey, keepKey, leave, loadKey, NotAnswered } from '../shared/asking';

interface Report {
  profile: Profile;
  instrument: Parameters<typeof readInstrument>[0];
}

/** A profile and the instrument its charts need. */
export interface WithInstrument {
  profile: Profile;
  instrument: Instrument | null;
}

const read = ({ profile, instrument }: Report): WithInstrument => ({
  profile,
  instrument: readInstrument(instrument),
});

/** What the poster's address shows: the newest profile. No key is asked for. */
export const getReport = async (participation: string): Promise<WithInstrument> =>
  read(
    await get<Report>(`/v1/participations/${encodeURIComponent(participation)}/report`, {
      credentials: 'omit',
    }),
  );

/** The one profile that a link leads to. */
export const getShared = async (token: string): Promise<WithInstrument> =>
  read(await get<Report>('/v1/shared-profile/report', asReader(token)));

/** Signed with the token of a link, and with nothing else. */
export const asReader = (token: string): RequestInit => ({
  headers: { Authorization: `Bearer ${token}` },
  credentials: 'omit',
});

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
