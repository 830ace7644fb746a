/** Invitations by e-mail: the list of addresses, how far the messages are, and those that came back. */

import { fill } from '../../shared/texts';
import { Action } from '../parts/action';
import { Choice, Field } from '../parts/forms';
import { Loaded, useLoaded } from '../parts/loaded';
import { refuse, valuesOf } from '../parts/sending';
import { Title } from '../parts/title';
import { answerOf, client } from '../server';
import { useConsole } from '../texts';
import { may } from '../who';
import { type Part, partHref } from './part';
import { useTexts } from './texts';

const ADDRESSES = '/v1/participations/{participation_id}/addresses';

export function MailStanding({ administration: { state }, part }: Omit<Part, 'progress'>) {
  const t = useTexts().mail;
  const { who } = useConsole();
  const path = { participation_id: part.value.id };
  const got = useLoaded(() =>
    answerOf(client.GET('/v1/participations/{participation_id}/mail', { params: { path } })),
  );
  const write =
    may(who, { scope: 'surveys.write', wholeDistrict: true }) && (state === 'ready' || state === 'open');
  return (
    <section>
      <h2>{t.heading}</h2>
      {got.value && (
        <p>
          {fill(t.addresses, { n: got.value.addresses, eligible: part.value.eligible ?? 0 })}{' '}
          {got.value.waiting ? t.waiting : t.notWaiting} {t.bounced[got.value.bounced]}
        </p>
      )}
      {write && (
        <p class="actions">
          <a href={partHref(part, 'addresses')}>{t.give}</a>
          {got.value?.bounced !== 'none' && got.value && <a href={partHref(part, 'bounces')}>{t.bounces}</a>}
        </p>
      )}
    </section>
  );
}

/** Addresses are typed or pasted, and never shown again: the server keeps them sealed. */
export function AddressesPage({ part }: Part) {
  const t = useTexts().mail;
  const act = async (form: HTMLFormElement) => {
    const { addresses: given = '', corrects = '', incomplete } = valuesOf(form);
    if (!given) refuse(['addresses', 'missing']);
    const lines = (text: string) => text.split(/[\s,;]+/).filter((one) => one.includes('@'));
    const body = { addresses: lines(given), ...(corrects && { corrects: lines(corrects) }) };
    const query = { incomplete: incomplete === 'yes' };
    const path = { participation_id: part.value.id };
    return client.POST(ADDRESSES, { params: { path, query }, body: body as never });
  };
  return (
    <Action title={t.give} submit={t.submit} to={partHref(part)} done={t.done} act={act}>
      <p>{t.lead}</p>
      <Field name="addresses" label={t.label} hint={t.hint} rows={8} />
      <Field name="corrects" label={t.corrects} hint={t.correctsHint} rows={2} />
      <Choice name="incomplete" legend={t.some} many options={[{ value: 'yes', label: t.incomplete }]} />
    </Action>
  );
}

export function BouncesPage({ part }: Part) {
  const t = useTexts().mail;
  const path = { participation_id: part.value.id };
  const got = useLoaded(() =>
    answerOf(client.GET('/v1/participations/{participation_id}/bounces', { params: { path } })),
  );
  return (
    <Loaded got={got}>
      {({ addresses }) => (
        <>
          <Title back={{ to: partHref(part), name: part.value.school_name }}>{t.bounces}</Title>
          <p>{addresses.length ? t.bouncesText : t.noBounces}</p>
          <ul>
            {addresses.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </>
      )}
    </Loaded>
  );
}
