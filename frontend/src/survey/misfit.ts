/** Holding the questions against the rules that everyone was shown. */

import type { Manifest } from './protocol/manifest';
import type { Questionnaire } from './questionnaire';

/**
 * The questions are those of the pinned rules: the same instrument, and of a person's background exactly what
 * the manifest names, so that no server can ask one person more than the others.
 */
export function misfit(
  questionnaire: Questionnaire,
  manifest: Manifest,
): 'otherQuestions' | 'notTrusted' | undefined {
  const { instrument, background, reporting_unit } = questionnaire;
  if (background.map(({ id }) => id).join() !== manifest.subgroup_tables.join()) return 'otherQuestions';
  const together = reporting_unit?.schools.length === manifest.schools?.length;
  return instrument.digest === manifest.instrument_digest && together ? undefined : 'notTrusted';
}
