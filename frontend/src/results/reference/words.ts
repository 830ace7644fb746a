/** The words of the original display; on every page that can show it. */

import type { PageLanguage } from '../../shared/texts';
import en from './texts/en.json';
import es from './texts/es.json';

export type Words = typeof en;

export const WORDS: Record<PageLanguage, Words> = { en, es };
