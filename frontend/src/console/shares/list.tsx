/** Which profiles there are, and the links to one of them. */

import { fill } from '../../shared/texts';
import { Loaded, useLoaded } from '../parts/loaded';
import { Title } from '../parts/title';
import { dateText } from '../parts/words';
import { href } from '../routes';
import { useConsole } from '../texts';
import { may } from '../who';
import { getPart, listPublished, listShares, type Published, type Share } from './data';
import { useTexts } from './texts';

export function Profiles() {
  const t = useTexts();
  const { language } = useConsole();
  const got = useLoaded(() => listPublished(language));
  return (
    <Loaded got={got}>
      {(found) => (
        <>
          <Title>{t.title}</Title>
          <p>{t.lead}</p>
          {found.length === 0 && <p>{t.none}</p>}
          {[...new Set(found.map((one) => one.survey))].map((survey) => (
            <OfSurvey key={survey} survey={survey} found={found.filter((one) => one.survey === survey)} />
          ))}
        </>
      )}
    </Loaded>
  );
}

function OfSurvey({ survey, found }: { survey: string; found: Published[] }) {
  return (
    <section>
      <h2>{survey}</h2>
      <ul class="rows">
        {found.map(({ participation, school }) => (
          <li key={participation}>
            <a href={href('shares', participation)}>{school}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Links({ participation }: { participation: string }) {
  const t = useTexts();
  const { who } = useConsole();
  const got = useLoaded(
    async () => ({ part: await getPart(participation), shares: await listShares(participation) }),
    [participation],
  );
  return (
    <Loaded got={got}>
      {({ part, shares }) => (
        <>
          <Title back={{ to: href('shares'), name: t.title }}>
            {fill(t.linksTo, { school: part.school_name })}
          </Title>
          {may(who, { scope: 'surveys.write' }) && (
            <p class="actions">
              <a href={href('shares', participation, 'new')}>{t.make}</a>
            </p>
          )}
          {shares.length === 0 && <p>{t.noLinks}</p>}
          <ul class="rows">
            {[...shares].reverse().map((share) => (
              <Row key={share.id} share={share} />
            ))}
          </ul>
        </>
      )}
    </Loaded>
  );
}

/** Whether a link opens its profile, and what ended it. */
function standing(share: Share): 'works' | 'ended' | 'over' {
  if (share.revoked_at) return 'ended';
  return new Date(share.expires_at) > new Date() ? 'works' : 'over';
}

function Row({ share }: { share: Share }) {
  const t = useTexts();
  const { who, language } = useConsole();
  const now = standing(share);
  const name = share.note || t.withoutNote;
  const day = (moment: string) => dateText(moment, language);
  const date = day(now === 'ended' && share.revoked_at ? share.revoked_at : share.expires_at);
  return (
    <li>
      <strong>{name}</strong>
      <p class="hint">
        {fill(t.standing[now], { date })} · {fill(t.madeOn, { date: day(share.created_at) })}
      </p>
      {now === 'works' && may(who, { scope: 'surveys.write' }) && (
        <p class="actions">
          <a href={href('shares', share.participation, share.id, 'end')} aria-label={`${t.revoke}: ${name}`}>
            {t.revoke}
          </a>
        </p>
      )}
    </li>
  );
}
