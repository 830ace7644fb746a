/** The end: recorded, and the ways to "is mine counted?" and to the report. */

import { saveFile } from '../../shared/saving';
import { askToClear } from '../flow/clearing';
import { another } from '../flow/sending';
import { type State, update } from '../state';
import { Button, Details, Notice, Title } from './parts';

/** Without a network neither list nor report can be read: say so here, instead of the browser's own page. */
function onlyOnline(event: MouseEvent): void {
  if (navigator.onLine) return;
  event.preventDefault();
  update({ notice: 'offline' });
}

const Online = ({ to, label }: { to: string; label: string }) => (
  <p>
    <a href={to} onClick={onlyOnline}>
      {label}
    </a>
  </p>
);

export function Recorded({ state }: { state: State }) {
  const r = state.t.recorded;
  const sent = state.draft?.finished?.body;
  return (
    <>
      <Title>{r.title}</Title>
      <p>{r.lead}</p>
      <p>{r.kept}</p>
      {sent && <Sent t={state.t.sent} body={sent} />}
      <h2>{r.countedTitle}</h2>
      <p>{r.countedHint}</p>
      <Online to="../verify/" label={r.counted} />
      <Online to={`../results/#p=${state.receipts[0]?.participation}`} label={state.t.report} />
      <Notice text={state.notice && r.offline} />
      <Button label={r.another} act={another} />
      <Button kind="link" label={r.forget} act={askToClear} />
    </>
  );
}

/**
 * The very bytes that were sent, part by part. Only this page still holds them: kept on a phone that is shared, or
 * taken away, they would lead to a locked response for as long as anybody might hold a copy of its key.
 */
function Sent({ t, body }: { t: State['t']['sent']; body: string }) {
  const parts = Object.entries(JSON.parse(body) as Record<keyof typeof t.parts, string>);
  return (
    <Details title={t.title}>
      <p>{t.lead}</p>
      <dl translate={false}>
        {parts.map(([name, value]) => (
          <div key={name}>
            <dt>{t.parts[name as keyof typeof t.parts]}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
      <p>{t.not}</p>
      <p>{t.saveHint}</p>
      <Button label={t.save} act={() => saveFile('sent.json', body)} />
    </Details>
  );
}
