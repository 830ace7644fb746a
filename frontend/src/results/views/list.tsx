/** Every profile the key may read, by the school's name: never by a score. */

import { fill } from '../../shared/texts';
import type { Profile } from '../profile';
import type { Reader } from '../reader';
import { dayText } from '../words';

interface Props {
  profiles: Profile[];
  reader: Reader;
  /** Whether the reader reaches all schools: only then is there a view of the district. */
  wholeDistrict?: boolean;
}

export function List({ profiles, reader, wholeDistrict = false }: Props) {
  const { t, language } = reader;
  return (
    <>
      <h1 tabIndex={-1}>{t.list.title}</h1>
      {wholeDistrict && <Districts profiles={profiles} reader={reader} />}
      {profiles.length === 0 ? (
        <p>{t.list.none}</p>
      ) : (
        <ul class="schools">
          {byName(profiles, language).map(({ id, school, released_on }) => (
            <li key={id}>
              <a href={`#profile=${id}`}>{school.name}</a>
              <span class="hint">{fill(t.list.released, { date: dayText(released_on, language) })}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Fewer make no total. */
const FEWEST_SCHOOLS = 3;

/** The way to all schools together, for each administration; the newest first. */
function Districts({ profiles, reader: { t, language } }: Props) {
  const found = new Map<string, Profile[]>();
  for (const profile of profiles) {
    found.set(profile.administration, [...(found.get(profile.administration) ?? []), profile]);
  }
  const rows = [...found]
    .filter(([, own]) => own.length >= FEWEST_SCHOOLS)
    .map(([id, own]) => ({
      id,
      n: own.length,
      day:
        own
          .map((one) => one.released_on)
          .sort()
          .at(-1) ?? '',
    }))
    .sort((one, other) => other.day.localeCompare(one.day));
  if (rows.length === 0) return null;
  return (
    <ul class="schools">
      {rows.map(({ id, n, day }) => (
        <li key={id}>
          <a href={`#district=${id}`}>{fill(t.list.district, { n }, language)}</a>
          <span class="hint">{fill(t.list.released, { date: dayText(day, language) })}</span>
        </li>
      ))}
    </ul>
  );
}

const byName = (profiles: Profile[], language: string): Profile[] =>
  [...profiles].sort(
    (one, other) =>
      one.school.name.localeCompare(other.school.name, language) ||
      other.released_on.localeCompare(one.released_on),
  );
