/** Schools and how many people each has: the list, one school, and rosters. */

import type { SectionProps } from '../sections';
import { List } from './list';
import { RosterPage } from './roster';
import { NewSchool, OneSchool } from './school';

export function View({ at: [first] }: SectionProps) {
  if (!first) return <List />;
  if (first === 'roster') return <RosterPage />;
  if (first === 'new') return <NewSchool />;
  return <OneSchool id={first} />;
}
