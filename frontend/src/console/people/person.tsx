/** One person: what may change, keeping them out, and removing them. */

import { fill } from '../../shared/texts';
import { Action } from '../parts/action';
import { Form } from '../parts/forms';
import { Loaded, useLoaded } from '../parts/loaded';
import { schoolsByName } from '../parts/reach';
import { useSending } from '../parts/sending';
import { Title } from '../parts/title';
import { Toggle } from '../parts/toggle';
import { tell } from '../parts/told';
import { href } from '../routes';
import type { Schemas, Tagged } from '../server';
import { useConsole } from '../texts';
import { called, change, getPerson, type Person, remove } from './data';
import { Fields, readFields } from './fields';
import { State } from './list';
import { useTexts } from './texts';

interface Found {
  tagged: Tagged<Person>;
  schools: Schemas['School'][];
}

export function OnePerson({ id }: { id: string }) {
  const { language } = useConsole();
  const got = useLoaded(
    async () => ({ tagged: await getPerson(id), schools: await schoolsByName(language) }),
    [id],
  );
  return <Loaded got={got}>{(found) => <Shown {...found} again={got.again} />}</Loaded>;
}

function Shown({ tagged, schools, again }: Found & { again: () => Promise<void> }) {
  const t = useTexts();
  const { value: person } = tagged;
  const disabled = person.state === 'disabled';
  return (
    <>
      <Title back={{ to: href('people'), name: t.title }}>{called(person)}</Title>
      <p class="hint">
        {person.email} · <State person={person} />
      </p>
      <p class="actions">
        {!disabled && <a href={href('people', person.id, 'link')}>{t.oneMoreLink}</a>}
        <a href={href('people', person.id, 'remove')}>{t.remove}</a>
      </p>
      <KeepOut tagged={tagged} again={again} />
      <h2>{t.change}</h2>
      <Change tagged={tagged} schools={schools} />
    </>
  );
}

function KeepOut({ tagged: { value, etag }, again }: { tagged: Tagged<Person>; again: () => Promise<void> }) {
  const t = useTexts();
  const disabled = value.state === 'disabled';
  return (
    <Toggle
      label={disabled ? t.letIn : t.keepOut}
      text={disabled ? t.letInText : t.keepOutText}
      act={() => change(value.id, etag, { disabled: !disabled })}
      again={again}
    />
  );
}

function Change({ tagged, schools }: Found) {
  const t = useTexts();
  const sending = useSending();
  const { value: person, etag } = tagged;
  const onSubmit = async (form: HTMLFormElement) => {
    if (!(await sending.send(async () => change(person.id, etag, readFields(form))))) return;
    tell(t.changed);
    location.assign(href('people'));
  };
  return (
    <Form sending={sending} submit={t.save} onSubmit={onSubmit}>
      <Fields schools={schools} name={person.name} role={person.role} chosen={person.schools} />
    </Form>
  );
}

export function Remove({ id }: { id: string }) {
  const t = useTexts();
  const got = useLoaded(() => getPerson(id), [id]);
  return (
    <Loaded got={got}>
      {({ value }) => (
        <Action
          title={fill(t.removeWho, { name: called(value) })}
          submit={t.remove}
          to={href('people')}
          done={t.removed}
          act={() => remove(id)}
          danger
        >
          <p>{t.removeText}</p>
        </Action>
      )}
    </Loaded>
  );
}
