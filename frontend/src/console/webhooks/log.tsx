/** The log: every message, how often it was tried, and what the receiver answered. */

import { fill } from '../../shared/texts';
import { PagesShown, usePages } from '../parts/pages';
import { Refused } from '../parts/problem';
import { useSending } from '../parts/sending';
import { timeText } from '../parts/words';
import { href } from '../routes';
import { useConsole } from '../texts';
import { type Delivery, deliveries, replayOne, test, type Webhook } from './data';
import { useTexts } from './texts';

export function Log({ webhook }: { webhook: Webhook }) {
  const t = useTexts();
  const pages = usePages((cursor) => deliveries(webhook.id, cursor), [webhook.id]);
  const sending = useSending();
  const act = async (doing: () => Promise<unknown>) => {
    if (await sending.send(doing)) await pages.again();
  };
  return (
    <section>
      <h2>{t.log}</h2>
      <p class="hint">{t.logText}</p>
      <p class="buttons">
        {webhook.enabled && (
          <button type="button" class="main" onClick={() => void act(() => test(webhook.id))}>
            {t.test}
          </button>
        )}
        <button type="button" onClick={() => void pages.again()}>
          {t.again}
        </button>
        {webhook.enabled && <a href={href('webhooks', webhook.id, 'replay')}>{t.replaySince}</a>}
      </p>
      {sending.problem && <Refused problem={sending.problem} />}
      <PagesShown
        pages={pages}
        label={t.log}
        none={t.nothingSent}
        older={t.older}
        row={(one) => (
          <Row
            key={one.id}
            delivery={one}
            replay={webhook.enabled ? () => act(() => replayOne(webhook.id, one.id)) : null}
          />
        )}
      />
    </section>
  );
}

function Row({ delivery, replay }: { delivery: Delivery; replay: (() => Promise<void>) | null }) {
  const t = useTexts();
  const { language } = useConsole();
  const time = timeText(delivery.created_at, language);
  const what = nameOf(delivery.payload.type, t);
  const send = delivery.state === 'waiting' ? t.now : t.replay;
  return (
    <li>
      <strong>{t.states[delivery.state]}</strong> · {what}
      <p class="hint">
        {time}
        {delivery.replay && ` · ${t.isReplay}`}
      </p>
      {delivery.next_attempt_at && (
        <p class="hint">{fill(t.nextAttempt, { time: timeText(delivery.next_attempt_at, language) })}</p>
      )}
      <details>
        <summary>{fill(t.attempts, { n: delivery.attempts }, language)}</summary>
        <ol>
          {delivery.log.map((attempt) => (
            <li key={attempt.attempt}>
              {timeText(attempt.at, language)}: {t.results[attempt.result]}
              {attempt.response_code !== null && fill(t.answered, { code: String(attempt.response_code) })}
              {fill(t.took, { ms: attempt.duration_ms }, language)}
            </li>
          ))}
        </ol>
        <p>{t.payload}</p>
        <pre>{JSON.stringify(delivery.payload, null, 2)}</pre>
      </details>
      {replay && (
        <p class="actions">
          <button type="button" onClick={() => void replay()} aria-label={`${send}: ${what}, ${time}`}>
            {send}
          </button>
        </p>
      )}
    </li>
  );
}

const nameOf = (type: string, t: ReturnType<typeof useTexts>): string =>
  type === 'webhook.test' ? t.testEvent : (t.events[type as keyof typeof t.events] ?? type);
