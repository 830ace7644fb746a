/** Who reads, in which language, and with which instrument at hand. */

import wordingEn from '../../../services/survey-core/src/survey_core/wording/en.json';
import wordingEs from '../../../services/survey-core/src/survey_core/wording/es.json';
import type { PageLanguage } from '../shared/texts';
import type { Instrument } from './instrument';
import en from './texts/en.json';
import es from './texts/es.json';

/** What only the page says, and what it shares with the PDF. */
const english = { ...en, ...wordingEn };

export type Texts = typeof english;

export const TEXTS: Record<PageLanguage, Texts> = { en: english, es: { ...es, ...wordingEs } };

export interface Reader {
  language: PageLanguage;
  t: Texts;
  instrument: Instrument | null;
}
