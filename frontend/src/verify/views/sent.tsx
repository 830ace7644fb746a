/** What was sent, pasted from the file that the survey page saved: every part of it in words. */

import { useState } from 'preact/hooks';
import { fill, type PageLanguage } from '../../shared/texts';
import { type Examined, examine, readSent, type Sent } from '../sent';
import type { Texts } from '../texts';
import { Paste } from './paste';
import { type Row, Rows } from './rows';

interface Props {
  t: Texts;
  language: PageLanguage;
}

export function SentForm({ t, language }: Props) {
  const [shown, show] = useState<{ sent: Sent; found: Examined } | null>(null);
  const take = async (pasted: string) => {
    const sent = readSent(pasted);
    const found = sent && (await examine(sent));
    show(sent && found && { sent, found });
    return !!found;
  };
  const s = t.sent;
  return (
    <>
      <p>{s.lead}</p>
      <Paste name="sent" label={s.label} hint={s.hint} notWhole={s.notWhole} press={s.show} take={take}>
        <div role="status">{shown && <Parts t={t} language={language} {...shown} />}</div>
      </Paste>
    </>
  );
}

/** Each part: what it is, what is found of it, and its own text. */
function Parts({ t, language, sent, found }: Props & { sent: Sent; found: Examined }) {
  const s = t.sent;
  const { list } = found;
  const told = typeof list === 'string' ? null : list;
  const say = (text: string, values: Record<string, string | number>) => fill(text, values, language);
  const rows: Row[] = [
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
      <Rows rows={rows} />
    </>
  );
}
