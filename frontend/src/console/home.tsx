/** What there is to do: on a phone this page is the menu, on a desk the menu stands beside every page. */

import { Title } from './parts/title';
import { href } from './routes';
import { SECTIONS, type Section } from './sections';
import { useConsole } from './texts';
import { may, type Who } from './who';

const offered = (who: Who): Section[] => SECTIONS.filter(({ needs }) => may(who, needs));

/** Published results are read on another page, by the principal and the console alike. */
const RESULTS = '../results/';

export function Home() {
  const { t, who } = useConsole();
  return (
    <>
      <Title>{t.home.title}</Title>
      <ul class="ways">
        {offered(who).map(({ name }) => (
          <li key={name}>
            <a href={href(name)}>{t.sections[name].name}</a>
            <p class="hint">{t.sections[name].text}</p>
          </li>
        ))}
        {may(who, { scope: 'profiles.read' }) && (
          <li>
            <a href={RESULTS}>{t.home.results}</a>
            <p class="hint">{t.home.resultsText}</p>
          </li>
        )}
      </ul>
    </>
  );
}

export function Menu({ open }: { open: string | undefined }) {
  const { t, who } = useConsole();
  if (!who.district) return null;
  return (
    <nav class="menu" aria-label={t.home.menu}>
      <ul>
        <li class="all">
          <a href={href()}>{t.home.menu}</a>
        </li>
        {offered(who).map(({ name }) => (
          <li key={name}>
            <a href={href(name)} aria-current={name === open ? 'page' : undefined}>
              {t.sections[name].name}
            </a>
          </li>
        ))}
        {may(who, { scope: 'profiles.read' }) && (
          <li>
            <a href={RESULTS}>{t.home.results}</a>
          </li>
        )}
      </ul>
    </nav>
  );
}
