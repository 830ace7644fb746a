/** The published profile, as services/survey-core/src/survey_core/contracts/{profile,measures}.py define it. */

export type Localized = Record<string, string>;

/** Something that may not be shown, with the rule that hides it; never 0 and never null. */
export interface Suppressed {
  suppressed: true;
  reason: string;
}

export type Bound = 'exact' | 'at_most' | 'at_least';
export type Certainty = 'very_likely' | 'likely' | 'more_likely_than_not';

export interface Interval {
  low: number;
  high: number;
  everyone_answered: boolean;
}

export interface FactorScore {
  mean: number;
  percent: number;
  scale: { id: string; low: number; high: number };
  bound: Bound;
  rounded_to: number;
}

export interface Level {
  name: string;
  probabilities: number[];
  certain: boolean;
  between: string[];
}

export interface Item {
  id: string;
  text: Localized;
  answered: 'at_least_95' | '80_to_95' | 'below_80' | Suppressed;
  partition: number[][] | Suppressed;
  shares: number[] | Suppressed;
  agree: { options: number[]; percent: number; bound: Bound } | Suppressed;
  mean: number | Suppressed;
  disagreement: { flag: 'none' | 'possible' | 'clear'; probability: number } | Suppressed;
}

/** How different the missing people would have to be to move the level. */
export interface TippingPoint {
  points: number;
  direction: 'lower' | 'higher';
  to_level: string;
  possible: boolean;
}

export interface Change {
  since: { administration: string; released_on: string | null; instrument_version: string };
  difference: number;
  interval: Interval;
  verdict: 'higher' | 'lower' | 'cannot_be_told_apart';
  holds_for_all: boolean;
}

/** The place among the schools of the administration, which stay unnamed. */
export interface Reference {
  schools: number;
  sds: number;
  highest_sds: number;
  lowest_sds: number;
}

export interface Agreement {
  word: 'strong' | 'moderate' | 'weak';
  rwg_j: number | Suppressed;
  ad_m: number | Suppressed;
}

export interface Factor {
  id: string;
  title: Localized;
  group: 'whole_school' | 'teams' | null;
  eligible_estimated: boolean;
  score: FactorScore | Suppressed;
  interval: Interval | Suppressed;
  level: (Level & { descriptor: Localized }) | Suppressed;
  agreement: Agreement | Suppressed;
  bounds: { low: number; high: number } | Suppressed;
  tipping_point: TippingPoint | Suppressed;
  change: Change | Suppressed;
  /** Not in profiles of version 1.0. */
  shrunken_mean?: number | Suppressed;
  /** Not in profiles of version 1.0. */
  reference?: Reference | Suppressed;
  items: Item[] | Suppressed;
}

export interface Domain {
  id: string;
  title: Localized;
  causal_position: number;
  score: { percent: number; factors: string[] } | Suppressed;
  interval: Interval | Suppressed;
  level: Level | Suppressed;
  factors: Factor[];
}

export interface StartHere {
  domain: string | null;
  factors: string[];
  then: string[];
  rule: 'teams_weak' | 'first_weak_domain' | 'nothing_weak';
  certainty: Certainty;
  text: Localized;
  supports: { factor: string; title: Localized; text: Localized }[];
}

/** Factor scores by the answers to one background question. */
export interface Subgroups {
  question: string;
  title: Localized;
  bands:
    | { value: string; label: Localized; factors: { id: string; score: FactorScore | Suppressed }[] }[]
    | Suppressed;
}

interface School {
  id: string;
  name: string;
}

export interface Profile {
  profile_version: string;
  id: string;
  revision: number;
  school: School & { external_ids: { system: string; value: string }[]; members?: School[] };
  administration: string;
  instrument: { id: string; version: string; digest: string };
  scoring_version: string;
  input_digest: string;
  released_on: string;
  participation: {
    eligible: number | null;
    responses: number | Suppressed;
    response_rate: number | Suppressed | null;
    standing: 'profile' | 'preliminary' | 'suppressed';
    replacements_issued: number;
    access: string;
    interim: boolean;
    minimum_group: number;
  };
  domains: Domain[];
  disagreement_items: { item: string; factor: string; flag: 'possible' | 'clear' }[] | Suppressed;
  start_here: StartHere | Suppressed;
  leverage: { factor: string; domain: string; certainty: Certainty }[] | Suppressed;
  /** Not in the first profiles. */
  subgroups?: Subgroups[];
  notes: { code: string; text: Localized }[];
}

/** Whether a value is withheld; what is left after the check is the value itself. */
export const isSuppressed = (value: unknown): value is Suppressed =>
  typeof value === 'object' && value !== null && 'suppressed' in value;

/** A value that is there and may be shown, else null. */
export const shown = <T>(value: T | Suppressed | undefined): T | null =>
  value === undefined || isSuppressed(value) ? null : (value as T);

/** Domains as one leads to the next. */
export const inCausalOrder = ({ domains }: Profile): Domain[] =>
  [...domains].sort((one, other) => one.causal_position - other.causal_position);

export const factorsOf = (profile: Profile): Factor[] => profile.domains.flatMap(({ factors }) => factors);

/** A text in the page's language, or in the first the instrument has. */
export const inLanguage = (text: Localized, language: string): string =>
  text[language] ?? Object.values(text)[0] ?? '';
