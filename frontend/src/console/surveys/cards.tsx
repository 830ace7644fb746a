/** Cards: made once, saved at once, and never shown. Replacements: a few, and their number is published. */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { fill } from '../../shared/texts';
import { Choice, Field, Form } from '../parts/forms';
import { fileName, saveBlob } from '../parts/saving';
import { refuse, useSending, valuesOf } from '../parts/sending';
import { Title } from '../parts/title';
import { fetchFile } from './data';
import { type Part, partHref } from './part';
import { useTexts } from './texts';

/** As the API names them: what to ask for, and what the file is called. */
const FORMS = {
  a4: { accept: 'application/pdf', paper: 'a4', end: 'pdf' },
  letter: { accept: 'application/pdf', paper: 'letter', end: 'pdf' },
  csv: { accept: 'text/csv', paper: 'letter', end: 'csv' }, // a list has no paper
} as const;

type Kind = keyof typeof FORMS;

interface Saved {
  name: string;
  blob: Blob;
}

interface MakingProps {
  part: Part['part'];
  /** Where they are made, and what the file is called. */
  path: string;
  what: string;
  title: string;
  submit: string;
  children: ComponentChildren;
  body: (form: HTMLFormElement) => object | null;
}

/** Choose how they are printed, make them, and keep the file in hand until the page is left. */
function Making({ part, path, what, title, submit, children, body }: MakingProps) {
  const t = useTexts().cards;
  const sending = useSending();
  const [saved, take] = useState<Saved | null>(null);
  const { school_name } = part.value;
  const onSubmit = (form: HTMLFormElement) =>
    sending.send(async () => {
      const { accept, paper, end } = FORMS[(valuesOf(form).kind as Kind) ?? 'csv'];
      const sent = body(form);
      const blob = await fetchFile(`${path}?paper=${paper}`, { accept, body: sent });
      const file = { name: `${fileName(school_name)}-${what}.${end}`, blob };
      saveBlob(file.name, blob);
      take(file);
    });
  if (saved) return <Made saved={saved} part={part} />;
  const kinds: Kind[] = ['letter', 'a4', 'csv'];
  return (
    <>
      <Title back={{ to: partHref(part), name: school_name }}>{title}</Title>
      <Form sending={sending} submit={submit} onSubmit={onSubmit}>
        {children}
        <Choice
          name="kind"
          legend={t.kind}
          chosen="letter"
          options={kinds.map((value) => ({ value, label: t.kinds[value] }))}
        />
      </Form>
    </>
  );
}

function Made({ saved: { name, blob }, part }: { saved: Saved; part: Part['part'] }) {
  const t = useTexts().cards;
  return (
    <>
      <Title>{t.doneTitle}</Title>
      <p>{fill(t.doneText, { name })}</p>
      <ul>
        {Object.values(t.care).map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <p class="buttons">
        <button type="button" onClick={() => saveBlob(name, blob)}>
          {t.again}
        </button>
        <a href={partHref(part)}>{t.haveIt}</a>
      </p>
    </>
  );
}

export function CardsPage({ part }: Part) {
  const t = useTexts().cards;
  return (
    <Making
      part={part}
      path={`/v1/participations/${part.value.id}/cards`}
      what={t.file}
      title={t.title}
      submit={t.submit}
      body={() => null}
    >
      <p>{fill(t.lead, { n: part.value.eligible ?? 0 })}</p>
      <p class="notice">{t.once}</p>
    </Making>
  );
}

export function ReplacePage({ part }: Part) {
  const t = useTexts().cards;
  const left = part.value.replacement_cap - part.value.replacements_issued;
  const body = (form: HTMLFormElement) => {
    const n = Number(valuesOf(form).n);
    if (!Number.isInteger(n) || n < 1) refuse(['n', 'int-parsing']);
    if (n > left) refuse(['n', 'less-than-equal']);
    return { n };
  };
  return (
    <Making
      part={part}
      path={`/v1/participations/${part.value.id}/replacements`}
      what={t.replacementFile}
      title={t.replace}
      submit={t.replaceSubmit}
      body={body}
    >
      <p>{fill(t.replaceLead, { left })}</p>
      <Field name="n" label={t.howMany} hint={t.published} value="1" inputMode="numeric" narrow />
    </Making>
  );
}
