/** One school: its name, its numbers in other systems, and whether it is reported together with others. */

import { Action } from '../parts/action';
import { Field } from '../parts/forms';
import { Loaded, useLoaded } from '../parts/loaded';
import { refuse, valuesOf } from '../parts/sending';
import { href } from '../routes';
import { client, onceKeys, type Tagged } from '../server';
import { getSchool, type School } from './data';
import { type SchoolTexts, useTexts } from './texts';

/** `oneroster` is set by rosters only: nobody types it. */
const TYPED = ['nces', 'state', 'local'] as const;

function read(form: HTMLFormElement, before: School | null) {
  const given = valuesOf(form);
  if (!given.name) refuse(['name', 'missing']);
  const kept = (before?.external_ids ?? []).filter(({ system }) => system === 'oneroster');
  const typed = TYPED.flatMap((system) => (given[system] ? [{ system, value: given[system] }] : []));
  return {
    name: given.name ?? '',
    external_ids: [...kept, ...typed],
    reporting_unit: given.reporting_unit || null,
  };
}

export function NewSchool() {
  const t = useTexts();
  const once = onceKeys();
  const act = async (form: HTMLFormElement) => {
    const body = read(form, null);
    return client.POST('/v1/schools', { body, headers: once(body) });
  };
  return (
    <Action title={t.add} submit={t.save} to={href('schools')} done={t.added} act={act}>
      <Fields school={null} t={t} />
    </Action>
  );
}

export function OneSchool({ id }: { id: string }) {
  const got = useLoaded(() => getSchool(id), [id]);
  return <Loaded got={got}>{(found) => <Change {...found} />}</Loaded>;
}

function Change({ value: school, etag }: Tagged<School>) {
  const t = useTexts();
  const act = async (form: HTMLFormElement) =>
    client.PATCH('/v1/schools/{school_id}', {
      params: { path: { school_id: school.id }, header: { 'If-Match': etag } },
      body: read(form, school),
    });
  return (
    <Action title={school.name} submit={t.save} to={href('schools')} done={t.saved} act={act}>
      <Fields school={school} t={t} />
    </Action>
  );
}

function Fields({ school, t }: { school: School | null; t: SchoolTexts }) {
  const known = (system: string) => school?.external_ids.find((one) => one.system === system)?.value;
  return (
    <>
      <Field name="name" label={t.name} value={school?.name} />
      <Field
        name="reporting_unit"
        label={t.unit}
        hint={t.unitHint}
        value={school?.reporting_unit ?? undefined}
      />
      {TYPED.map((system) => (
        <Field
          key={system}
          name={system}
          label={t.systems[system]}
          hint={t.systemHints[system]}
          value={known(system)}
          narrow
        />
      ))}
    </>
  );
}
