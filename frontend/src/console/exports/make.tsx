/** Asking for an export, and deleting one. */

import { Action } from '../parts/action';
import { Choice } from '../parts/forms';
import { Loaded, useLoaded } from '../parts/loaded';
import { refuse, valuesOf } from '../parts/sending';
import { Title } from '../parts/title';
import { href } from '../routes';
import { onceKeys } from '../server';
import { useConsole } from '../texts';
import { FORMATS, type Format, listSurveys, remove, request, type Survey } from './data';
import { useTexts } from './texts';

const once = onceKeys();

export function NewExport() {
  const t = useTexts();
  const got = useLoaded(listSurveys);
  return (
    <Loaded got={got}>
      {(surveys) =>
        surveys.length ? <Asked surveys={surveys} /> : <Nothing title={t.make} text={t.nothing} />
      }
    </Loaded>
  );
}

function Nothing({ title, text }: { title: string; text: string }) {
  const { t } = useConsole();
  return (
    <>
      <Title back={{ to: href('exports'), name: t.cancel }}>{title}</Title>
      <p>{text}</p>
    </>
  );
}

async function act(form: HTMLFormElement) {
  const { administration, format, language } = valuesOf(form);
  const faults: [string, string][] = [];
  if (!administration) faults.push(['administration', 'choose']);
  if (!format) faults.push(['format', 'choose']);
  refuse(...faults);
  const body = {
    administration: administration ?? null,
    format: format as Format,
    language: language === 'es' ? ('es' as const) : ('en' as const),
  };
  return request(body, once(body));
}

function Asked({ surveys }: { surveys: Survey[] }) {
  const { language } = useConsole();
  const t = useTexts();
  return (
    <Action title={t.make} submit={t.make} to={href('exports')} done={t.made} act={act}>
      <Choice
        name="administration"
        legend={t.survey}
        chosen={surveys[0]?.id}
        options={surveys.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <Choice
        name="format"
        legend={t.format}
        chosen="xlsx"
        options={FORMATS.map((one) => ({
          value: one,
          label: t.formats[one].name,
          hint: t.formats[one].text,
        }))}
      />
      <Choice
        name="language"
        legend={t.language}
        chosen={language}
        options={[
          { value: 'en', label: t.languages.en },
          { value: 'es', label: t.languages.es },
        ]}
      />
    </Action>
  );
}

export function Remove({ id }: { id: string }) {
  const t = useTexts();
  return (
    <Action
      title={t.removeWhat}
      submit={t.remove}
      to={href('exports')}
      done={t.removed}
      act={() => remove(id)}
      danger
    >
      <p>{t.removeText}</p>
    </Action>
  );
}
