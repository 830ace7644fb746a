/** Every survey, the newest first, and in words how far each is. */

import { fill } from '../../shared/texts';
import { Loaded, useLoaded } from '../parts/loaded';
import { Title } from '../parts/title';
import { dateText } from '../parts/words';
import { href } from '../routes';
import { useConsole } from '../texts';
import { may } from '../who';
import { listAdministrations } from './data';
import { useTexts } from './texts';

export function List() {
  const t = useTexts();
  const { who, language, timeZone } = useConsole();
  const got = useLoaded(listAdministrations);
  const plan = may(who, { scope: 'surveys.write', wholeDistrict: true });
  const day = (moment: string) => dateText(moment, language, timeZone);
  return (
    <Loaded got={got}>
      {(found) => (
        <>
          <Title>{t.title}</Title>
          {plan && (
            <p class="actions">
              <a href={href('surveys', 'new')}>{t.plan.title}</a>
            </p>
          )}
          {found.length === 0 ? (
            <p>{plan ? t.noneYet : t.none}</p>
          ) : (
            <ul class="rows">
              {found.map(({ id, title, state, opens_at, closes_at }) => (
                <li key={id}>
                  <a href={href('surveys', id)}>{title}</a>
                  <p class="hint">
                    {t.states[state]} · {fill(t.fromTo, { from: day(opens_at), to: day(closes_at) })}
                  </p>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Loaded>
  );
}
