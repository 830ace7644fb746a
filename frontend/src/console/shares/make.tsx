/** Making a link, which is shown once, and ending one. */

import { fill } from '../../shared/texts';
import { Action } from '../parts/action';
import { Field } from '../parts/forms';
import { Loaded, useLoaded } from '../parts/loaded';
import { MakeOnce, Secret } from '../parts/once';
import { refuse, valuesOf } from '../parts/sending';
import { dateText } from '../parts/words';
import { href } from '../routes';
import type { Schemas } from '../server';
import { useConsole } from '../texts';
import { getPart, listShares, makeShare, revoke } from './data';
import { useTexts } from './texts';

/** A day as a field of days writes it, so many days from now. */
function dayFromNow(days: number): string {
  const day = new Date();
  day.setDate(day.getDate() + days);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** The end of that day, by the clock of whoever makes the link. */
function endOf(day: string): string | null {
  const moment = new Date(`${day}T23:59:59`);
  return Number.isNaN(moment.valueOf()) ? null : moment.toISOString().replace(/\.\d+Z$/, 'Z');
}

function read(form: HTMLFormElement): Schemas['NewShare'] {
  const { expires_at: day = '', note } = valuesOf(form);
  const end = endOf(day);
  if (!end) refuse(['expires_at', 'missing']);
  return { expires_at: end ?? '', note: note || null };
}

export function NewShare({ participation }: { participation: string }) {
  const t = useTexts();
  const got = useLoaded(() => getPart(participation), [participation]);
  return (
    <Loaded got={got}>
      {(part) => (
        <MakeOnce
          title={fill(t.makeTo, { school: part.school_name })}
          submit={t.make}
          to={href('shares', participation)}
          act={async (form) => makeShare(participation, read(form))}
          shown={(made) => ({ title: t.made, content: <Shown {...made} /> })}
        >
          <p>{t.makeText}</p>
          <Field name="note" label={t.note} hint={t.noteHint} />
          <Field
            name="expires_at"
            type="date"
            label={t.until}
            hint={t.untilHint}
            value={dayFromNow(30)}
            min={dayFromNow(0)}
            max={dayFromNow(364)}
            narrow
          />
        </MakeOnce>
      )}
    </Loaded>
  );
}

function Shown({ url, expires_at }: Schemas['ShareWithLink']) {
  const t = useTexts();
  const { language } = useConsole();
  return (
    <>
      <p class="notice">{t.shownOnce}</p>
      <Secret label={t.link} value={url} />
      <p class="hint">{fill(t.standing.works, { date: dateText(expires_at, language) })}</p>
    </>
  );
}

export function Revoke({ participation, share }: { participation: string; share: string }) {
  const t = useTexts();
  const got = useLoaded(() => listShares(participation), [participation]);
  return (
    <Loaded got={got}>
      {(shares) => (
        <Action
          title={t.revokeWhat}
          submit={t.revoke}
          to={href('shares', participation)}
          done={t.revoked}
          act={() => revoke(participation, share)}
          danger
        >
          <p>
            <strong>{shares.find(({ id }) => id === share)?.note || t.withoutNote}</strong>
          </p>
          <p>{t.revokeText}</p>
        </Action>
      )}
    </Loaded>
  );
}
