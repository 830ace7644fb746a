/** Making a key or a client, with the least that its program needs. */

import { Choice, Field } from '../parts/forms';
import { Loaded, useLoaded } from '../parts/loaded';
import { MakeOnce, Secret } from '../parts/once';
import { Reach, readReach, schoolsByName } from '../parts/reach';
import { refuse, valuesOf } from '../parts/sending';
import { href } from '../routes';
import type { Schemas } from '../server';
import { useConsole } from '../texts';
import type { Scope } from '../who';
import { type Kind, makeClient, makeKey, SCOPES, type Wanted } from './data';
import { useTexts } from './texts';

export function NewHolder({ kind }: { kind: Kind }) {
  const { language } = useConsole();
  const got = useLoaded(() => schoolsByName(language));
  return <Loaded got={got}>{(schools) => <Asked kind={kind} schools={schools} />}</Loaded>;
}

function read(form: HTMLFormElement): Wanted {
  const { name = '' } = valuesOf(form);
  const scopes = new FormData(form).getAll('scopes') as Scope[];
  const schools = readReach(form);
  const faults: [string, string][] = [];
  if (!name) faults.push(['name', 'missing']);
  if (!scopes.length) faults.push(['scopes', 'choose-some']);
  if (schools?.length === 0) faults.push(['schools', 'choose-some']);
  refuse(...faults);
  return { name, scopes, schools };
}

interface Made {
  id: string;
  secret: string;
}

async function make(kind: Kind, wanted: Wanted): Promise<Made> {
  if (kind === 'clients') return makeClient(wanted);
  const { id, key } = await makeKey(wanted);
  return { id, secret: key };
}

function Asked({ kind, schools }: { kind: Kind; schools: Schemas['School'][] }) {
  const { who } = useConsole();
  const t = useTexts();
  const mine = SCOPES.filter((scope) => who.scopes.includes(scope));
  return (
    <MakeOnce
      title={t[kind].make}
      submit={t[kind].make}
      to={href('access')}
      act={async (form) => make(kind, read(form))}
      shown={(made) => ({ title: t[kind].made, content: <Shown kind={kind} made={made} /> })}
    >
      <Field name="name" label={t.name} hint={t.nameHint} />
      <Choice
        name="scopes"
        legend={t.scopesLegend}
        hint={t.scopesHint}
        many
        options={mine.map((scope) => ({
          value: scope,
          label: t.scopes[scope].name,
          hint: (
            <>
              {t.scopes[scope].text} <code>{scope}</code>
            </>
          ),
        }))}
      />
      <Reach legend={t.reach} schools={schools} chosen={null} />
    </MakeOnce>
  );
}

export function Shown({ kind, made: { id, secret } }: { kind: Kind; made: Made }) {
  const t = useTexts();
  return (
    <>
      <p class="notice">{t.shownOnce}</p>
      {kind === 'clients' && <Secret label={t.clientId} value={id} />}
      <Secret label={t[kind].secret} value={secret} />
      <p class="hint">{t[kind].use}</p>
    </>
  );
}
