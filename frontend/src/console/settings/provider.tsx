/** Where the district's people sign in with the account they have. */

import { Action } from '../parts/action';
import { Field } from '../parts/forms';
import { Loaded, useLoaded } from '../parts/loaded';
import { refuse, valuesOf } from '../parts/sending';
import { href } from '../routes';
import { useConsole } from '../texts';
import { getProvider, removeProvider, type Provider as Shape, setProvider } from './data';
import { useTexts } from './texts';

export function Provider() {
  const { who } = useConsole();
  const got = useLoaded(async () => ({ provider: await getProvider(who.district ?? '') }));
  return <Loaded got={got}>{({ provider }) => <Asked provider={provider} />}</Loaded>;
}

const NEEDED = ['issuer', 'client_id', 'client_secret', 'email_domains'] as const;

function read(form: HTMLFormElement) {
  const given = valuesOf(form);
  refuse(...NEEDED.filter((name) => !given[name]).map((name): [string, string] => [name, 'missing']));
  return {
    issuer: given.issuer ?? '',
    client_id: given.client_id ?? '',
    client_secret: given.client_secret ?? '',
    email_domains: (given.email_domains ?? '').split(/[\s,;]+/).filter(Boolean),
  };
}

function Asked({ provider }: { provider: Shape | null }) {
  const t = useTexts();
  const { who } = useConsole();
  return (
    <Action
      title={provider ? t.changeProvider : t.setProvider}
      submit={t.save}
      to={href('settings')}
      done={t.providerSet}
      act={async (form) => setProvider(who.district ?? '', read(form))}
    >
      <p>{t.providerLead}</p>
      <Field name="issuer" type="url" label={t.issuer} hint={t.issuerHint} value={provider?.issuer} />
      <Field name="client_id" label={t.clientId} value={provider?.client_id} />
      <Field name="client_secret" type="password" label={t.clientSecret} hint={t.clientSecretHint} />
      <Field
        name="email_domains"
        label={t.domains}
        hint={t.domainsHint}
        value={provider?.email_domains.join(', ')}
      />
    </Action>
  );
}

export function RemoveProvider() {
  const t = useTexts();
  const { who } = useConsole();
  return (
    <Action
      title={t.removeWhat}
      submit={t.removeProvider}
      to={href('settings')}
      done={t.removed}
      act={() => removeProvider(who.district ?? '')}
      danger
    >
      <p>{t.removeText}</p>
    </Action>
  );
}
