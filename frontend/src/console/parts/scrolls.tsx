/** A table that is wider than the window scrolls by itself, by keyboard too. */

import type { ComponentChildren } from 'preact';

export const Scrolls = ({ label, children }: { label: string; children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
  <section class="scrolls" aria-label={label} tabIndex={0}>
    {children}
  </section>
);
