/** A receipt from another device, pasted. */

import { useRef, useState } from 'preact/hooks';
import { readReceipt } from '../../survey/protocol/receipt-code';
import type { Receipt } from '../../survey/protocol/record';
import type { Texts } from '../texts';

interface Props {
  t: Texts;
  busy: boolean;
  take: (receipt: Receipt) => unknown;
}

export function Paste({ t, busy, take }: Props) {
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const receipt = await readReceipt(field.current?.value ?? '');
    setWrong(!receipt);
    if (receipt) await take(receipt);
    else field.current?.focus();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <label for="pasted">{t.pasteLabel}</label>
      <p class="hint" id="hint">
        {t.pasteHint}
      </p>
      <textarea
        id="pasted"
        ref={field}
        aria-describedby="hint notice"
        aria-invalid={wrong}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        translate={false}
      />
      <div role="alert" id="notice">
        {wrong && <p class="notice">{t.notWhole}</p>}
      </div>
      <button type="submit" aria-disabled={busy}>
        {busy ? t.checking : t.pasteCheck}
      </button>
    </form>
  );
}
