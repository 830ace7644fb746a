/** The district itself, and where its people sign in. */

import type { SectionProps } from '../sections';
import { District } from './district';
import { Overview } from './overview';
import { Provider, RemoveProvider } from './provider';

export function View({ at: [first, then] }: SectionProps) {
  if (first === 'district') return <District />;
  if (first === 'provider') return then === 'remove' ? <RemoveProvider /> : <Provider />;
  return <Overview />;
}
