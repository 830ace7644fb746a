/** Receipts kept here or pasted, and what the published list says of them. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { LanguageChoice } from '../shared/languages';
import { PAGE_LANGUAGES, pickLanguage, setDocumentLanguage } from '../shared/texts';
import { readReceipt } from '../survey/protocol/receipt-code';
import type { Receipt } from '../survey/protocol/record';
import { allReceipts, clearReceipts } from '../survey/store/receipts';
import { type Answer, lookFor } from './counting';
import { TEXTS } from './texts';
import { Erase } from './views/erase';
import { Paste } from './views/paste';
import { ReceiptView } from './views/receipt';
import { SentForm } from './views/sent';

export function App() {
  const [language, speak] = useState(pickLanguage(navigator.languages));
  const [kept, setKept] = useState<Receipt[] | 'unreadable'>([]);
  const [pasted, paste] = useState<Receipt | null>(null);
  const [answers, setAnswers] = useState<Record<string, Answer>>({});
  const [busy, setBusy] = useState(false);
  const [erased, setErased] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const t = TEXTS[language];
  useEffect(() => {
    setDocumentLanguage(language, t.dir);
    document.title = t.title;
  }, [language]);
  useEffect(() => {
    allReceipts().then(setKept, () => setKept('unreadable'));
  }, []);

  const here = kept === 'unreadable' ? [] : kept;
  const check = async (receipts: Receipt[]) => {
    if (busy) return;
    setBusy(true);
    setAnswers({});
    const found = await lookFor(receipts);
    setAnswers(Object.fromEntries(receipts.map(({ pass_hash }, at) => [pass_hash, found[at] as Answer])));
    setBusy(false);
  };
  const takePasted = async (text: string) => {
    const receipt = await readReceipt(text);
    if (!receipt) return false;
    paste(receipt);
    await check([...here, receipt]);
    return true;
  };
  const erase = async () => {
    await Promise.all(here.map(({ participation }) => clearReceipts(participation)));
    setKept([]);
    setErased(true);
    heading.current?.focus();
  };

  return (
    <>
      <header>
        <p>{t.page}</p>
        <LanguageChoice
          label={t.languages}
          names={t.names}
          offered={PAGE_LANGUAGES}
          language={language}
          speak={speak}
        />
      </header>
      <main>
        <h1 ref={heading} tabIndex={-1}>
          {t.title}
        </h1>
        <p>{t.lead}</p>
        <h2>{t.here}</h2>
        <p role="status">{erased && t.erased}</p>
        {here.length === 0 && <p>{kept === 'unreadable' ? t.noStore : t.none}</p>}
        <ul class="receipts">
          {here.map((receipt, at) => (
            <ReceiptView
              key={receipt.pass_hash}
              receipt={receipt}
              number={at + 1}
              t={t}
              answer={answers[receipt.pass_hash]}
            />
          ))}
        </ul>
        {here.length > 0 && (
          <button type="button" class="main" aria-disabled={busy} onClick={() => void check(here)}>
            {busy ? t.checking : t.check}
          </button>
        )}
        <h2>{t.paste}</h2>
        <Paste
          name="pasted"
          label={t.pasteLabel}
          hint={t.pasteHint}
          notWhole={t.notWhole}
          press={busy ? t.checking : t.pasteCheck}
          busy={busy}
          take={takePasted}
        />
        {pasted && (
          <ul class="receipts">
            <ReceiptView receipt={pasted} t={t} answer={answers[pasted.pass_hash]} />
          </ul>
        )}
        <details>
          <summary>{t.kept}</summary>
          <ul>
            {Object.values(t.keptLines).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          {here.length > 0 && <Erase t={t} erase={erase} />}
        </details>
        <details>
          <summary>{t.sent.title}</summary>
          <SentForm t={t} language={language} />
        </details>
      </main>
    </>
  );
}
