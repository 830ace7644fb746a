/** Changing where a webhook leads and what it tells. */

import { Action } from '../parts/action';
import { Loaded, useLoaded } from '../parts/loaded';
import { href } from '../routes';
import { change, getWebhook } from './data';
import { Fields, readFields } from './make';
import { useTexts } from './texts';

export function Change({ id }: { id: string }) {
  const t = useTexts();
  const got = useLoaded(() => getWebhook(id), [id]);
  return (
    <Loaded got={got}>
      {({ value, etag }) => (
        <Action
          title={t.change}
          submit={t.save}
          to={href('webhooks', id)}
          done={t.changed}
          act={async (form) => change(id, etag, readFields(form))}
        >
          <Fields webhook={value} />
        </Action>
      )}
    </Loaded>
  );
}
