/** What is set, and where it is changed. */

import { Loaded, useLoaded } from '../parts/loaded';
import { Title } from '../parts/title';
import { href } from '../routes';
import { useConsole } from '../texts';
import { may } from '../who';
import { type District, getDistrict, getProvider, type Provider } from './data';
import { useTexts } from './texts';

export function Overview() {
  const { who } = useConsole();
  const id = who.district ?? '';
  const access = may(who, { scope: 'access.manage' });
  const got = useLoaded(async () => ({
    district: (await getDistrict(id)).value,
    provider: access ? await getProvider(id) : null,
  }));
  return <Loaded got={got}>{(found) => <Shown {...found} access={access} />}</Loaded>;
}

function Shown({
  district,
  provider,
  access,
}: {
  district: District;
  provider: Provider | null;
  access: boolean;
}) {
  const t = useTexts();
  const { who } = useConsole();
  return (
    <>
      <Title>{t.title}</Title>
      <section>
        <h2>{t.district}</h2>
        <dl class="facts">
          <div>
            <dt>{t.name}</dt>
            <dd>{district.name}</dd>
          </div>
          <div>
            <dt>{t.timeZone}</dt>
            <dd>{district.time_zone ?? t.noTimeZone}</dd>
          </div>
          {district.external_ids.map(({ system, value }) => (
            <Fact key={system} term={t.systems[system]} value={value} />
          ))}
        </dl>
        {may(who, { scope: 'roster.write', wholeDistrict: true }) && (
          <p>
            <a href={href('settings', 'district')}>{t.change}</a>
          </p>
        )}
      </section>
      {access && <SignIn provider={provider} />}
    </>
  );
}

function Fact({ term, value }: { term: string; value: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <code>{value}</code>
      </dd>
    </div>
  );
}

function SignIn({ provider }: { provider: Provider | null }) {
  const t = useTexts();
  return (
    <section>
      <h2>{t.signIn}</h2>
      {provider ? (
        <>
          <p>{t.signInBoth}</p>
          <dl class="facts">
            <Fact term={t.issuer} value={provider.issuer} />
            <Fact term={t.clientId} value={provider.client_id} />
            <Fact term={t.domains} value={provider.email_domains.join(', ')} />
            <Fact term={t.signInUrl} value={provider.sign_in_url} />
            <Fact term={t.redirectUri} value={provider.redirect_uri} />
          </dl>
          <p class="actions">
            <a href={href('settings', 'provider')}>{t.changeProvider}</a>
            <a href={href('settings', 'provider', 'remove')}>{t.removeProvider}</a>
          </p>
        </>
      ) : (
        <>
          <p>{t.signInLinks}</p>
          <p>
            <a href={href('settings', 'provider')}>{t.setProvider}</a>
          </p>
        </>
      )}
    </section>
  );
}
