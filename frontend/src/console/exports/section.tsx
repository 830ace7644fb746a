/** Published results as files: the list, and asking for more. */

import type { SectionProps } from '../sections';
import { List } from './list';
import { NewExport, Remove } from './make';

export function View({ at: [first, then] }: SectionProps) {
  if (!first) return <List />;
  if (then === 'remove') return <Remove id={first} />;
  return <NewExport />;
}
