/** What is asked of somebody: how they are called, what they may do, and where. */

import { useState } from 'preact/hooks';
import { Choice, Field } from '../parts/forms';
import { Reach, readReach } from '../parts/reach';
import { refuse, valuesOf } from '../parts/sending';
import type { Schemas } from '../server';
import { useConsole } from '../texts';
import { ROLES, type Role } from './data';
import { useTexts } from './texts';

interface FieldsProps {
  schools: Schemas['School'][];
  name?: string | null;
  role?: Role;
  chosen?: string[] | null;
}

/** An administrator's is the whole district; whoever leads schools names them. */
const ONLY: Partial<Record<Role, 'district' | 'schools'>> = {
  district_administrator: 'district',
  school_leader: 'schools',
};

export function Fields({ schools, name = null, role, chosen = null }: FieldsProps) {
  const { t: words } = useConsole();
  const t = useTexts();
  const [picked, pick] = useState(role);
  return (
    <>
      <Field name="name" label={t.name} hint={t.nameHint} value={name ?? undefined} />
      <Choice
        name="role"
        legend={t.role}
        chosen={role}
        onChange={(value) => pick(value as Role)}
        options={ROLES.map((one) => ({ value: one, label: words.roles[one], hint: t.roleHints[one] }))}
      />
      {picked && <Reach legend={t.reach} schools={schools} chosen={chosen} only={ONLY[picked] ?? null} />}
    </>
  );
}

/** What the fields say; refused here where the server would not know which field is meant, with `others` at once. */
export function readFields(form: HTMLFormElement, others: [string, string][] = []) {
  const { name, role } = valuesOf(form);
  const schools = readReach(form);
  const faults = [...others];
  if (!role) faults.push(['role', 'choose']);
  if (schools?.length === 0) faults.push(['schools', 'choose-some']);
  refuse(...faults);
  return { name: name || null, role: role as Role, schools };
}
