/**
 * Something to unfold, whose content is made when it is first wanted: a page with every statement of every factor
 * would keep a phone busy for a second before it shows anything.
 */

import { type ComponentChildren, options } from 'preact';
import { useEffect, useState } from 'preact/hooks';

interface Props {
  class?: string;
  summary: string;
  /** What it is about: for ears, many folds would sound alike. */
  about: string;
  content: () => ComponentChildren;
}

const folds = new Set<() => void>();
let unfolded = false;

/** Make the content of every fold and all that comes later, at once: paper does not wait. */
export function makeAll(): void {
  const later = options.debounceRendering;
  options.debounceRendering = (render) => render();
  unfolded = true;
  for (const show of [...folds]) show();
  if (later) options.debounceRendering = later;
  else delete options.debounceRendering;
}

/** How many parts of a long page are made by now: one after the other, so that it can be read and pressed meanwhile. */
export function usePartsSoFar(all: number): number {
  const [made, make] = useState(unfolded ? all : 0);
  useEffect(() => {
    const show = () => make(all);
    folds.add(show);
    return () => void folds.delete(show);
  }, [all]);
  useEffect(() => {
    if (made >= all) return;
    const soon = setTimeout(() => make(made + 1));
    return () => clearTimeout(soon);
  }, [made, all]);
  return Math.min(made, all);
}

export function Fold({ class: kind, summary, about, content }: Props) {
  const [isMade, make] = useState(unfolded);
  useEffect(() => {
    const show = () => make(true);
    folds.add(show);
    return () => void folds.delete(show);
  }, []);
  return (
    <details class={kind} onToggle={(event) => event.currentTarget.open && make(true)}>
      <summary>
        {summary} <span class="unseen">{about}</span>
      </summary>
      {isMade && content()}
    </details>
  );
}
