/** Every key and client, those in force first. */

import { fill } from '../../shared/texts';
import { Loaded, useLoaded } from '../parts/loaded';
import { Reaches, schoolsByName } from '../parts/reach';
import { Title } from '../parts/title';
import { dateText } from '../parts/words';
import { href } from '../routes';
import type { Schemas } from '../server';
import { useConsole } from '../texts';
import { type Client, type Key, type Kind, listClients, listKeys } from './data';
import { useTexts } from './texts';

interface Everything {
  keys: Key[];
  clients: Client[];
  schools: Schemas['School'][];
}

async function load(language: string): Promise<Everything> {
  const [keys, clients, schools] = await Promise.all([listKeys(), listClients(), schoolsByName(language)]);
  return { keys, clients, schools };
}

export function List() {
  const { language } = useConsole();
  const got = useLoaded(() => load(language));
  return <Loaded got={got}>{(found) => <Shown {...found} />}</Loaded>;
}

function Shown({ keys, clients, schools }: Everything) {
  const t = useTexts();
  return (
    <>
      <Title>{t.title}</Title>
      <p>{t.lead}</p>
      <section>
        <h2>{t.keys.title}</h2>
        <p class="hint">{t.keys.text}</p>
        <Holders kind="keys" holders={keys} schools={schools} />
      </section>
      <section>
        <h2>{t.clients.title}</h2>
        <p class="hint">{t.clients.text}</p>
        <Holders kind="clients" holders={clients} schools={schools} />
      </section>
    </>
  );
}

interface HoldersProps {
  kind: Kind;
  holders: (Key | Client)[];
  schools: Schemas['School'][];
}

function Holders({ kind, holders, schools }: HoldersProps) {
  const t = useTexts();
  const inForce = holders.filter((one) => !one.revoked_at);
  const ended = holders.filter((one) => one.revoked_at);
  return (
    <>
      <p class="actions">
        <a href={href('access', kind, 'new')}>{t[kind].make}</a>
      </p>
      {holders.length === 0 && <p>{t[kind].none}</p>}
      <ul class="rows">
        {inForce.map((one) => (
          <Row key={one.id} kind={kind} holder={one} schools={schools} />
        ))}
      </ul>
      {ended.length > 0 && (
        <details>
          <summary>{fill(t.ended, { n: ended.length })}</summary>
          <ul class="rows">
            {ended.map((one) => (
              <Row key={one.id} kind={kind} holder={one} schools={schools} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Row({ kind, holder, schools }: { kind: Kind; holder: Key | Client; schools: Schemas['School'][] }) {
  const t = useTexts();
  const { language } = useConsole();
  const made = fill(t.madeOn, { date: dateText(holder.created_at, language) });
  const ended = holder.revoked_at && fill(t.endedOn, { date: dateText(holder.revoked_at, language) });
  return (
    <li>
      <strong>{holder.name}</strong>
      <p class="hint">
        <code>{holder.id}</code> · <Reaches schools={schools} ids={holder.schools} />
      </p>
      <p class="hint">{holder.scopes.map((scope) => t.scopes[scope].name).join(', ')}</p>
      <p class="hint">{[made, ended].filter(Boolean).join(' · ')}</p>
      {!holder.revoked_at && (
        <p class="actions">
          {kind === 'clients' && (
            <a href={href('access', kind, holder.id, 'secret')} aria-label={`${t.rotate}: ${holder.name}`}>
              {t.rotate}
            </a>
          )}
          <a href={href('access', kind, holder.id, 'end')} aria-label={`${t.revoke}: ${holder.name}`}>
            {t.revoke}
          </a>
        </p>
      )}
    </li>
  );
}
