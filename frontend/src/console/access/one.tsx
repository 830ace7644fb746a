/** Ending a key or a client, and exchanging a client's secret. */

import { fill } from '../../shared/texts';
import { Action } from '../parts/action';
import { Choice } from '../parts/forms';
import { Loaded, useLoaded } from '../parts/loaded';
import { MakeOnce } from '../parts/once';
import { valuesOf } from '../parts/sending';
import { href } from '../routes';
import { getHolder, type Kind, revoke, rotate } from './data';
import { Shown } from './make';
import { useTexts } from './texts';

export function Revoke({ kind, id }: { kind: Kind; id: string }) {
  const t = useTexts();
  const got = useLoaded(() => getHolder(kind, id), [kind, id]);
  return (
    <Loaded got={got}>
      {({ name }) => (
        <Action
          title={fill(t.revokeWhat, { name })}
          submit={t.revoke}
          to={href('access')}
          done={fill(t.revoked, { name })}
          act={() => revoke(kind, id)}
          danger
        >
          <p>{t.revokeText}</p>
        </Action>
      )}
    </Loaded>
  );
}

export function Rotate({ id }: { id: string }) {
  const t = useTexts();
  const got = useLoaded(() => getHolder('clients', id), [id]);
  return (
    <Loaded got={got}>
      {({ name }) => (
        <MakeOnce
          title={fill(t.rotateWhat, { name })}
          submit={t.rotate}
          to={href('access')}
          act={(form) => rotate(id, Number(valuesOf(form).overlap_hours))}
          shown={(made) => ({ title: t.rotated, content: <Shown kind="clients" made={made} /> })}
        >
          <Choice
            name="overlap_hours"
            legend={t.overlap}
            chosen="24"
            options={[
              { value: '24', label: t.overlaps.day, hint: t.overlapHints.day },
              { value: '0', label: t.overlaps.none, hint: t.overlapHints.none },
            ]}
          />
        </MakeOnce>
      )}
    </Loaded>
  );
}
