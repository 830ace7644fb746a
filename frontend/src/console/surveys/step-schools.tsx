/** Which schools take part, and how many people may answer in each. */

import { useState } from 'preact/hooks';
import { fill } from '../../shared/texts';
import { Choice, Field } from '../parts/forms';
import { refuse, valuesOf } from '../parts/sending';
import { fieldId } from '../parts/summary';
import { useConsole } from '../texts';
import type { Asked } from './asked';
import { useTexts } from './texts';

export const schools: Asked = {
  Fields: ({ plan, choices: { schools: known, numbers } }) => {
    const t = useTexts().plan.schools;
    const { language } = useConsole();
    const first = plan.schools.size === 0;
    const byName = [...known].sort((one, other) => one.name.localeCompare(other.name, language));
    return (
      <>
        {known.length === 0 && <p class="notice">{t.none}</p>}
        <div id={fieldId('schools')}>
          {byName.map((school) => (
            <SchoolField
              key={school.id}
              id={school.id}
              name={school.name}
              unit={school.reporting_unit}
              chosen={first || plan.schools.has(school.id)}
              eligible={plan.schools.get(school.id) ?? numbers.get(school.id)?.toString() ?? ''}
            />
          ))}
        </div>
        <Choice
          name="repeat_within_90_days"
          legend={t.repeat}
          hint={t.repeatHint}
          many
          chosen={plan.repeat_within_90_days ? ['yes'] : []}
          options={[{ value: 'yes', label: t.repeatYes }]}
        />
      </>
    );
  },
  read: (form) => {
    const given = valuesOf(form);
    const chosen = new FormData(form).getAll('school').map(String);
    const found = new Map(chosen.map((id) => [id, given[`eligible-${id}`] ?? '']));
    return {
      changes: { schools: found, repeat_within_90_days: given.repeat_within_90_days === 'yes' },
      check: () => {
        const wrong = [...found].filter(([, eligible]) => !/^[1-9]\d*$/.test(eligible));
        refuse(...wrong.map(([id]) => [`eligible-${id}`, 'int-parsing'] as [string, string]));
        if (!found.size) refuse(['schools', 'choose-some']);
      },
    };
  },
};

interface SchoolFieldProps {
  id: string;
  name: string;
  unit: string | null;
  chosen: boolean;
  eligible: string;
}

/** A school that takes part, and how many may answer there. */
function SchoolField({ id, name, unit, chosen, eligible }: SchoolFieldProps) {
  const t = useTexts().plan.schools;
  const [taken, take] = useState(chosen);
  return (
    <fieldset class="school">
      <legend>{name}</legend>
      <div class="option">
        <input
          type="checkbox"
          id={`school-${id}`}
          name="school"
          value={id}
          defaultChecked={chosen}
          onChange={(event) => take(event.currentTarget.checked)}
        />
        <label for={`school-${id}`}>
          {t.takesPart} <span class="hidden">{name}</span>
        </label>
        {unit && <p class="hint">{fill(t.unit, { unit })}</p>}
      </div>
      {taken && (
        <Field
          name={`eligible-${id}`}
          label={`${t.eligible}: ${name}`}
          value={eligible}
          inputMode="numeric"
          narrow
        />
      )}
    </fieldset>
  );
}
