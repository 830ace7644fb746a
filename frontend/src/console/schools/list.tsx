/** Every school by its name, and the rosters that were stored. */

import { fill } from '../../shared/texts';
import { Loaded, useLoaded } from '../parts/loaded';
import { Title } from '../parts/title';
import { dateText } from '../parts/words';
import { href } from '../routes';
import { useConsole } from '../texts';
import { may } from '../who';
import { listRosters, listSchools, newestNumbers, type School, type StoredRoster } from './data';
import { useTexts } from './texts';

interface Everything {
  schools: School[];
  rosters: StoredRoster[];
  numbers: Map<string, number>;
}

/** Rosters are the whole district's: who looks after some schools sees these schools only. */
async function load(wholeDistrict: boolean): Promise<Everything> {
  const [schools, rosters, numbers] = await Promise.all([
    listSchools(),
    wholeDistrict ? listRosters() : [],
    wholeDistrict ? newestNumbers() : new Map<string, number>(),
  ]);
  return { schools, rosters, numbers };
}

export function List() {
  const { who } = useConsole();
  const got = useLoaded(() => load(!who.schools));
  return <Loaded got={got}>{(found) => <Shown {...found} />}</Loaded>;
}

function Shown({ schools, rosters, numbers }: Everything) {
  const { who, language } = useConsole();
  const t = useTexts();
  const change = may(who, { scope: 'roster.write', wholeDistrict: true });
  const byName = [...schools].sort((one, other) => one.name.localeCompare(other.name, language));
  return (
    <>
      <Title>{t.title}</Title>
      {change && (
        <p class="actions">
          <a href={href('schools', 'roster')}>{t.readRoster}</a>
          <a href={href('schools', 'new')}>{t.add}</a>
        </p>
      )}
      {schools.length === 0 ? (
        <p>{change ? t.noneYet : t.none}</p>
      ) : (
        <ul class="rows">
          {byName.map((school) => (
            <li key={school.id}>
              {change ? (
                <a href={href('schools', school.id)}>{school.name}</a>
              ) : (
                <strong>{school.name}</strong>
              )}
              <p class="hint">{aboutSchool(school, numbers.get(school.id), t)}</p>
            </li>
          ))}
        </ul>
      )}
      {rosters.length > 0 && <Rosters rosters={rosters} />}
    </>
  );
}

function aboutSchool(school: School, eligible: number | undefined, t: ReturnType<typeof useTexts>): string {
  const ids = school.external_ids.map(({ system, value }) => `${t.systems[system]} ${value}`);
  const people = eligible === undefined ? [] : [fill(t.people, { n: eligible })];
  const unit = school.reporting_unit ? [fill(t.inUnit, { unit: school.reporting_unit })] : [];
  return [...people, ...unit, ...ids].join(' · ') || t.nothingKnown;
}

function Rosters({ rosters }: { rosters: StoredRoster[] }) {
  const t = useTexts();
  const { language } = useConsole();
  return (
    <section>
      <h2>{t.rosters}</h2>
      <p class="hint">{t.rostersText}</p>
      <ul class="rows">
        {[...rosters].reverse().map((one) => (
          <li key={one.id}>
            {fill(
              t.storedRoster,
              { date: dateText(one.read_at, language), schools: one.n_schools, people: one.eligible ?? '–' },
              language,
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
