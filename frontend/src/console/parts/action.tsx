/** The page that asks before something happens: what will happen, what cannot be undone, and the way back. */

import type { ComponentChildren } from 'preact';
import { useConsole } from '../texts';
import { Form } from './forms';
import { useSending } from './sending';
import { Title } from './title';
import { tell } from './told';

interface ActionProps {
  title: string;
  submit: string;
  /** Where it leads back to, and on to when it is done. */
  to: string;
  /** What is said there when it is done. */
  done: string;
  act: (form: HTMLFormElement) => Promise<unknown>;
  danger?: boolean;
  children: ComponentChildren;
}

export function Action({ title, submit, to, done, act, danger = false, children }: ActionProps) {
  const { t } = useConsole();
  const sending = useSending();
  const onSubmit = async (form: HTMLFormElement) => {
    if (!(await sending.send(() => act(form)))) return;
    tell(done);
    location.assign(to);
  };
  return (
    <>
      <Title>{title}</Title>
      <Form
        sending={sending}
        submit={submit}
        onSubmit={onSubmit}
        danger={danger}
        beside={<a href={to}>{t.cancel}</a>}
      >
        {children}
      </Form>
    </>
  );
}
