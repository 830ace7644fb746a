/** A text from another device or a file, pasted. */

import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';

interface Props {
  /** The field's, from which the others' are made: a page may hold several. */
  name: string;
  label: string;
  hint: string;
  /** What is said of a text that was not taken. */
  notWhole: string;
  press: string;
  busy?: boolean;
  /** Whether the text was one of those meant. */
  take: (pasted: string) => Promise<boolean>;
  /** What came of it. */
  children?: ComponentChildren;
}

export function Paste({ name, label, hint, notWhole, press, busy = false, take, children }: Props) {
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const taken = await take(field.current?.value ?? '');
    setWrong(!taken);
    if (!taken) field.current?.focus();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <label for={name}>{label}</label>
      <p class="hint" id={`${name}-hint`}>
        {hint}
      </p>
      <textarea
        id={name}
        ref={field}
        aria-describedby={`${name}-hint ${name}-notice`}
        aria-invalid={wrong}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        translate={false}
      />
      <div role="alert" id={`${name}-notice`}>
        {wrong && <p class="notice">{notWhole}</p>}
      </div>
      <button type="submit" aria-disabled={busy}>
        {press}
      </button>
      {children}
    </form>
  );
}
