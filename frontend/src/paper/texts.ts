/** The page's texts, and what a phone says. */

import type { PageLanguage } from '../shared/texts';
import { SAID, type Said } from './said';
import en from './texts/en.json';
import es from './texts/es.json';

export type Texts = typeof en & { survey: Said };

export const TEXTS: Record<PageLanguage, Texts> = {
  en: { ...en, survey: SAID.en },
  es: { ...es, survey: SAID.es },
};
