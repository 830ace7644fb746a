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
      {sent && <Sent r={r} body={sent} />}
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
function Sent({ r, body }: { r: State['t']['recorded']; body: string }) {
  const parts = Object.entries(JSON.parse(body) as Record<keyof typeof r.sent.parts, string>);
  return (
    <Details title={r.sent.title}>
      <p>{r.sent.lead}</p>
      <dl translate={false}>
        {parts.map(([name, value]) => (
          <div key={name}>
            <dt>{r.sent.parts[name as keyof typeof r.sent.parts]}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
      <p>{r.sent.not}</p>
      <p>{r.sent.saveHint}</p>
      <Button label={r.sent.save} act={() => saveFile('sent.json', body)} />
    </Details>
  );
}
