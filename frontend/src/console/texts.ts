/** The words of the console's frame, and of whatever its sections have in common. */

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PageLanguage } from '../shared/texts';
import en from './texts/en.json';
import es from './texts/es.json';
import type { Who } from './who';

export type Texts = typeof en;
export const TEXTS: Record<PageLanguage, Texts> = { en, es };

interface Console {
  language: PageLanguage;
  t: Texts;
  who: Who;
  /** Of the district, or null where it has not been set. */
  timeZone: string | null;
}

export const ConsoleContext = createContext<Console | null>(null);

/** Who is signed in, in which language. */
export function useConsole(): Console {
  const found = useContext(ConsoleContext);
  if (!found) throw new Error('outside the console');
  return found;
}
