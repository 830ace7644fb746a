/** What is said before the start: the lines that are true of this very survey. */

import { fill, type PageLanguage } from '../shared/texts';
import type { Survey } from './state';

const MOMENT = {
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
} as const;

/**
 * A moment of the manifest, as the clocks of the district show it, and whose clocks they are.
 *
 * @param zone - the district's, by its IANA name; the reader's own if nobody said it or this device does not know it.
 */
export function momentText(time: string, language: PageLanguage, zone?: string | null): string {
  const moment = new Date(time);
  try {
    return moment.toLocaleString(language, { ...MOMENT, timeZone: zone as string });
  } catch {
    // None, or one that is younger than this browser.
    return moment.toLocaleString(language, MOMENT);
  }
}

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
    date: momentText(manifest.closes_no_later_than, language, questionnaire.time_zone),
    questions: questionnaire.background.map(({ text }) => text).join(' '),
    schools: new Intl.ListFormat(language).format(questionnaire.reporting_unit?.schools ?? []),
  };
  return (texts: Record<string, string>): string[] =>
    Object.entries(texts)
      .filter(([name]) => is.includes(name.split('_')[0]))
      .map(([, text]) => fill(text, values, language));
}
