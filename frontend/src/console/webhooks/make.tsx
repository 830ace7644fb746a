/** Adding a webhook; its secret is shown once. */

import { Choice, Field } from '../parts/forms';
import { MakeOnce, Secret } from '../parts/once';
import { refuse, valuesOf } from '../parts/sending';
import { href } from '../routes';
import { create, EVENTS, type EventName, type Webhook } from './data';
import { useTexts } from './texts';

/** What the fields say. */
export function readFields(form: HTMLFormElement) {
  const { url = '', description } = valuesOf(form);
  const events = new FormData(form).getAll('events') as EventName[];
  const faults: [string, string][] = [];
  if (!url) faults.push(['url', 'missing']);
  if (!events.length) faults.push(['events', 'choose-some']);
  refuse(...faults);
  return { url, events, description: description || null };
}

export function Fields({ webhook }: { webhook: Webhook | null }) {
  const t = useTexts();
  return (
    <>
      <Field name="url" type="url" label={t.url} hint={t.urlHint} value={webhook?.url} />
      <Field
        name="description"
        label={t.description}
        hint={t.descriptionHint}
        value={webhook?.description ?? undefined}
      />
      <Choice
        name="events"
        legend={t.eventsLegend}
        many
        chosen={webhook?.events ?? ['profile.published']}
        options={EVENTS.map((name) => ({
          value: name,
          label: t.events[name],
          hint: <code>{name}</code>,
        }))}
      />
    </>
  );
}

export function SecretShown({ secret }: { secret: string }) {
  const t = useTexts();
  return (
    <>
      <p class="notice">{t.shownOnce}</p>
      <Secret label={t.secret} value={secret} />
      <p class="hint">{t.secretUse}</p>
    </>
  );
}

export function NewWebhook() {
  const t = useTexts();
  return (
    <MakeOnce
      title={t.make}
      submit={t.make}
      to={href('webhooks')}
      act={async (form) => create(readFields(form))}
      shown={({ id, secret }) => ({
        title: t.made,
        content: (
          <>
            <SecretShown secret={secret} />
            <p>
              <a href={href('webhooks', id)}>{t.tryIt}</a>
            </p>
          </>
        ),
      })}
    >
      <Fields webhook={null} />
    </MakeOnce>
  );
}
