/** People who may sign in: the list, one of them, and who is invited. */

import type { SectionProps } from '../sections';
import { Invite } from './invite';
import { LinkPage } from './link';
import { List } from './list';
import { OnePerson, Remove } from './person';

export function View({ at: [first, then] }: SectionProps) {
  if (!first) return <List />;
  if (first === 'new') return <Invite />;
  if (then === 'link') return <LinkPage id={first} />;
  if (then === 'remove') return <Remove id={first} />;
  return <OnePerson id={first} />;
}
