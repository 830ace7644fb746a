/** Inviting somebody: a link is sent to them, or shown once to hand over. */

import { Choice, Field } from '../parts/forms';
import { Loaded, useLoaded } from '../parts/loaded';
import { MakeOnce } from '../parts/once';
import { schoolsByName } from '../parts/reach';
import { valuesOf } from '../parts/sending';
import { href } from '../routes';
import { NotAnswered, onceKeys, type Schemas } from '../server';
import { useConsole } from '../texts';
import { called, invite, type MadeLink, makeLink, type Person } from './data';
import { Fields, readFields } from './fields';
import { LinkShown } from './link';
import { useTexts } from './texts';

export function Invite() {
  const { language } = useConsole();
  const got = useLoaded(() => schoolsByName(language));
  return <Loaded got={got}>{(schools) => <Asked schools={schools} />}</Loaded>;
}

interface Invited {
  person: Person;
  /** Null where it was not wanted, or could not be made: the person's own page makes another. */
  link: MadeLink | null;
  sent: boolean;
}

const once = onceKeys();

async function act(form: HTMLFormElement): Promise<Invited> {
  const { email = '', way } = valuesOf(form);
  const fields = readFields(form, email ? [] : [['email', 'missing']]);
  const sent = way === 'send';
  const body = { ...fields, email, send_link: sent };
  const person = await invite(body, once(body));
  // The invitation stands, whatever becomes of the link.
  const link = way === 'show' ? await makeLink(person.id, false).catch(nothing) : null;
  return { person, link, sent };
}

function nothing(error: unknown): null {
  if (error instanceof NotAnswered) return null;
  throw error;
}

function Asked({ schools }: { schools: Schemas['School'][] }) {
  const t = useTexts();
  return (
    <MakeOnce
      title={t.invite}
      submit={t.doInvite}
      to={href('people')}
      act={act}
      shown={(made) => ({ title: t.invited, content: <After {...made} /> })}
    >
      <Field name="email" type="email" label={t.email} hint={t.emailHint} />
      <Fields schools={schools} />
      <Choice
        name="way"
        legend={t.way}
        chosen="send"
        options={[
          { value: 'send', label: t.ways.send, hint: t.wayHints.send },
          { value: 'show', label: t.ways.show, hint: t.wayHints.show },
          { value: 'none', label: t.ways.none, hint: t.wayHints.none },
        ]}
      />
    </MakeOnce>
  );
}

function After({ person, link, sent }: Invited) {
  const t = useTexts();
  return (
    <>
      <p>{t.invitedText}</p>
      {sent && <p>{t.linkSent}</p>}
      {link && <LinkShown link={link} />}
      <p>
        <a href={href('people', person.id)}>{called(person)}</a>
      </p>
    </>
  );
}
