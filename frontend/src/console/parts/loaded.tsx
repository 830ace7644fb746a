/** Something on its way from the server: waiting, refused, or here. */

import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { NotAnswered } from '../server';
import { useConsole } from '../texts';
import { Refused } from './problem';
import { Title } from './title';

export interface Got<T> {
  value?: T;
  problem?: NotAnswered;
  /** Fetch it again; what is shown stays until the new one is there. */
  again: () => Promise<void>;
}

/** Fetch when the view begins, and when one of `keys` changes. */
export function useLoaded<T>(get: () => Promise<T>, keys: unknown[] = []): Got<T> {
  const [state, take] = useState<{ value?: T; problem?: NotAnswered }>({});
  const fetchIt = useCallback(async () => {
    try {
      take({ value: await get() });
    } catch (error) {
      if (!(error instanceof NotAnswered)) throw error;
      take({ problem: error });
    }
  }, keys);
  useEffect(() => {
    take({});
    void fetchIt();
  }, [fetchIt]);
  return { ...state, again: fetchIt };
}

/** What was fetched; until then that it is coming, or why it is not. */
export function Loaded<T>({ got, children }: { got: Got<T>; children: (value: T) => ComponentChildren }) {
  const { t } = useConsole();
  if (got.problem)
    return (
      <>
        <Title>{t.problems.title}</Title>
        <Refused problem={got.problem} />
        <p>
          <button type="button" onClick={() => void got.again()}>
            {t.retry}
          </button>
        </p>
      </>
    );
  if (got.value === undefined) return <p role="status">{t.loading}</p>;
  return <>{children(got.value)}</>;
}
