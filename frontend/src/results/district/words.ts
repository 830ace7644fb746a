/** The words of the view of a district. */

import { fill, type PageLanguage } from '../../shared/texts';
import type { Reader } from '../reader';
import en from './texts/en.json';
import es from './texts/es.json';

export type Words = typeof en;

export const WORDS: Record<PageLanguage, Words> = { en, es };

/** "1 school", "12 schools". */
export const schoolsText = (n: number, { language }: Reader): string =>
  fill(WORDS[language].schools[n === 1 ? 'one' : 'other'], { n }, language);
