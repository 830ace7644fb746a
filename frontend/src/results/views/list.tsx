/** Every profile the key may read, by the school's name: never by a score. */

import { fill } from '../../shared/texts';
import type { Profile } from '../profile';
import type { Reader } from '../reader';
import { dayText } from '../words';

export function List({ profiles, reader }: { profiles: Profile[]; reader: Reader }) {
  const { t, language } = reader;
  return (
    <>
      <h1 tabIndex={-1}>{t.list.title}</h1>
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

const byName = (profiles: Profile[], language: string): Profile[] =>
  [...profiles].sort(
    (one, other) =>
      one.school.name.localeCompare(other.school.name, language) ||
      other.released_on.localeCompare(one.released_on),
  );
