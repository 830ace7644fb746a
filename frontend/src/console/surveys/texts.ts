import type { PageLanguage } from '../../shared/texts';
import { useConsole } from '../texts';
import en from './texts/en.json';
import es from './texts/es.json';

export type SurveyTexts = typeof en;
const TEXTS: Record<PageLanguage, SurveyTexts> = { en, es };

export const useTexts = (): SurveyTexts => TEXTS[useConsole().language];

/** A text of an instrument in the reader's language, else in the first it has. */
export const inLanguage = (texts: Record<string, string>, language: string): string =>
  texts[language] ?? Object.values(texts)[0] ?? '';
