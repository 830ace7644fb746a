/** The page's texts, and what a phone says, in the survey's own words. */

import type { PageLanguage } from '../shared/texts';
import * as surveyEn from '../survey/texts/en.json';
import * as surveyEs from '../survey/texts/es.json';
import en from './texts/en.json';
import es from './texts/es.json';

type Said = Pick<typeof surveyEn, 'names' | 'languages' | 'welcome' | 'questions' | 'recorded'>;

export type Texts = typeof en & { survey: Said };

// Spelled out, so that the bundler leaves the rest of the survey's texts out of this page.
const saidEn: Said = {
  names: surveyEn.names,
  languages: surveyEn.languages,
  welcome: surveyEn.welcome,
  questions: surveyEn.questions,
  recorded: surveyEn.recorded,
};
const saidEs: Said = {
  names: surveyEs.names,
  languages: surveyEs.languages,
  welcome: surveyEs.welcome,
  questions: surveyEs.questions,
  recorded: surveyEs.recorded,
};

export const TEXTS: Record<PageLanguage, Texts> = {
  en: { ...en, survey: saidEn },
  es: { ...es, survey: saidEs },
};
