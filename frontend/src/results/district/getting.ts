/** Everything the view of a district reads: the published summary, and the published profiles of its schools. */

import { get } from '../../shared/asking';
import type { Instrument } from '../instrument';
import { type Factor, factorsOf, type Profile } from '../profile';
import { getInstrument } from '../server';
import type { Summary } from './summary';

/** What the view shows of one school's factor. */
export type SchoolFactor = Pick<Factor, 'score' | 'interval' | 'bounds' | 'level'> & {
  reference: Factor['reference'] | undefined;
};

/** A school with what the view shows of its profile; hundreds of whole profiles would be too much to keep. */
export interface SchoolLine {
  /** Of its profile. */
  id: string;
  school: string;
  name: string;
  standing: Profile['participation']['standing'];
  factors: Record<string, SchoolFactor>;
}

export interface District {
  summary: Summary;
  schools: SchoolLine[];
  instrument: Instrument | null;
}

/** Profiles a page: each is some tens of kilobytes, and the page stays quick in between. */
const AT_ONCE = 50;

export async function getDistrict(administration: string): Promise<District> {
  const of = encodeURIComponent(administration);
  const summary = await get<Summary>(
    `/v1/districts/${encodeURIComponent(await districtOf(of))}/summary?administration=${of}`,
  );
  const [schools, instrument] = await Promise.all([schoolsOf(of), getInstrument(summary)]);
  return { summary, schools: schools, instrument };
}

/** The only district that the caller reaches, else that of the administration. */
async function districtOf(administration: string): Promise<string> {
  const { district } = await get<{ district: string | null }>('/v1/token_info');
  return district ?? (await get<{ district: string }>(`/v1/administrations/${administration}`)).district;
}

async function schoolsOf(administration: string): Promise<SchoolLine[]> {
  const found: SchoolLine[] = [];
  let cursor: string | null = null;
  do {
    const after: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const page: { data: Profile[]; next_cursor: string | null } = await get(
      `/v1/profiles?administration=${administration}&limit=${AT_ONCE}${after}`,
    );
    found.push(...page.data.map(lineOf));
    cursor = page.next_cursor;
  } while (cursor);
  return found;
}

export const lineOf = (profile: Profile): SchoolLine => ({
  id: profile.id,
  school: profile.school.id,
  name: profile.school.name,
  standing: profile.participation.standing,
  factors: Object.fromEntries(
    factorsOf(profile).map(({ id, score, interval, bounds, level, reference }) => [
      id,
      { score, interval, bounds, level, reference },
    ]),
  ),
});

export function byName(schools: SchoolLine[], language: string): SchoolLine[] {
  const { compare } = new Intl.Collator(language, { numeric: true });
  return [...schools].sort((one, other) => compare(one.name, other.name) || compare(one.id, other.id));
}
