/** Ways in for programs: keys, and clients that fetch short-lived tokens. */

import type { SectionProps } from '../sections';
import { List } from './list';
import { NewHolder } from './make';
import { Revoke, Rotate } from './one';

export function View({ at: [first, id, then] }: SectionProps) {
  const kind = first === 'keys' || first === 'clients' ? first : null;
  if (!kind || !id) return <List />;
  if (id === 'new') return <NewHolder kind={kind} />;
  if (then === 'secret' && kind === 'clients') return <Rotate id={id} />;
  return <Revoke kind={kind} id={id} />;
}
