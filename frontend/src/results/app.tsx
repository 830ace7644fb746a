/** Which results are shown: the key form, the list of schools, one profile, or a district. */

import { useEffect, useState } from 'preact/hooks';
import { LanguageChoice } from '../shared/languages';
import { useAddressed } from '../shared/loading';
import { PAGE_LANGUAGES, type PageLanguage, pickLanguage, setDocumentLanguage } from '../shared/texts';
import { isOpen, load, type Problem, type Shown } from './opening';
import { type Reader, TEXTS, type Texts } from './reader';
import { keepKey, leave, loadKey } from './server';
import { KeyForm } from './views/key';
import { List } from './views/list';
import { ProfileView } from './views/profile';

const LOADING: Shown = { view: 'loading' };

const NAMES: Record<PageLanguage, string> = { en: 'English', es: 'Español' };

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
