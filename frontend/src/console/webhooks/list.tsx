/** Every webhook of the district. */

import { Loaded, useLoaded } from '../parts/loaded';
import { Title } from '../parts/title';
import { href } from '../routes';
import { listWebhooks, type Webhook } from './data';
import { useTexts } from './texts';

export function List() {
  const t = useTexts();
  const got = useLoaded(listWebhooks);
  return (
    <Loaded got={got}>
      {(webhooks) => (
        <>
          <Title>{t.title}</Title>
          <p>{t.lead}</p>
          <p class="actions">
            <a href={href('webhooks', 'new')}>{t.make}</a>
          </p>
          {webhooks.length === 0 && <p>{t.none}</p>}
          <ul class="rows">
            {webhooks.map((one) => (
              <li key={one.id}>
                <a href={href('webhooks', one.id)}>{one.description ?? one.url}</a>
                {one.description && (
                  <p class="hint">
                    <code>{one.url}</code>
                  </p>
                )}
                <p class="hint">
                  <State webhook={one} />
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </Loaded>
  );
}

export function State({ webhook: { enabled, disabled_reason: reason } }: { webhook: Webhook }) {
  const t = useTexts();
  return <>{enabled ? t.on : t.off[reason ?? 'owner']}</>;
}
