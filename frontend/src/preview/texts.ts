/** The page's texts, and what a phone says, up to its last screen. */

import { SAID, type Said } from '../paper/said';
import type { PageLanguage } from '../shared/texts';
import { recorded as recordedEn } from '../survey/texts/en.json';
import { recorded as recordedEs } from '../survey/texts/es.json';
import en from './texts/en.json';
import es from './texts/es.json';

export type Texts = typeof en & { survey: Said & { recorded: typeof recordedEn } };

export const TEXTS: Record<PageLanguage, Texts> = {
  en: { ...en, survey: { ...SAID.en, recorded: recordedEn } },
  es: { ...es, survey: { ...SAID.es, recorded: recordedEs } },
};
