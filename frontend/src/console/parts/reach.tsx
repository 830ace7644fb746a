/** Which part of the district something or somebody reaches: all of it, or named schools. */

import { useState } from 'preact/hooks';
import { client, every, type Schemas } from '../server';
import { useConsole } from '../texts';
import { Choice } from './forms';

type School = Schemas['School'];

/** Every school by its name; none for whoever may not read them. */
export async function schoolsByName(language: string): Promise<School[]> {
  const query = { limit: 200 };
  const found = await every((cursor) =>
    client.GET('/v1/schools', { params: { query: { ...query, cursor } } }),
  );
  return found.sort((one, other) => one.name.localeCompare(other.name, language));
}

export const nameOf = (schools: School[], id: string): string =>
  schools.find((school) => school.id === id)?.name ?? id;

/** The names of the schools that something reaches. */
export function Reaches({ schools, ids }: { schools: School[]; ids: string[] | null }) {
  const { t } = useConsole();
  return <>{ids ? ids.map((id) => nameOf(schools, id)).join(', ') : t.reach.district}</>;
}

interface ReachProps {
  legend: string;
  schools: School[];
  chosen: string[] | null;
  /** Where only one of the two is possible. */
  only?: 'district' | 'schools' | null;
}

/** The choice; `readReach` reads it. */
export function Reach({ legend, schools, chosen, only = null }: ReachProps) {
  const { t } = useConsole();
  const [part, choose] = useState(chosen ? 'schools' : 'district');
  const now = only ?? part;
  return (
    <>
      {!only && (
        <Choice
          name="reach"
          legend={legend}
          chosen={part}
          onChange={choose}
          options={[
            { value: 'district', label: t.reach.district },
            { value: 'schools', label: t.reach.some },
          ]}
        />
      )}
      {now === 'schools' && (
        <Choice
          name="schools"
          legend={t.reach.which}
          many
          chosen={chosen ?? []}
          options={schools.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </>
  );
}

/** The schools chosen; null for the whole district. */
export function readReach(form: HTMLFormElement): string[] | null {
  const named = form.querySelector('[name="schools"]');
  return named ? new FormData(form).getAll('schools').map(String) : null;
}
