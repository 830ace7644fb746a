/** Schools and how many people each has: the list, one school, and rosters. */

import { Allowed } from '../parts/allowed';
import type { SectionProps } from '../sections';
import type { Needs } from '../who';
import { List } from './list';
import { RosterPage } from './roster';
import { NewSchool, OneSchool } from './school';

const CHANGING: Needs = { scope: 'roster.write', wholeDistrict: true };

export function View({ at: [first] }: SectionProps) {
  if (!first) return <List />;
  return (
    <Allowed needs={CHANGING}>
      {first === 'roster' ? <RosterPage /> : first === 'new' ? <NewSchool /> : <OneSchool id={first} />}
    </Allowed>
  );
}
