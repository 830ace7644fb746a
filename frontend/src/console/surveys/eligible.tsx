/** A wrong head count, put right: rates and intervals depend on it. */

import { fill } from '../../shared/texts';
import { Action } from '../parts/action';
import { Field } from '../parts/forms';
import { refuse, valuesOf } from '../parts/sending';
import { client } from '../server';
import { type Part, partHref } from './part';
import { useTexts } from './texts';

export function EligiblePage({ part }: Part) {
  const t = useTexts().count;
  const { id, schools } = part.value;
  const fieldOf = (school: string) => (schools.length > 1 ? `eligible-${school}` : 'eligible');
  const act = async (form: HTMLFormElement) => {
    const given = valuesOf(form);
    const wrong = schools.filter((one) => !/^[1-9]\d*$/.test(given[fieldOf(one.id)] ?? ''));
    refuse(...wrong.map((one) => [fieldOf(one.id), 'int-parsing'] as [string, string]));
    for (const { id: school, eligible } of schools) {
      const now = Number(given[fieldOf(school)]);
      if (now === eligible) continue;
      const body = { eligible: now, ...(schools.length > 1 && { school }) };
      await client.PATCH('/v1/participations/{participation_id}', {
        params: { path: { participation_id: id } },
        body,
      });
    }
  };
  return (
    <Action title={t.title} submit={t.submit} to={partHref(part)} done={t.done} act={act}>
      <p>{t.lead}</p>
      {schools.map((one) => (
        <Field
          key={one.id}
          name={fieldOf(one.id)}
          label={fill(t.label, { name: one.name })}
          value={one.eligible ?? ''}
          inputMode="numeric"
          narrow
        />
      ))}
    </Action>
  );
}
