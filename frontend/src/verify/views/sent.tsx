/** What was sent, pasted from the file that the survey page saved: every part of it in words. */

import { useRef, useState } from 'preact/hooks';
import { fill, type PageLanguage } from '../../shared/texts';
import { type Examined, examine, readSent, type Sent } from '../sent';
import type { Texts } from '../texts';

interface Props {
  t: Texts;
  language: PageLanguage;
}

export function SentForm({ t, language }: Props) {
  const [shown, show] = useState<{ sent: Sent; found: Examined } | null>(null);
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const sent = readSent(field.current?.value ?? '');
    const found = sent && (await examine(sent));
    setWrong(!found);
    show(sent && found && { sent, found });
    if (!found) field.current?.focus();
  };
  const s = t.sent;
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <p>{s.lead}</p>
      <label for="sent">{s.label}</label>
      <p class="hint" id="sent-hint">
        {s.hint}
      </p>
      <textarea
        id="sent"
        ref={field}
        aria-describedby="sent-hint sent-notice"
        aria-invalid={wrong}
        autocomplete="off"
        spellcheck={false}
        translate={false}
      />
      <div role="alert" id="sent-notice">
        {wrong && <p class="notice">{s.notWhole}</p>}
      </div>
      <button type="submit">{s.show}</button>
      <div role="status">{shown && <Parts t={t} language={language} {...shown} />}</div>
    </form>
  );
}

/** Each part: what it is, what is found of it, and its own text. */
function Parts({ t, language, sent, found }: Props & { sent: Sent; found: Examined }) {
  const s = t.sent;
  const { list } = found;
  const told = typeof list === 'string' ? null : list;
  const say = (text: string, values: Record<string, string | number>) => fill(text, values, language);
  const rows = [
    [s.survey, '', sent.participation],
    [s.pass, say(s.passHint, { label: found.label }), sent.message],
    [s.signature, told && (told.signed ? s.signed : s.notSigned), sent.signature],
    [
      say(s.sealed, { bytes: found.sealedBytes }),
      told && (told.length === found.sealedBytes ? s.sameLength : s.otherLength),
      sent.sealed,
    ],
    [s.hash, told && (told.line ? say(s.line, { line: told.line, of: told.of }) : s.noLine), found.passHash],
  ];
  return (
    <>
      {typeof list === 'string' && <p>{t.answers[list]}</p>}
      <dl>
        {rows.map(([name, hint, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            {hint && <dd>{hint}</dd>}
            <dd>
              <code translate={false}>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
