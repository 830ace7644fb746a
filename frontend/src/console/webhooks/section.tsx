/** Webhooks: the list, one with its log, and what is done with it. */

import type { SectionProps } from '../sections';
import { Change } from './change';
import { List } from './list';
import { NewWebhook } from './make';
import { OneWebhook } from './one';
import { Remove, ReplaySince, Rotate } from './steps';

export function View({ at: [id, then] }: SectionProps) {
  if (!id) return <List />;
  if (id === 'new') return <NewWebhook />;
  if (then === 'change') return <Change id={id} />;
  if (then === 'secret') return <Rotate id={id} />;
  if (then === 'replay') return <ReplaySince id={id} />;
  if (then === 'remove') return <Remove id={id} />;
  return <OneWebhook id={id} />;
}
