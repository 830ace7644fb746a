/** What the console shows stands after `#/` in its address: `#/surveys/<id>/close`. */

import { useEffect, useState } from 'preact/hooks';

const parts = (): string[] =>
  location.hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent);

/** The parts of the address, and again when it changes. */
export function useRoute(): string[] {
  const [at, go] = useState(parts);
  useEffect(() => {
    const moved = () => go(parts());
    addEventListener('hashchange', moved);
    return () => removeEventListener('hashchange', moved);
  }, []);
  return at;
}

export const href = (...at: string[]): string => `#/${at.map(encodeURIComponent).join('/')}`;

export const goTo = (...at: string[]): void => location.assign(href(...at));
