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

export interface Factor {
  id: string;
  title: Localized;
  group: 'whole_school' | 'teams' | null;
  eligible_estimated: boolean;
  score: FactorScore | Suppressed;
  interval: Interval | Suppressed;
  level: (Level & { descriptor: Localized }) | Suppressed;
  agreement: { word: 'strong' | 'moderate' | 'weak' } | Suppressed;
  bounds: { low: number; high: number } | Suppressed;
  items: Item[] | Suppressed;
}

export interface Domain {
  id: string;
  title: Localized;
  causal_position: number;
  score: { percent: number } | Suppressed;
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

export interface Profile {
  profile_version: string;
  id: string;
  revision: number;
  school: { id: string; name: string; external_ids: { system: string; value: string }[] };
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
  notes: { code: string; text: Localized }[];
}

/** Whether a value is withheld; what is left after the check is the value itself. */
export const isSuppressed = (value: unknown): value is Suppressed =>
  typeof value === 'object' && value !== null && 'suppressed' in value;

export const factorsOf = (profile: Profile): Factor[] => profile.domains.flatMap(({ factors }) => factors);

/** A text in the page's language, or in the first the instrument has. */
export const inLanguage = (text: Localized, language: string): string =>
  text[language] ?? Object.values(text)[0] ?? '';
