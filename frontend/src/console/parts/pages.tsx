/** A long list, page by page: what is shown stays while more of it is fetched. */

import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { NotAnswered } from '../server';
import { useConsole } from '../texts';
import { Refused } from './problem';

interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

export interface Pages<T> {
  rows: T[] | null;
  next: string | null;
  problem: NotAnswered | null;
  more: () => Promise<void>;
  /** From the beginning, as many pages as there are now. */
  again: () => Promise<void>;
}

interface State<T> {
  rows: T[] | null;
  next: string | null;
  pages: number;
  problem: NotAnswered | null;
}

const EMPTY = { rows: null, next: null, pages: 0, problem: null };

/** Fetch pages when the view begins, and from the beginning when one of `keys` changes. */
export function usePages<T>(get: (cursor: string | null) => Promise<Page<T>>, keys: unknown[]): Pages<T> {
  const [state, take] = useState<State<T>>(EMPTY);
  const fetchPages = async (wanted: number, from: State<T>) => {
    try {
      let { rows, next, pages } = from;
      while (pages < wanted && (pages === 0 || next)) {
        const page = await get(next);
        rows = [...(rows ?? []), ...page.data];
        next = page.next_cursor;
        pages += 1;
      }
      take({ rows, next, pages, problem: null });
    } catch (error) {
      if (!(error instanceof NotAnswered)) throw error;
      take({ ...state, problem: error });
    }
  };
  useEffect(() => {
    void fetchPages(1, EMPTY);
  }, keys);
  return {
    ...state,
    more: () => fetchPages(state.pages + 1, state),
    again: () => fetchPages(Math.max(state.pages, 1), EMPTY),
  };
}

interface ShownProps<T> {
  pages: Pages<T>;
  label: string;
  none: string;
  older: string;
  row: (one: T) => ComponentChildren;
}

export function PagesShown<T>({ pages, label, none, older, row }: ShownProps<T>) {
  const { t } = useConsole();
  return (
    <>
      {pages.problem && <Refused problem={pages.problem} />}
      <div role="status">
        {!pages.rows && !pages.problem && <p>{t.loading}</p>}
        {pages.rows?.length === 0 && <p>{none}</p>}
      </div>
      {pages.rows && pages.rows.length > 0 && (
        <ul class="rows" aria-label={label}>
          {pages.rows.map(row)}
        </ul>
      )}
      {pages.next && (
        <p>
          <button type="button" onClick={() => void pages.more()}>
            {older}
          </button>
        </p>
      )}
    </>
  );
}
