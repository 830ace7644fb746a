/** The published summary of a district, as services/survey-core/src/survey_core/contracts/district.py defines it. */

import type { FactorScore, Interval, Localized, Suppressed } from '../profile';

export interface LevelCount {
  name: string;
  schools: number;
}

interface Total {
  id: string;
  title: Localized;
  schools_included: number;
  interval: Interval | Suppressed;
  levels: LevelCount[] | Suppressed;
}

export interface FactorTotal extends Total {
  score: Pick<FactorScore, 'mean' | 'percent' | 'scale'> | Suppressed;
  between_schools: { sd: number; icc1: number; icc2: number } | Suppressed;
}

export interface DomainTotal extends Total {
  causal_position: number;
  score: { percent: number } | Suppressed;
  factors: FactorTotal[];
}

export interface StartingPoints {
  schools: number;
  nothing_weak: number;
  factors: { factor: string; start: number; then: number }[];
}

export interface NeededSupport {
  factor: string;
  title: Localized;
  text: Localized;
  schools: number;
}

export interface Summary {
  summary_version: string;
  revision: number;
  district: { id: string; name: string };
  administration: string;
  instrument: { id: string; version: string; digest: string };
  released_on: string;
  coverage: { schools_included: number; schools_total: number; text: Localized };
  domains: DomainTotal[];
  /** This and the next two are not in summaries of version 1.0. */
  response_standing?: Record<'profile' | 'preliminary' | 'suppressed', number>;
  starting_points?: StartingPoints | Suppressed;
  supports_needed?: NeededSupport[] | Suppressed;
  careless: { percent: number } | Suppressed;
  withheld: { table: string; school: string | null; reason: string }[];
  notes: { code: string; text: Localized }[];
}
