/** One webhook: where it leads, whether it is on, and what came of each message. */

import { fill } from '../../shared/texts';
import { Loaded, useLoaded } from '../parts/loaded';
import { Title } from '../parts/title';
import { Toggle } from '../parts/toggle';
import { timeText } from '../parts/words';
import { href } from '../routes';
import type { Tagged } from '../server';
import { useConsole } from '../texts';
import { change, getWebhook, type Webhook } from './data';
import { State } from './list';
import { Log } from './log';
import { useTexts } from './texts';

export function OneWebhook({ id }: { id: string }) {
  const got = useLoaded(() => getWebhook(id), [id]);
  return <Loaded got={got}>{(tagged) => <Shown tagged={tagged} again={got.again} />}</Loaded>;
}

interface ShownProps {
  tagged: Tagged<Webhook>;
  again: () => Promise<void>;
}

function Shown({ tagged, again }: ShownProps) {
  const t = useTexts();
  const { language } = useConsole();
  const { value: webhook } = tagged;
  return (
    <>
      <Title back={{ to: href('webhooks'), name: t.title }}>{webhook.description ?? t.one}</Title>
      <dl class="facts">
        <div>
          <dt>{t.url}</dt>
          <dd>
            <code>{webhook.url}</code>
          </dd>
        </div>
        <div>
          <dt>{t.eventsLegend}</dt>
          <dd>{webhook.events.map((name) => t.events[name]).join(' · ')}</dd>
        </div>
        <div>
          <dt>{t.state}</dt>
          <dd>
            <State webhook={webhook} />
            {webhook.old_secret_until && (
              <p class="hint">{fill(t.twoSecrets, { time: timeText(webhook.old_secret_until, language) })}</p>
            )}
          </dd>
        </div>
      </dl>
      <p class="actions">
        <a href={href('webhooks', webhook.id, 'change')}>{t.change}</a>
        <a href={href('webhooks', webhook.id, 'secret')}>{t.rotate}</a>
        <a href={href('webhooks', webhook.id, 'remove')}>{t.remove}</a>
      </p>
      <OnOff tagged={tagged} again={again} />
      <Log webhook={webhook} />
    </>
  );
}

function OnOff({ tagged: { value: webhook, etag }, again }: ShownProps) {
  const t = useTexts();
  return (
    <Toggle
      label={webhook.enabled ? t.switchOff : t.switchOn}
      text={webhook.enabled ? t.switchOffText : t.switchOnText}
      act={() => change(webhook.id, etag, { enabled: !webhook.enabled })}
      again={again}
    />
  );
}
