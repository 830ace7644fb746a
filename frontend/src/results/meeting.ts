/** The plan of a meeting about this profile: which steps, for how long, with this school's own names in them. */

import plan from '../../../services/survey-core/src/survey_core/wording/plan.json';
import { fill } from '../shared/texts';
import { listText } from './plain';
import { factorsOf, inCausalOrder, inLanguage, type Profile, shown } from './profile';
import type { Reader } from './reader';

type Steps = Reader['t']['meeting']['steps'];
export type Meeting = keyof typeof plan.meeting;

/** One step: what to say, what to do, what to ask. */
export interface Step {
  title: string;
  minutes: number;
  lines: string[];
}

/**
 * Which meeting fits: by how many answered, whether anything is weak, and whether the faculty is split.
 *
 * @returns null while the survey is still open.
 */
export function meetingOf(profile: Profile): Meeting | null {
  const { standing, interim } = profile.participation;
  if (interim) return null;
  const start = shown(profile.start_here);
  if (standing !== 'profile') return standing;
  if (!start) return 'scores';
  const divided = (shown(profile.disagreement_items) ?? []).length > 0;
  const kind = start.rule === 'nothing_weak' ? 'strong' : 'start';
  return `${kind}_${divided ? 'divided' : 'united'}`;
}

/** The steps in order. A line that would name something of which there is none is left out. */
export function stepsOf(profile: Profile, { t, language }: Reader): Step[] {
  const meeting = meetingOf(profile);
  if (!meeting) return [];
  const names = namesOf(profile, language);
  return plan.meeting[meeting].map(([name, minutes]) => {
    const { title, ...lines } = t.meeting.steps[name as keyof Steps];
    return {
      title,
      minutes: minutes as number,
      lines: Object.values(lines).flatMap((line) => filled(line, names)),
    };
  });
}

type Names = Record<'start' | 'leverage' | 'items' | 'supports' | 'domains', string>;

function filled(line: string, names: Names): string[] {
  const places = [...line.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as keyof Names);
  return places.some((name) => names[name] === '') ? [] : [fill(line, names)];
}

function namesOf(profile: Profile, language: string): Names {
  const factors = factorsOf(profile);
  const titles = (ids: string[]) =>
    listText(
      factors.filter(({ id }) => ids.includes(id)).map(({ title }) => inLanguage(title, language)),
      language,
    );
  const start = shown(profile.start_here);
  const split = shown(profile.disagreement_items) ?? [];
  const items = factors.flatMap(({ items: all }) => shown(all) ?? []);
  const read = split.flatMap(({ item }) => items.filter(({ id }) => id === item));
  return {
    start: titles(start?.factors ?? []),
    leverage: titles((shown(profile.leverage) ?? []).map(({ factor }) => factor)),
    items: read
      .slice(0, plan.read_aloud)
      .map(({ text }) => quoted(inLanguage(text, language), language))
      .join(' '),
    supports: (start?.supports ?? []).map(({ title }) => inLanguage(title, language)).join(' · '),
    domains: inCausalOrder(profile)
      .map(({ title }) => inLanguage(title, language))
      .join(' · '),
  };
}

const quoted = (text: string, language: string): string => (language === 'es' ? `«${text}»` : `“${text}”`);
