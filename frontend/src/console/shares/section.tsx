/** Links to one profile each, for people without any access. */

import type { SectionProps } from '../sections';
import { Links, Profiles } from './list';
import { NewShare, Revoke } from './make';

export function View({ at: [participation, then, act] }: SectionProps) {
  if (!participation) return <Profiles />;
  if (then === 'new') return <NewShare participation={participation} />;
  if (then && act === 'end') return <Revoke participation={participation} share={then} />;
  return <Links participation={participation} />;
}
