/** What was just done, said at the top of the next page; and said once. */

import { useState } from 'preact/hooks';

let waiting: string | null = null;

/** Say it on the page that comes next. */
export function tell(text: string): void {
  waiting = text;
}

export function Told() {
  const [text] = useState(() => {
    const now = waiting;
    waiting = null;
    return now;
  });
  return <div role="status">{text && <p class="done">{text}</p>}</div>;
}
