/** Numbers and names of a profile, in words. */

import { fill } from '../shared/texts';
import {
  type FactorScore,
  type Interval,
  inLanguage,
  isSuppressed,
  type Level,
  type Suppressed,
} from './profile';
import type { Reader, Texts } from './reader';

/** A level's name as the page says it; an instrument's own name stands as it is. */
export const levelName = (name: string, t: Texts): string =>
  name in t.levels ? t.levels[name as keyof Texts['levels']] : name;

/** The level, or the two it lies between. */
export function levelText(level: Level, t: Texts): string {
  const [low, high] = level.between;
  if (level.certain || !low || !high) return levelName(level.name, t);
  return fill(t.levels.between, { low: levelName(low, t), high: levelName(high, t) });
}

/** A number as the language writes it, with as many decimals as it was rounded to. */
export const numberText = (value: number, language: string, decimals = 1): string =>
  value.toLocaleString(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

/** A difference, with its sign. */
export const signedText = (value: number, language: string): string =>
  value
    .toLocaleString(language, {
      minimumFractionDigits: 1,
      maximumFractionDigits: 1,
      signDisplay: 'exceptZero',
    })
    .replace('-', '−');

export function scoreText({ mean, bound }: FactorScore, { t, language }: Reader): string {
  const value = numberText(mean, language);
  return bound === 'exact' ? value : fill(t.chart[bound], { value });
}

/** Where the whole faculty likely lies, said after a score; nothing where it is not shown. */
export function likelyText(interval: Interval | Suppressed, { t, language }: Reader): string {
  if (isSuppressed(interval)) return '';
  const ends = { low: numberText(interval.low, language), high: numberText(interval.high, language) };
  return interval.everyone_answered ? `. ${t.chart.everyone}` : `, ${fill(t.glance.range, ends)}`;
}

/** The rule that hides a value, in words. */
export const reasonText = ({ reason }: Suppressed, t: Texts): string =>
  reason in t.suppressed ? t.suppressed[reason as keyof Texts['suppressed']] : t.suppressed.other;

export const whySuppressed = (value: Suppressed, t: Texts): string =>
  `${t.suppressed.hidden} ${reasonText(value, t)}`;

export const rangeText = (
  range: { low: number; high: number } | Suppressed,
  { t, language }: Reader,
): string =>
  isSuppressed(range)
    ? whySuppressed(range, t)
    : `${numberText(range.low, language)} – ${numberText(range.high, language)}`;

/** Answers counted together, by their labels where the instrument is at hand. */
export function optionsText(options: number[], scaleId: string, { instrument, language }: Reader): string {
  const points = instrument?.scales[scaleId]?.points ?? [];
  const labels = options.map((option) => {
    const point = points.find(({ value }) => value === option);
    return point ? inLanguage(point.label, language) : String(option);
  });
  return labels.join(' / ');
}

/** A day, whatever the time zone it is read in. */
export const dayText = (day: string, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
