/** What a phone says, in the survey's own words. */

import type { PageLanguage } from '../shared/texts';
import * as en from '../survey/texts/en.json';
import * as es from '../survey/texts/es.json';

export type Said = Pick<typeof en, 'names' | 'languages' | 'welcome' | 'questions'>;

// Spelled out, so that the bundler leaves the rest of the survey's texts out of the page.
export const SAID: Record<PageLanguage, Said> = {
  en: { names: en.names, languages: en.languages, welcome: en.welcome, questions: en.questions },
  es: { names: es.names, languages: es.languages, welcome: es.welcome, questions: es.questions },
};
