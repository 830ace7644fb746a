/** The district's name, clock and numbers. */

import { Action } from '../parts/action';
import { Field } from '../parts/forms';
import { Loaded, useLoaded } from '../parts/loaded';
import { Select } from '../parts/select';
import { refuse, valuesOf } from '../parts/sending';
import { href } from '../routes';
import type { Tagged } from '../server';
import { useConsole } from '../texts';
import { changeDistrict, getDistrict, type District as Shape, timeZones } from './data';
import { useTexts } from './texts';

/** The district's numbers that people type; others are kept as they are. */
const TYPED = ['nces', 'state', 'local'] as const;

export function District() {
  const { who } = useConsole();
  const got = useLoaded(() => getDistrict(who.district ?? ''));
  return <Loaded got={got}>{(found) => <Change {...found} />}</Loaded>;
}

function read(form: HTMLFormElement, before: Shape) {
  const given = valuesOf(form);
  if (!given.name) refuse(['name', 'missing']);
  const typed = TYPED.flatMap((system) => (given[system] ? [{ system, value: given[system] }] : []));
  const kept = before.external_ids.filter(({ system }) => !TYPED.some((one) => one === system));
  return {
    name: given.name ?? '',
    time_zone: given.time_zone || null,
    external_ids: [...kept, ...typed],
  };
}

function Change({ value: district, etag }: Tagged<Shape>) {
  const t = useTexts();
  const known = (system: string) => district.external_ids.find((one) => one.system === system)?.value;
  const zones = timeZones(district.time_zone).map((zone) => ({ value: zone, label: zone }));
  return (
    <Action
      title={t.changeDistrict}
      submit={t.save}
      to={href('settings')}
      done={t.saved}
      act={async (form) => changeDistrict(district.id, etag, read(form, district))}
    >
      <Field name="name" label={t.name} value={district.name} />
      <Select
        name="time_zone"
        label={t.timeZone}
        hint={t.timeZoneHint}
        value={district.time_zone ?? ''}
        options={[{ value: '', label: t.noTimeZone }, ...zones]}
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
    </Action>
  );
}
