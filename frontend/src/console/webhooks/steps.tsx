/** What is asked before it happens: another secret, sending again, an end. */

import { fill } from '../../shared/texts';
import { Action } from '../parts/action';
import { Choice, Field } from '../parts/forms';
import { Loaded, useLoaded } from '../parts/loaded';
import { MakeOnce } from '../parts/once';
import { refuse, valuesOf } from '../parts/sending';
import { href } from '../routes';
import { getWebhook, remove, replaySince, rotate } from './data';
import { SecretShown } from './make';
import { useTexts } from './texts';

export function Rotate({ id }: { id: string }) {
  const t = useTexts();
  return (
    <MakeOnce
      title={t.rotate}
      submit={t.rotate}
      to={href('webhooks', id)}
      act={(form) => rotate(id, Number(valuesOf(form).overlap_hours))}
      shown={({ secret }) => ({ title: t.rotated, content: <SecretShown secret={secret} /> })}
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
  );
}

export function ReplaySince({ id }: { id: string }) {
  const t = useTexts();
  const act = async (form: HTMLFormElement) => {
    const { since = '', which } = valuesOf(form);
    const moment = new Date(since);
    if (Number.isNaN(moment.valueOf())) refuse(['since', 'missing']);
    const iso = moment.toISOString().replace(/\.\d+Z$/, 'Z');
    return replaySince(id, { since: iso, which: which === 'all' ? 'all' : 'missing' });
  };
  return (
    <MakeOnce
      title={t.replaySince}
      submit={t.replayIt}
      to={href('webhooks', id)}
      act={act}
      shown={({ queued }) => ({ title: t.replaySince, content: <p>{fill(t.queued, { n: queued })}</p> })}
    >
      <Field name="since" type="datetime-local" label={t.since} hint={t.sinceHint} narrow />
      <Choice
        name="which"
        legend={t.which}
        chosen="missing"
        options={[
          { value: 'missing', label: t.whichNames.missing },
          { value: 'all', label: t.whichNames.all, hint: t.whichAll },
        ]}
      />
    </MakeOnce>
  );
}

export function Remove({ id }: { id: string }) {
  const t = useTexts();
  const got = useLoaded(() => getWebhook(id), [id]);
  return (
    <Loaded got={got}>
      {({ value }) => (
        <Action
          title={t.removeWhat}
          submit={t.remove}
          to={href('webhooks')}
          done={t.removed}
          act={() => remove(id)}
          danger
        >
          <p>
            <code>{value.url}</code>
          </p>
          <p>{t.removeText}</p>
        </Action>
      )}
    </Loaded>
  );
}
