/** One more link for somebody: sent to them, or shown once as long as they have never signed in. */

import { fill } from '../../shared/texts';
import { Choice } from '../parts/forms';
import { Loaded, useLoaded } from '../parts/loaded';
import { MakeOnce, Secret } from '../parts/once';
import { valuesOf } from '../parts/sending';
import { timeText } from '../parts/words';
import { href } from '../routes';
import { useConsole } from '../texts';
import { called, getPerson, type MadeLink, makeLink, type Person } from './data';
import { useTexts } from './texts';

export function LinkShown({ link }: { link: MadeLink }) {
  const t = useTexts();
  const { language } = useConsole();
  if (!link.url) return <p>{t.linkSent}</p>;
  return (
    <>
      <p class="notice">{t.linkOnce}</p>
      <Secret label={t.link} value={link.url} />
      <p class="hint">{fill(t.linkUntil, { time: timeText(link.expires_at, language) })}</p>
    </>
  );
}

export function LinkPage({ id }: { id: string }) {
  const got = useLoaded(() => getPerson(id), [id]);
  return <Loaded got={got}>{({ value }) => <Asked person={value} />}</Loaded>;
}

function Asked({ person }: { person: Person }) {
  const t = useTexts();
  const title = fill(t.linkFor, { name: called(person) });
  const ways = [{ value: 'send', label: t.ways.send, hint: t.wayHints.send }];
  if (!person.signed_in_at) ways.push({ value: 'show', label: t.ways.show, hint: t.wayHints.show });
  return (
    <MakeOnce
      title={title}
      submit={t.makeLink}
      to={href('people', person.id)}
      act={(form) => makeLink(person.id, valuesOf(form).way === 'send')}
      shown={(link) => ({ title, content: <LinkShown link={link} /> })}
    >
      {person.signed_in_at && <p>{t.onlySent}</p>}
      <Choice name="way" legend={t.way} chosen="send" options={ways} />
    </MakeOnce>
  );
}
