/** The one heading of a page: named in the window, and focused when the page begins. */

import { useEffect, useRef } from 'preact/hooks';
import { useConsole } from '../texts';
import { Told } from './told';

export function Title({ children, back }: { children: string; back?: { to: string; name: string } }) {
  const { t } = useConsole();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${children} – ${t.page}`;
  }, [children, t]);
  useEffect(() => {
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <>
      {back && (
        <p class="back">
          <a href={back.to}>{back.name}</a>
        </p>
      )}
      <h1 tabIndex={-1} ref={heading}>
        {children}
      </h1>
      <Told />
    </>
  );
}
