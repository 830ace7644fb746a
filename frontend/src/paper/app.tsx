/** The questions on paper: nothing is asked, kept or sent here. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { LanguageChoice } from '../shared/languages';
import { useAddressed } from '../shared/loading';
import { PAGE_LANGUAGES, type PageLanguage, pickLanguage, setDocumentLanguage } from '../shared/texts';
import { type Failure, getSheet, participationIn, type Sheet } from './getting';
import { PaperForm } from './sheet';
import { TEXTS, type Texts } from './texts';

export function App() {
  const [sheet, load] = useAddressed(() => getSheet(participationIn(location.hash)));
  const [wanted, want] = useState(pickLanguage(navigator.languages));
  const heading = useRef<HTMLHeadingElement>(null);
  const spoken = languagesOf(sheet);
  const language = spoken.includes(wanted) ? wanted : (spoken[0] ?? wanted);
  const t = TEXTS[language];
  useEffect(() => setDocumentLanguage(language, t.dir), [language]);
  useEffect(() => heading.current?.focus(), [sheet]);
  const title = titleOf(sheet, language, t);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <>
      <header>
        <p>{t.page}</p>
        <LanguageChoice
          label={t.survey.languages}
          names={t.survey.names}
          offered={spoken}
          language={language}
          speak={want}
        />
      </header>
      <main>
        {sheet === null ? (
          <p role="status">{t.loading}</p>
        ) : (
          <>
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
            <Content sheet={sheet} language={language} t={t} again={load} />
          </>
        )}
      </main>
    </>
  );
}

const isSheet = (sheet: Sheet | Failure | null): sheet is Sheet =>
  typeof sheet === 'object' && sheet !== null;

/** The languages there is something to read in. */
const languagesOf = (sheet: Sheet | Failure | null): PageLanguage[] =>
  PAGE_LANGUAGES.filter((language) => !isSheet(sheet) || sheet.questionnaires[language]);

function titleOf(sheet: Sheet | Failure | null, language: PageLanguage, t: Texts): string {
  if (sheet === null) return t.page;
  return isSheet(sheet) ? `${sheet.questionnaires[language]?.title}. ${t.page}` : t.failed.title;
}

interface Shown {
  sheet: Sheet | Failure;
  language: PageLanguage;
  t: Texts;
  again: () => void;
}

function Content({ sheet, language, t, again }: Shown) {
  if (!isSheet(sheet)) {
    return (
      <>
        <p>{t.failed[sheet]}</p>
        {sheet === 'unreachable' && (
          <button type="button" class="main" onClick={again}>
            {t.retry}
          </button>
        )}
      </>
    );
  }
  const questionnaire = sheet.questionnaires[language];
  if (!questionnaire) return null;
  return (
    <>
      <button type="button" class="main" onClick={() => print()}>
        {t.print}
      </button>
      <PaperForm t={t} language={language} manifest={sheet.manifest} questionnaire={questionnaire} />
    </>
  );
}
