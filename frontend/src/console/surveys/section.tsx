/** Surveys: the list, planning one, one survey, and one school's part in it. */

import type { SectionProps } from '../sections';
import { ActionPage } from './actions';
import { List } from './list';
import { Overview } from './overview';
import { PartPage } from './part';
import { Wizard } from './wizard';

export function View({ at: [first, second, third, fourth] }: SectionProps) {
  if (!first) return <List />;
  if (first === 'new') return <Wizard step={second} />;
  if (second === 'schools' && third) return <PartPage administration={first} id={third} what={fourth} />;
  if (second) return <ActionPage id={first} what={second} />;
  return <Overview id={first} />;
}
