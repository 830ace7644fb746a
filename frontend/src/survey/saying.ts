/** What is said before the start: the lines that are true of this very survey. */

import { fill, type PageLanguage } from '../shared/texts';
import type { Survey } from './state';

const MOMENT = { dateStyle: 'long', timeStyle: 'short' } as const;

interface Sayer {
  survey: Pick<Survey, 'manifest' | 'questionnaire'>;
  language: PageLanguage;
}

/**
 * Picks and fills the lines that are true of this survey: a line's name begins with its condition, in the
 * manifest's own words. Everything is the pinned manifest's; only titles and names come with the questions.
 */
export function sayer({ survey, language }: Sayer) {
  const { manifest, questionnaire } = survey;
  const { access, release_mode, custody, k, schools, subgroup_tables } = manifest;
  const is = [
    'all',
    access,
    release_mode,
    custody,
    access === 'open' ? 'scores' : 'items',
    schools ? 'joined' : 'one',
    subgroup_tables[0] && 'tables',
  ];
  const values = {
    k,
    total: questionnaire.sections.flatMap(({ items }) => items).length,
    // In the reader's own time zone.
    date: new Date(manifest.closes_no_later_than).toLocaleString(language, MOMENT),
    questions: questionnaire.background.map(({ text }) => text).join(' '),
    schools: new Intl.ListFormat(language).format(questionnaire.reporting_unit?.schools ?? []),
  };
  return (texts: Record<string, string>): string[] =>
    Object.entries(texts)
      .filter(([name]) => is.includes(name.split('_')[0]))
      .map(([, text]) => fill(text, values, language));
}
