/** Which entries are shown. */

import { Field } from '../parts/forms';
import { Select } from '../parts/select';
import { valuesOf } from '../parts/sending';
import { useConsole } from '../texts';
import type { Filter, Names } from './data';
import { useTexts } from './texts';

/** The beginning of a day by the clock of whoever looks, some days later if wanted. */
function midnight(day: string, later = 0): string {
  const moment = new Date(`${day}T00:00:00`);
  moment.setDate(moment.getDate() + later);
  return moment.toISOString().replace(/\.\d+Z$/, 'Z');
}

function read(form: HTMLFormElement): Filter {
  const { actor_id, action, since, until } = valuesOf(form);
  return {
    ...(actor_id && { actor_id }),
    ...(action && { action }),
    ...(since && { since: midnight(since) }),
    ...(until && { until: midnight(until, 1) }),
  };
}

export function Filters({ names, take }: { names: Names; take: (filter: Filter) => void }) {
  const t = useTexts();
  const { language } = useConsole();
  const sorted = (rows: { value: string; label: string }[]) =>
    rows.sort((one, other) => one.label.localeCompare(other.label, language));
  const actors = sorted([...names.actors].map(([value, label]) => ({ value, label })));
  const actions = sorted(Object.entries(t.actions).map(([value, label]) => ({ value, label })));
  const submitted = (event: SubmitEvent) => {
    event.preventDefault();
    take(read(event.currentTarget as HTMLFormElement));
  };
  return (
    <details>
      <summary>{t.filter}</summary>
      <form onSubmit={submitted} class="filters">
        <Select name="actor_id" label={t.by} options={[{ value: '', label: t.anybody }, ...actors]} />
        <Select name="action" label={t.action} options={[{ value: '', label: t.anything }, ...actions]} />
        <Field name="since" type="date" label={t.since} narrow />
        <Field name="until" type="date" label={t.until} narrow />
        <p class="buttons">
          <button type="submit" class="main">
            {t.show}
          </button>
        </p>
      </form>
    </details>
  );
}
