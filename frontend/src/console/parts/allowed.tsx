/** A page that is not offered is refused by its address too, in words; the API would refuse what it sends. */

import type { ComponentChildren } from 'preact';
import { href } from '../routes';
import { useConsole } from '../texts';
import { may, type Needs } from '../who';
import { Title } from './title';

export function Allowed({ needs, children }: { needs: Needs; children: ComponentChildren }) {
  const { t, who } = useConsole();
  if (may(who, needs)) return <>{children}</>;
  return (
    <>
      <Title>{t.notYours.title}</Title>
      <p>{t.notYours.text}</p>
      <p>
        <a href={href()}>{t.home.back}</a>
      </p>
    </>
  );
}
