/** What the marks of the continuum mean; only the marks that are drawn. */

import { earlierMean } from '../plain';
import { factorsOf, isSuppressed, type Profile } from '../profile';
import type { Reader } from '../reader';

export function Legend({ profile, reader: { t } }: { profile: Profile; reader: Reader }) {
  const drawn = factorsOf(profile).filter(({ score }) => !isSuppressed(score));
  if (drawn.length === 0) return null;
  const hasBand = drawn.some(({ interval }) => !isSuppressed(interval));
  const hasBounds = drawn.some(({ level, bounds }) => isSuppressed(level) && !isSuppressed(bounds));
  return (
    <section aria-labelledby="legend">
      <h3 id="legend">{t.chart.legend}</h3>
      <ul class="legend">
        {hasBand && (
          <li>
            <span class="key" /> {t.chart.keyBand}
          </li>
        )}
        {hasBounds && (
          <li>
            <span class="key dashed" /> {t.chart.keyBounds}
          </li>
        )}
        <li>
          <span class="key mark" /> {t.chart.keyMark}
        </li>
        {drawn.some((factor) => earlierMean(factor) !== null) && (
          <li>
            <span class="key earlier" /> {t.change.mark}
          </li>
        )}
        <li>{t.levels.provisional}</li>
      </ul>
    </section>
  );
}
