/** What a page shows is named by the part of its address after `#`: get it, and again when that changes. */

import { useEffect, useState } from 'preact/hooks';

/** @returns what was got, null while it is on its way, and the way to get it again. */
export function useAddressed<T>(get: () => Promise<T>): [T | null, () => void] {
  const [got, take] = useState<T | null>(null);
  const again = () => {
    take(null);
    void get().then(take);
  };
  useEffect(() => {
    again();
    addEventListener('hashchange', again);
    return () => removeEventListener('hashchange', again);
  }, []);
  return [got, again];
}
