/** A link from a message, a district's own account, or an address to send a link to. */

import { useEffect, useState } from 'preact/hooks';
import { LanguageChoice } from '../shared/languages';
import { PAGE_LANGUAGES, type PageLanguage, pickLanguage, setDocumentLanguage } from '../shared/texts';
import { askForLink, firstPage, providerUrl, signIn } from './server';
import en from './texts/en.json';
import es from './texts/es.json';

type Texts = typeof en;
const TEXTS: Record<PageLanguage, Texts> = { en, es };
const NAMES: Record<PageLanguage, string> = { en: 'English', es: 'Español' };

const named = (): URLSearchParams => new URLSearchParams(location.hash.slice(1));

/** What the address brought. A link's token is taken out of it: it belongs into no history. */
function brought(): { token: string | null; district: string | null; refused: boolean } {
  const found = named();
  const token = found.get('t');
  if (token) history.replaceState(null, '', location.pathname);
  return { token, district: found.get('district'), refused: found.has('refused') };
}

const problemText = (status: number, t: Texts): string =>
  String(status) in t.problems ? t.problems[String(status) as keyof Texts['problems']] : t.problems.other;

export function App() {
  const [language, speak] = useState(pickLanguage(navigator.languages));
  const [{ token, district, refused }, take] = useState(brought);
  const t = TEXTS[language];
  useEffect(() => {
    setDocumentLanguage(language, t.dir);
    document.title = t.title;
  }, [language]);
  useEffect(() => {
    const again = () => named().size && take(brought());
    addEventListener('hashchange', again);
    return () => removeEventListener('hashchange', again);
  }, []);
  return (
    <>
      <header>
        <p>Throughline</p>
        <LanguageChoice
          label={t.languages}
          names={NAMES}
          offered={PAGE_LANGUAGES}
          language={language}
          speak={speak}
        />
      </header>
      <main>
        <h1 tabIndex={-1}>{t.title}</h1>
        {refused && <p class="notice">{t.refused}</p>}
        {token ? (
          <Enter
            key={token}
            token={token}
            t={t}
            give={() => take({ token: null, district, refused: false })}
          />
        ) : (
          <>
            {district && <Account district={district} t={t} />}
            <Ask t={t} />
          </>
        )}
      </main>
    </>
  );
}

/** A press of a button, and not the mere opening of the link: programs that look into mail open links too. */
function Enter({ token, t, give }: { token: string; t: Texts; give: () => void }) {
  const [problem, tell] = useState<number | null>(null);
  const enter = async () => {
    const status = await signIn(token);
    if (status === 201) location.assign(await firstPage());
    else tell(status);
  };
  return (
    <>
      <div role="alert">{problem !== null && <p class="notice">{problemText(problem, t)}</p>}</div>
      {problem === 404 ? (
        <button type="button" class="main" onClick={give}>
          {t.another}
        </button>
      ) : (
        <>
          <p>{t.lead}</p>
          <button type="button" class="main" onClick={() => void enter()}>
            {t.enter}
          </button>
        </>
      )}
    </>
  );
}

const Account = ({ district, t }: { district: string; t: Texts }) => (
  <p>
    <a href={providerUrl(district)}>{t.account}</a>
  </p>
);

function Ask({ t }: { t: Texts }) {
  const [status, tell] = useState<number | null>(null);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const email = String(new FormData(event.currentTarget as HTMLFormElement).get('email') ?? '').trim();
    tell(null);
    if (email) void askForLink(email).then(tell);
  };
  return (
    <form onSubmit={submit} noValidate>
      <label for="email">{t.email}</label>
      <p class="hint" id="email-hint">
        {t.hint}
      </p>
      <div role="status">{status === 202 && <p class="notice">{t.sent}</p>}</div>
      <div role="alert">
        {status !== null && status !== 202 && <p class="notice">{problemText(status, t)}</p>}
      </div>
      <input id="email" name="email" type="email" autocomplete="email" aria-describedby="email-hint" />
      <button type="submit" class="main">
        {t.send}
      </button>
    </form>
  );
}
