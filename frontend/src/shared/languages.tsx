/** The languages to choose from, each called by its own name. */

import type { PageLanguage } from './texts';

interface Choice {
  /** What the choice is called to a screen reader. */
  label: string;
  names: Record<PageLanguage, string>;
  offered: readonly PageLanguage[];
  language: PageLanguage;
  speak: (language: PageLanguage) => unknown;
}

/** Nothing where there is no choice. */
export const LanguageChoice = ({ label, names, offered, language, speak }: Choice) =>
  offered.length > 1 && (
    <nav aria-label={label}>
      {offered.map((each) => (
        <button
          key={each}
          type="button"
          class="link"
          lang={each}
          aria-pressed={each === language}
          onClick={() => void speak(each)}
        >
          {names[each]}
        </button>
      ))}
    </nav>
  );
