/** What the address asks for: the list of schools, one profile, or a district; each with its script where it has one. */

import type { District } from './district/getting';
import type { DistrictView } from './district/view';
import type { Instrument } from './instrument';
import type { Profile } from './profile';
import {
  forgetKey,
  getInstrument,
  getProfile,
  getReport,
  getShared,
  listProfiles,
  loadKey,
  NotAnswered,
  type Origin,
  ofProfile,
  ofReport,
  ofShare,
  readsWholeDistrict,
} from './server';

/** An HTTP status, or what was refused where that says more. */
export type Problem = number | 'report' | 'share' | 'district' | 'wholeDistrict';

export type Shown =
  | { view: 'loading' }
  | { view: 'key'; status: number | null }
  | { view: 'failed'; status: Problem }
  | { view: 'list'; profiles: Profile[]; wholeDistrict: boolean }
  | { view: 'district'; district: District; View: typeof DistrictView }
  | { view: 'profile'; profile: Profile; instrument: Instrument | null; origin: Origin };

/** The profile asked for in the address, if any: `#profile=<id>`. */
const wanted = (): string | null => new URLSearchParams(location.hash.slice(1)).get('profile');

/** The administration whose district is asked for: `#district=<id>`. */
const ofDistrict = (): string | null => new URLSearchParams(location.hash.slice(1)).get('district');

/** The survey whose report is asked for, as its poster's address leads here: `#p=<participation>`. */
const survey = (): string | null => new URLSearchParams(location.hash.slice(1)).get('p');

/** The token of a link to one profile: `#share=<token>`. */
const shared = (): string | null => new URLSearchParams(location.hash.slice(1)).get('share');

/** Whether the address alone opens what is shown, whoever reads. */
export const isOpen = (): boolean => !!(survey() ?? shared());

/** What is asked for now. */
export async function load(): Promise<Shown> {
  const participation = survey();
  const token = shared();
  if (token) return loadShared(token);
  return participation ? loadReport(participation) : loadOwn();
}

/** The profile that a link leads to, as long as the link lasts. */
async function loadShared(token: string): Promise<Shown> {
  try {
    return { view: 'profile', ...(await getShared(token)), origin: ofShare(token) };
  } catch (error) {
    const status = error instanceof NotAnswered ? error.status : 0;
    return { view: 'failed', status: status === 404 ? 'share' : status };
  }
}

/** The report that anyone may read who can read the poster; nothing in this browser says who that is. */
async function loadReport(participation: string): Promise<Shown> {
  try {
    return { view: 'profile', ...(await getReport(participation)), origin: ofReport(participation) };
  } catch (error) {
    const status = error instanceof NotAnswered ? error.status : 0;
    return { view: 'failed', status: status === 404 || status === 422 ? 'report' : status };
  }
}

/** With the key of this tab, or else with the session of a person who signed in. */
async function loadOwn(): Promise<Shown> {
  try {
    const id = wanted();
    const administration = ofDistrict();
    if (administration) return await loadDistrict(administration);
    if (!id) {
      const [profiles, wholeDistrict] = await Promise.all([listProfiles(), readsWholeDistrict()]);
      return { view: 'list', profiles, wholeDistrict };
    }
    const profile = await getProfile(id);
    return { view: 'profile', profile, instrument: await getInstrument(profile), origin: ofProfile(id) };
  } catch (error) {
    const status = error instanceof NotAnswered ? error.status : 0;
    if (status !== 401 && status !== 403) return { view: 'failed', status };
    const hadKey = !!loadKey();
    forgetKey();
    return { view: 'key', status: hadKey || status === 403 ? status : null };
  }
}

/** All schools of one administration; its script comes only here. */
async function loadDistrict(administration: string): Promise<Shown> {
  try {
    const { DistrictView: View, getDistrict } = await import('./district');
    return { view: 'district', district: await getDistrict(administration), View };
  } catch (error) {
    if (!(error instanceof NotAnswered)) throw error;
    if (error.status === 404 || error.status === 422) return { view: 'failed', status: 'district' };
    if (error.refusal?.code !== 'whole-district-only') throw error;
    return { view: 'failed', status: 'wholeDistrict' };
  }
}
