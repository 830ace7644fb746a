/** How each number was computed: what it says, from what, by which rule, and where to read more. */

import plan from '../../../services/survey-core/src/survey_core/wording/plan.json';
import { fill } from '../shared/texts';
import { boundsText, chancesText, listText, tippingText } from './plain';
import {
  type Domain,
  type Factor,
  type FactorScore,
  type Item,
  inLanguage,
  type Level,
  type Profile,
  shown,
} from './profile';
import type { Reader } from './reader';
import { levelText, numberText, rangeText, scoreText, signedText, whySuppressed } from './words';

export type Kind = keyof typeof plan.anchors;

/** One number. */
export interface Explained {
  kind: Kind;
  title: string;
  /** What it says. */
  says: string;
  /** How it comes about, sentence by sentence. */
  how: string[];
}

/** Where docs/measurement.md, as a page, explains a kind of number. */
export const addressOf = (kind: Kind): string => `../measurement/#${plan.anchors[kind]}`;

type Facts = Profile['participation'];

/** Who answered. */
export function explainRate({ eligible, responses }: Facts, { t, language }: Reader): Explained[] {
  const n = shown(responses);
  const { title, text, unknown } = t.explain.rate;
  if (n === null) return [];
  const how = eligible === null ? fill(unknown, { n }, language) : fill(text, { n, eligible }, language);
  return [{ kind: 'rate', title, says: '', how: [how] }];
}

/** Every number of a factor; what is withheld with its reason. */
export function explainFactor(factor: Factor, facts: Facts, reader: Reader): Explained[] {
  const score = shown(factor.score);
  if (!score) return [];
  const rows = [
    scoreRow(score, reader),
    intervalRow(factor, facts, reader),
    levelRow(factor.level, factorCuts(score, reader), reader),
    boundsRow(factor, score, reader),
    tippingRow(factor, reader),
    agreementRow(factor, reader),
    changeRow(factor, reader),
    shrunkenRow(factor, reader),
  ];
  return rows.filter((row) => row !== null);
}

/** The numbers of a domain. */
export function explainDomain(domain: Domain, facts: Facts, cuts: number[], reader: Reader): Explained[] {
  const score = shown(domain.score);
  if (!score) return [];
  const { t, language } = reader;
  const parts = domain.factors
    .filter(({ id }) => score.factors.includes(id))
    .map(({ title, score: own }) => `${inLanguage(title, language)} ${shown(own)?.percent ?? ''}`.trim());
  const row: Explained = {
    kind: 'domain',
    title: t.explain.domain.title,
    says: fill(t.domain.score, { percent: numberText(score.percent, language) }),
    how: [fill(t.explain.domain.text, { parts: listText(parts, language) })],
  };
  return [row, intervalRow(domain, facts, reader), levelRow(domain.level, cuts, reader)];
}

/** The bars of statements; of one that divides the faculty also how sure that is. */
export function explainItem(item: Item | null, { t, language }: Reader): Explained[] {
  const { shares, flag } = t.explain;
  const rows: Explained[] = [{ kind: 'shares', title: shares.title, says: '', how: [shares.text] }];
  const split = item && shown(item.disagreement);
  if (!split || split.flag === 'none') return rows;
  const chance = numberText(100 * split.probability, language, 0);
  return [
    ...rows,
    { kind: 'flag', title: flag.title, says: t.items[split.flag], how: [fill(flag.text, { chance })] },
  ];
}

function scoreRow(score: FactorScore, reader: Reader): Explained {
  const { t, language } = reader;
  const { title, text, percent, coded } = t.explain.score;
  const { low, high } = score.scale;
  const unit = numberText(score.rounded_to, language);
  const how = [fill(text, { low, high, unit }), fill(percent, { percent: score.percent })];
  if (score.bound !== 'exact') how.push(coded);
  return { kind: 'score', title, says: scoreText(score, reader), how };
}

function intervalRow({ interval }: Factor | Domain, facts: Facts, reader: Reader): Explained {
  const { t, language } = reader;
  const { title, text, unknown, everyone } = t.explain.interval;
  const range = shown(interval);
  const n = shown(facts.responses);
  const row = { kind: 'interval' as const, title, says: rangeText(interval, reader) };
  if (!range) return { ...row, how: [] };
  if (range.everyone_answered) return { ...row, how: [everyone] };
  if (facts.eligible === null || n === null) return { ...row, how: [unknown] };
  return { ...row, how: [fill(text, { eligible: facts.eligible, n }, language)] };
}

/** Where levels begin on a factor's own scale. */
const factorCuts = ({ scale }: FactorScore, { instrument }: Reader): number[] =>
  instrument?.scales[scale.id]?.cuts ?? [];

function levelRow(level: Factor['level'] | Domain['level'], cuts: number[], reader: Reader): Explained {
  const { t, language } = reader;
  const { title, text, noCuts, between, provisional } = t.explain.level;
  const known = shown(level) as Level | null;
  if (!known) return { kind: 'level', title, says: hiddenText(level, reader), how: [] };
  const chances = chancesText(known.probabilities, reader);
  const begins = listText(
    cuts.map((cut) => numberText(cut, language)),
    language,
  );
  const how = [fill(cuts.length > 0 ? text : noCuts, { cuts: begins, chances }), provisional];
  if (!known.certain) how.splice(1, 0, between);
  return { kind: 'level', title, says: levelText(known, t), how };
}

function boundsRow({ bounds }: Factor, { scale }: FactorScore, reader: Reader): Explained {
  const { t, language } = reader;
  const { title, text } = t.explain.bounds;
  const range = shown(bounds);
  if (!range) return { kind: 'bounds', title, says: hiddenText(bounds, reader), how: [] };
  const [from, to] = [numberText(range.low, language), numberText(range.high, language)];
  const how = [fill(text, { low: scale.low, high: scale.high, from, to })];
  return { kind: 'bounds', title, says: boundsText(range, reader), how };
}

function tippingRow({ tipping_point }: Factor, reader: Reader): Explained {
  const { title, text } = reader.t.explain.tipping;
  const tipping = shown(tipping_point);
  if (!tipping) return { kind: 'tipping', title, says: hiddenText(tipping_point, reader), how: [] };
  const points = numberText(tipping.points, reader.language);
  return { kind: 'tipping', title, says: tippingText(tipping, reader), how: [fill(text, { points })] };
}

function agreementRow({ agreement }: Factor, reader: Reader): Explained {
  const { t, language } = reader;
  const { title, text, indices } = t.explain.agreement;
  const known = shown(agreement);
  if (!known) return { kind: 'agreement', title, says: hiddenText(agreement, reader), how: [] };
  const [rwg, ad] = [shown(known.rwg_j), shown(known.ad_m)];
  const how = [text];
  if (rwg !== null && ad !== null) {
    how.push(fill(indices, { rwg: numberText(rwg, language), ad: numberText(ad, language) }));
  }
  return { kind: 'agreement', title, says: t.agreement[known.word], how };
}

function changeRow({ change }: Factor, reader: Reader): Explained {
  const { t, language } = reader;
  const { title, text } = t.explain.change;
  const known = shown(change);
  if (!known) return { kind: 'change', title, says: hiddenText(change, reader), how: [] };
  const { low, high } = known.interval;
  const difference = signedText(known.difference, language);
  const how = [
    fill(text, { difference, from: signedText(low, language), to: signedText(high, language) }),
    known.verdict === 'cannot_be_told_apart'
      ? t.change.noChange
      : t.change[known.holds_for_all ? 'allHolds' : 'chance'],
  ];
  return { kind: 'change', title, says: t.change[known.verdict], how };
}

/** Only where it is published: with ten answers and more there is nothing to steady. */
function shrunkenRow({ shrunken_mean }: Factor, reader: Reader): Explained | null {
  const { t, language } = reader;
  const mean = shown(shrunken_mean);
  if (mean === null) return null;
  const says = fill(t.factors.shrunken, { mean: numberText(mean, language) });
  return { kind: 'shrunken', title: t.explain.shrunken.title, says, how: [t.explain.shrunken.text] };
}

const hiddenText = (value: unknown, { t }: Reader): string =>
  whySuppressed(value as Parameters<typeof whySuppressed>[0], t);
