/** Reading profiles: what is published, and the instruments its charts need. */

import { all, ask, get, NotAnswered, reading, refused } from '../shared/asking';
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
export async function getInstrument({
  instrument: wanted,
}: Pick<Profile, 'instrument'>): Promise<Instrument | null> {
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

/** Where a profile was read, and signed with what: its PDF is beside it. */
export interface Origin {
  path: string;
  options: RequestInit;
}

export const ofProfile = (id: string): Origin => ({
  path: `/v1/profiles/${encodeURIComponent(id)}/pdf`,
  options: reading(),
});

export const ofReport = (participation: string): Origin => ({
  path: `/v1/participations/${encodeURIComponent(participation)}/report/pdf`,
  options: { credentials: 'omit' },
});

export const ofShare = (token: string): Origin => ({
  path: '/v1/shared-profile/pdf',
  options: asReader(token),
});

export type Paper = 'a4' | 'letter';

/** The PDF of a profile: fetched here, since a link could not be signed. */
export async function getPdf(
  { path, options }: Origin,
  wanted: { part: 'summary' | 'full'; paper: Paper; language: string },
): Promise<Blob> {
  const response = await ask(`${path}?${new URLSearchParams(wanted)}`, options);
  if (!response?.ok) throw await refused(response);
  return response.blob();
}

/** Whether all schools of a district may be read, or only some. */
export const readsWholeDistrict = async (): Promise<boolean> =>
  (await get<{ schools: string[] | null }>('/v1/token_info')).schools === null;
