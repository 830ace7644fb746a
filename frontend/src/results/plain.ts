/** What a factor's numbers say, in plain sentences; the PDF says the same (survey_core/wording). */

import { fill } from '../shared/texts';
import { type Factor, type FactorScore, inLanguage, isSuppressed, shown, type TippingPoint } from './profile';
import type { Reader, Texts } from './reader';
import { dayText, levelName, numberText } from './words';

/** The answer whose value is nearest to the average, by its label; nothing where it is not known. */
export function nearestText(score: FactorScore, { t, language, instrument }: Reader): string {
  const points = instrument?.scales[score.scale.id]?.points ?? [];
  if (score.bound !== 'exact' || points.length === 0) return '';
  const nearest = points.reduce((best, point) =>
    Math.abs(point.value - score.mean) < Math.abs(best.value - score.mean) ? point : best,
  );
  return fill(t.factors.nearest, { label: inLanguage(nearest.label, language) });
}

const ALIKE = { strong: 'agreementStrong', moderate: 'agreementModerate', weak: 'agreementWeak' } as const;

export function agreementText({ agreement }: Factor, t: Texts): string {
  return isSuppressed(agreement) ? '' : t.factors[ALIKE[agreement.word]];
}

/** The verdict, with the average before. */
export function changeText(factor: Factor, reader: Reader): string {
  const change = shown(factor.change);
  const before = earlierMean(factor);
  if (!change || before === null) return '';
  const { t, language } = reader;
  const verdict = t.change[change.verdict];
  return `${verdict} (${numberText(before, language)}).`;
}

/** The average of the survey before: this one less the published difference. */
export function earlierMean({ score, change }: Factor): number | null {
  if (isSuppressed(score) || isSuppressed(change)) return null;
  return Math.round((score.mean - change.difference) * 10) / 10;
}

/** The heading of what changed: with the day of the earlier profile, where it is told. */
export function sinceText(day: string | null, { t, language }: Reader): string {
  return day ? fill(t.change.title, { date: dayText(day, language) }) : t.change.titleUndated;
}

export function tippingText(tipping: TippingPoint, { t, language }: Reader): string {
  const level = levelName(tipping.to_level, t);
  if (!tipping.possible) return t.factors.tippingNever;
  if (tipping.points === 0) return fill(t.factors.tippingAtOnce, { level });
  const text = tipping.direction === 'lower' ? t.factors.tippingLower : t.factors.tippingHigher;
  return fill(text, { points: numberText(tipping.points, language), level });
}

export const boundsText = ({ low, high }: { low: number; high: number }, { t, language }: Reader): string =>
  fill(t.factors.bounds, { low: numberText(low, language), high: numberText(high, language) });

/** Names one after the other, as the language lists them. */
export const listText = (names: string[], language: string): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(names);

/** How likely each level is, lowest first. */
export const chancesText = (probabilities: number[], { t, language, instrument }: Reader): string =>
  listText(
    probabilities.map((chance, at) =>
      fill(t.explain.chance, {
        level: levelName(instrument?.levels[at] ?? USUAL[at] ?? String(at + 1), t),
        percent: numberText(100 * chance, language, 0),
      }),
    ),
    language,
  );

/** The levels of a document that does not name its own. */
const USUAL = ['beginning', 'emergent', 'functional', 'exemplary'];
