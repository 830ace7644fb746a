/** Everybody who was invited, by name. */

import { fill } from '../../shared/texts';
import { Loaded, useLoaded } from '../parts/loaded';
import { Reaches, schoolsByName } from '../parts/reach';
import { Title } from '../parts/title';
import { dateText } from '../parts/words';
import { href } from '../routes';
import type { Schemas } from '../server';
import { useConsole } from '../texts';
import { called, listPeople, type Person } from './data';
import { useTexts } from './texts';

export function List() {
  const { language } = useConsole();
  const got = useLoaded(async () => ({ people: await listPeople(), schools: await schoolsByName(language) }));
  return <Loaded got={got}>{(found) => <Shown {...found} />}</Loaded>;
}

function Shown({ people, schools }: { people: Person[]; schools: Schemas['School'][] }) {
  const { t: words, language } = useConsole();
  const t = useTexts();
  const byName = [...people].sort((one, other) => called(one).localeCompare(called(other), language));
  return (
    <>
      <Title>{t.title}</Title>
      <p>{t.lead}</p>
      <p class="actions">
        <a href={href('people', 'new')}>{t.invite}</a>
      </p>
      {people.length === 0 && <p>{t.none}</p>}
      <ul class="rows">
        {byName.map((person) => (
          <li key={person.id}>
            <a href={href('people', person.id)}>{called(person)}</a>
            <p class="hint">
              {words.roles[person.role]} · <Reaches schools={schools} ids={person.schools} />
            </p>
            <p class="hint">
              {person.name && <>{person.email} · </>}
              <State person={person} />
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

export function State({ person }: { person: Person }) {
  const t = useTexts();
  const { language } = useConsole();
  const date = person.signed_in_at ? dateText(person.signed_in_at, language) : '';
  return <>{fill(t.states[person.state], { date })}</>;
}
