/**
 * What is shown once: a key, a secret, a link. It lives in this page's memory only, in no storage and in no address;
 * whoever leaves the page has to make another one.
 */

import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useConsole } from '../texts';
import { Form } from './forms';
import { useSending } from './sending';
import { Title } from './title';

/** A text to copy. Where the browser lets no page copy, it is selected, and Ctrl+C does it. */
export function Secret({ label, value }: { label: string; value: string }) {
  const { t } = useConsole();
  const text = useRef<HTMLElement>(null);
  const [said, say] = useState('');
  const copy = async () => {
    if (text.current) getSelection()?.selectAllChildren(text.current);
    const done = await navigator.clipboard?.writeText(value).then(
      () => true,
      () => false,
    );
    say(done ? t.once.copied : t.once.selected);
  };
  return (
    <section class="secret" aria-label={label}>
      <p>
        <strong>{label}</strong>
      </p>
      <p>
        <code ref={text}>{value}</code>
      </p>
      <p class="buttons">
        <button type="button" onClick={() => void copy()}>
          {t.once.copy}
        </button>
        <span role="status">{said}</span>
      </p>
    </section>
  );
}

interface MakeProps<T> {
  title: string;
  submit: string;
  /** The page it belongs to. */
  to: string;
  act: (form: HTMLFormElement) => Promise<T>;
  danger?: boolean;
  children: ComponentChildren;
  /** What is shown of it, once. */
  shown: (made: T) => { title: string; content: ComponentChildren };
}

/** A form that makes something of which a part is shown once, in its place. */
export function MakeOnce<T>({ title, submit, to, act, danger, children, shown }: MakeProps<T>) {
  const { t } = useConsole();
  const sending = useSending();
  const [made, take] = useState<{ value: T } | null>(null);
  if (made) {
    const after = shown(made.value);
    return (
      <>
        <Title>{after.title}</Title>
        {after.content}
        <p>
          <a href={to}>{t.once.done}</a>
        </p>
      </>
    );
  }
  const onSubmit = (form: HTMLFormElement) => sending.send(async () => take({ value: await act(form) }));
  return (
    <>
      <Title>{title}</Title>
      <Form
        sending={sending}
        submit={submit}
        onSubmit={onSubmit}
        danger={danger ?? false}
        beside={<a href={to}>{t.cancel}</a>}
      >
        {children}
      </Form>
    </>
  );
}
