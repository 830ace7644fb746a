/** Who reads, in which language, and with which instrument at hand. */

import type { PageLanguage } from '../shared/texts';
import type { Instrument } from './instrument';
import en from './texts/en.json';
import es from './texts/es.json';

export type Texts = typeof en;

export const TEXTS: Record<PageLanguage, Texts> = { en, es };

export interface Reader {
  language: PageLanguage;
  t: Texts;
  instrument: Instrument | null;
}
