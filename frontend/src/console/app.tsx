/** The console's frame: who is signed in, what they may do, which section is shown. */

import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { LanguageChoice } from '../shared/languages';
import { PAGE_LANGUAGES, type PageLanguage, pickLanguage, setDocumentLanguage } from '../shared/texts';
import { Home, Menu } from './home';
import { Allowed } from './parts/allowed';
import { Loaded, useLoaded } from './parts/loaded';
import { Title } from './parts/title';
import { href, useRoute } from './routes';
import { SECTIONS, type Section, type SectionProps } from './sections';
import { answerOf, client, leave, NotAnswered } from './server';
import { ConsoleContext, TEXTS, useConsole } from './texts';
import { getWho, may, type Who } from './who';

const NAMES: Record<PageLanguage, string> = { en: 'English', es: 'Español' };

interface Known {
  who: Who;
  district: string | null;
  timeZone: string | null;
}

/** Who is signed in; whoever is not is led to where they can. */
async function enter(): Promise<Known> {
  const who = await getWho().catch((error: unknown) => {
    if (error instanceof NotAnswered && error.status === 401) location.replace('../sign-in/');
    throw error;
  });
  if (!who.district || !may(who, { scope: 'surveys.read' })) return { who, district: null, timeZone: null };
  const path = { district_id: who.district };
  const found = await answerOf(client.GET('/v1/districts/{district_id}', { params: { path } })).catch(
    () => null,
  );
  return { who, district: found?.name ?? null, timeZone: found?.time_zone ?? null };
}

export function App() {
  const [language, speak] = useState(pickLanguage(navigator.languages));
  const [known, take] = useState<Known | NotAnswered | null>(null);
  const t = TEXTS[language];
  const begin = () => {
    enter().then(take, (error: unknown) => take(error instanceof NotAnswered ? error : new NotAnswered(0)));
  };
  useEffect(begin, []);
  useEffect(() => setDocumentLanguage(language, t.dir), [language]);
  return (
    <>
      <header>
        <p>
          <a href="#/">{t.page}</a>
        </p>
        <LanguageChoice
          label={t.languages}
          names={NAMES}
          offered={PAGE_LANGUAGES}
          language={language}
          speak={speak}
        />
      </header>
      {known && !(known instanceof NotAnswered) ? (
        <ConsoleContext.Provider value={{ language, t, who: known.who, timeZone: known.timeZone }}>
          <Frame district={known.district} />
        </ConsoleContext.Provider>
      ) : (
        <main>
          <Waiting problem={known} again={begin} language={language} />
        </main>
      )}
    </>
  );
}

/** Before it is known who is signed in. */
function Waiting({
  problem,
  again,
  language,
}: {
  problem: NotAnswered | null;
  again: () => void;
  language: PageLanguage;
}) {
  const t = TEXTS[language];
  if (!problem || problem.status === 401) return <p role="status">{t.loading}</p>;
  return (
    <>
      <h1>{t.page}</h1>
      <p class="notice" role="alert">
        {problem.status ? t.problems.other : t.problems.unreachable}
      </p>
      <button type="button" class="main" onClick={again}>
        {t.retry}
      </button>
    </>
  );
}

function Frame({ district }: { district: string | null }) {
  const { t, who } = useConsole();
  const [name, ...at] = useRoute();
  const out = () => void leave().then(() => location.assign('../sign-in/'));
  return (
    <div class="frame">
      <Menu open={name} />
      <main>{who.district ? <Shown key={[name, ...at].join('/')} name={name} at={at} /> : <Operator />}</main>
      <footer>
        <p>
          {[who.name, who.role && t.roles[who.role], district].filter(Boolean).join(' · ')}
          <button type="button" class="link" onClick={out}>
            {t.signOut}
          </button>
        </p>
      </footer>
    </div>
  );
}

/** An operator's key reaches every district; the console is a district's own. */
function Operator() {
  const { t } = useConsole();
  return (
    <>
      <Title>{t.operator.title}</Title>
      <p>{t.operator.text}</p>
    </>
  );
}

function Shown({ name, at }: { name: string | undefined; at: string[] }) {
  if (!name) return <Home />;
  const section = SECTIONS.find((one) => one.name === name);
  if (!section) return <Nothing />;
  return (
    <Allowed needs={section.needs}>
      <Opened section={section} at={at} />
    </Allowed>
  );
}

function Nothing() {
  const { t } = useConsole();
  return (
    <>
      <Title>{t.nothing.title}</Title>
      <p>{t.nothing.text}</p>
      <p>
        <a href={href()}>{t.home.back}</a>
      </p>
    </>
  );
}

/** A section, once its script is here. */
function Opened({ section, at }: { section: Section; at: string[] }) {
  const got = useLoaded<{ View: ComponentType<SectionProps> }>(
    () =>
      section.load().catch(() => {
        throw new NotAnswered(0);
      }),
    [section],
  );
  return <Loaded got={got}>{({ View }) => <View at={at} />}</Loaded>;
}
