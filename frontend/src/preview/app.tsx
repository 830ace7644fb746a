/** The survey for those who only want to read it: nothing is kept or sent, and no code is asked for. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { type Failure, getSheet, participationIn, type Sheet } from '../paper/getting';
import { LanguageChoice } from '../shared/languages';
import { useAddressed } from '../shared/loading';
import { fill, PAGE_LANGUAGES, pickLanguage, setDocumentLanguage } from '../shared/texts';
import { misfit } from '../survey/misfit';
import { Reading } from './reading';
import { TEXTS } from './texts';

type Got = Sheet | Failure | 'otherQuestions';

/** The survey, held against its rules as a phone does it: what a phone would refuse is not shown as what it asks. */
async function get(): Promise<Got> {
  const sheet = await getSheet(participationIn(location.hash));
  if (typeof sheet === 'string') return sheet;
  const all = Object.values(sheet.questionnaires);
  return all.some((questions) => misfit(questions, sheet.manifest)) ? 'otherQuestions' : sheet;
}

export function App() {
  const [got, load] = useAddressed(get);
  const [wanted, want] = useState(pickLanguage(navigator.languages));
  const heading = useRef<HTMLHeadingElement>(null);
  const sheet = typeof got === 'string' ? null : got;
  const spoken = PAGE_LANGUAGES.filter((each) => !sheet || sheet.questionnaires[each]);
  const language = spoken.includes(wanted) ? wanted : (spoken[0] ?? wanted);
  const t = TEXTS[language];
  const questionnaire = sheet?.questionnaires[language];
  const title = questionnaire ? fill(t.title, { title: questionnaire.title }) : t.failed.title;
  useEffect(() => {
    setDocumentLanguage(language, t.dir);
    document.title = got ? title : t.page;
  }, [language, got]);
  useEffect(() => heading.current?.focus(), [got]);
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
        {got === null && <p role="status">{t.loading}</p>}
        {got && (
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
        )}
        {typeof got === 'string' && <p>{t.failed[got]}</p>}
        {got === 'unreachable' && (
          <button type="button" class="main" onClick={load}>
            {t.retry}
          </button>
        )}
        {sheet && questionnaire && (
          <Reading t={t} language={language} manifest={sheet.manifest} questionnaire={questionnaire} />
        )}
      </main>
    </>
  );
}
