/** Which results are shown: the key form, the list of schools, one profile, or a district. */

import { useEffect, useState } from 'preact/hooks';
import { LanguageChoice } from '../shared/languages';
import { useAddressed } from '../shared/loading';
import { PAGE_LANGUAGES, type PageLanguage, pickLanguage, setDocumentLanguage } from '../shared/texts';
import type { District } from './district/getting';
import type { DistrictView } from './district/view';
import type { Instrument } from './instrument';
import type { Profile } from './profile';
import { type Reader, TEXTS, type Texts } from './reader';
import {
  forgetKey,
  getInstrument,
  getProfile,
  getReport,
  getShared,
  keepKey,
  leave,
  listProfiles,
  loadKey,
  NotAnswered,
  type Origin,
  ofProfile,
  ofReport,
  ofShare,
  readsWholeDistrict,
} from './server';
import { KeyForm } from './views/key';
import { List } from './views/list';
import { ProfileView } from './views/profile';

/** An HTTP status, or what was refused where that says more. */
type Problem = number | 'report' | 'share' | 'district' | 'wholeDistrict';

type Shown =
  | { view: 'loading' }
  | { view: 'key'; status: number | null }
  | { view: 'failed'; status: Problem }
  | { view: 'list'; profiles: Profile[]; wholeDistrict: boolean }
  | { view: 'district'; district: District; View: typeof DistrictView }
  | { view: 'profile'; profile: Profile; instrument: Instrument | null; origin: Origin };

const LOADING: Shown = { view: 'loading' };

const NAMES: Record<PageLanguage, string> = { en: 'English', es: 'Español' };

/** The profile asked for in the address, if any: `#profile=<id>`. */
const wanted = (): string | null => new URLSearchParams(location.hash.slice(1)).get('profile');

/** The administration whose district is asked for: `#district=<id>`. */
const ofDistrict = (): string | null => new URLSearchParams(location.hash.slice(1)).get('district');

/** The survey whose report is asked for, as its poster's address leads here: `#p=<participation>`. */
const survey = (): string | null => new URLSearchParams(location.hash.slice(1)).get('p');

/** The token of a link to one profile: `#share=<token>`. */
const shared = (): string | null => new URLSearchParams(location.hash.slice(1)).get('share');

/** Whether the address alone opens what is shown, whoever reads. */
const isOpen = (): boolean => !!(survey() ?? shared());

async function load(): Promise<Shown> {
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

const problemText = (status: Problem | null, t: Texts): string => {
  if (status === null) return '';
  return String(status) in t.errors ? t.errors[String(status) as keyof Texts['errors']] : t.errors.other;
};

export function App() {
  const [got, again] = useAddressed(load);
  const shown = got ?? LOADING;
  const [language, speak] = useState(pickLanguage(navigator.languages));
  const t = TEXTS[language];
  useEffect(() => setDocumentLanguage(language, t.dir), [language]);
  useEffect(() => nameWindow(shown, t), [shown, language]);
  useEffect(() => begin(shown), [shown]);
  const out = () => void leave().then(again);
  return (
    <>
      <header>
        <p>{t.page}</p>
        <LanguageChoice
          label={t.languages}
          names={NAMES}
          offered={PAGE_LANGUAGES}
          language={language}
          speak={speak}
        />
      </header>
      <main>
        <Content shown={shown} language={language} again={again} />
        {shown.view !== 'loading' && shown.view !== 'key' && (
          <p class="leave">
            {shown.view !== 'list' && !isOpen() && <a href="#list">{t.list.back}</a>}
            <a href="../measurement/">{t.measurement}</a>
            {!isOpen() && (
              <button type="button" class="link" onClick={out}>
                {loadKey() ? t.key.forget : t.key.signOut}
              </button>
            )}
          </p>
        )}
      </main>
    </>
  );
}

/** The window is called what its heading says, in whatever language that is. */
function nameWindow({ view }: Shown, t: Texts): void {
  const heading = document.querySelector('h1')?.textContent;
  if (view !== 'loading' && heading) document.title = `${heading} – ${t.page}`;
}

/** A new view begins at its top, with its heading, for eyes and for screen readers. */
function begin({ view }: Shown): void {
  const heading = document.querySelector('h1');
  if (view === 'loading' || !heading) return;
  scrollTo(0, 0);
  heading.focus({ preventScroll: true });
}

function Content({ shown, language, again }: { shown: Shown; language: PageLanguage; again: () => void }) {
  const reader: Reader = { language, t: TEXTS[language], instrument: null };
  const { t } = reader;
  const takeKey = (key: string) => {
    keepKey(key);
    again();
  };
  switch (shown.view) {
    case 'loading':
      return <p role="status">{t.loading}</p>;
    case 'key':
      return <KeyForm t={t} problem={problemText(shown.status, t)} onKey={takeKey} />;
    case 'failed':
      return (
        <>
          <h1 tabIndex={-1}>{t.page}</h1>
          <p class="notice">{problemText(shown.status, t)}</p>
          <button type="button" class="main" onClick={again}>
            {t.errors.retry}
          </button>
        </>
      );
    case 'list':
      return <List profiles={shown.profiles} wholeDistrict={shown.wholeDistrict} reader={reader} />;
    case 'district':
      return (
        <shown.View district={shown.district} reader={{ ...reader, instrument: shown.district.instrument }} />
      );
    case 'profile':
      return (
        <ProfileView
          profile={shown.profile}
          reader={{ ...reader, instrument: shown.instrument }}
          origin={shown.origin}
        />
      );
  }
}
