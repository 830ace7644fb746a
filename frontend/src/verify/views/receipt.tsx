/** One receipt: what the list says of it, and how to take it to another device. */

import { useEffect, useState } from 'preact/hooks';
import { saveFile } from '../../shared/saving';
import { fill } from '../../shared/texts';
import { writeReceiptCode } from '../../survey/protocol/receipt-code';
import type { Receipt } from '../../survey/protocol/record';
import { type Answer, listRead } from '../counting';
import type { Texts } from '../texts';
import { type Row, Rows } from './rows';

/** Answers that need other people; the rest are good, or only a matter of time. */
const ALARMS: (Answer | undefined)[] = ['rejected', 'missing', 'damaged', 'unknown'];
const SHOWN = 8;

interface Props {
  receipt: Receipt;
  /** Its place among those kept here; none for a pasted one. */
  number?: number;
  t: Texts;
  answer: Answer | undefined;
}

export function ReceiptView({ receipt, number, t, answer }: Props) {
  const alarm = ALARMS.includes(answer);
  return (
    <li>
      <h3>
        {number ? fill(t.receipt, { number }) : t.pasted}, {t.begins}{' '}
        <code translate={false}>{receipt.receipt.slice(0, SHOWN)}</code>
      </h3>
      <div role="status" class={alarm ? 'alarm' : ''}>
        <p class="verdict">{answer && t.answers[answer]}</p>
        {alarm && <p>{t.alarm}</p>}
      </div>
      <Stored receipt={receipt} t={t} />
      {number && <Take receipt={receipt} t={t} />}
    </li>
  );
}

/** All that is stored of it, here and in the published list: the values themselves, and their lines. */
function Stored({ receipt, t }: { receipt: Receipt; t: Texts }) {
  const { participation, pin, pass_hash, receipt: hash } = receipt;
  const list = listRead(participation);
  const line = (all: string[] | undefined, mine: string) =>
    all?.includes(mine) ? fill(t.sent.line, { line: all.indexOf(mine) + 1, of: all.length }) : '';
  const rows: Row[] = [
    [t.stored.survey, '', participation],
    [t.stored.pin, '', pin],
    [t.stored.pass, line(list?.pass_hashes, pass_hash), pass_hash],
    [t.stored.answers, line(list?.receipts, hash), hash],
  ];
  return (
    <details>
      <summary>{t.stored.title}</summary>
      <p>{t.stored.lead}</p>
      <Rows rows={rows} />
      <p>{t.stored.not}</p>
    </details>
  );
}

/** The receipt as text and as a file; a copy is made by the person, never by itself. */
function Take({ receipt, t }: { receipt: Receipt; t: Texts }) {
  const [code, setCode] = useState('');
  const [said, say] = useState('');
  useEffect(() => {
    void writeReceiptCode(receipt).then(setCode);
  }, [receipt]);
  const copy = () =>
    Promise.resolve(navigator.clipboard?.writeText(code) ?? Promise.reject()).then(
      () => say(t.copied),
      () => say(t.notCopied),
    );
  return (
    <details>
      <summary>{t.take}</summary>
      <p>{t.takeHint}</p>
      <p>
        <code translate={false} class="code">
          {code}
        </code>
      </p>
      <div class="moves">
        <button type="button" onClick={() => void copy()}>
          {t.copy}
        </button>
        <button type="button" onClick={() => save(receipt)}>
          {t.save}
        </button>
      </div>
      <p role="status">{said}</p>
    </details>
  );
}

/** A file with the four values as JSON, as the stand-alone verifier reads it. */
const save = ({ participation, pin, pass_hash, receipt }: Receipt): void =>
  saveFile('receipt.json', JSON.stringify({ participation, pin, pass_hash, receipt }));
