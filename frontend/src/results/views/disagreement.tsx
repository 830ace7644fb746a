/** Statements the faculty is split on, in the instrument's order, never by size. */

import { explainItem } from '../explained';
import { type Factor, factorsOf, inLanguage, isSuppressed } from '../profile';
import { Explain } from './explain';
import { Hidden } from './hidden';
import { ItemView } from './items';
import type { Shown } from './profile';

export function Disagreement({ profile, reader }: Shown) {
  const { t } = reader;
  const { disagreement_items: split } = profile;
  return (
    <section aria-labelledby="split">
      <h2 id="split">{t.items.title}</h2>
      {isSuppressed(split) && <Hidden value={split} t={t} />}
      {!isSuppressed(split) && <p>{split.length > 0 ? t.items.lead : t.items.none}</p>}
      {!isSuppressed(split) &&
        split.map(({ item, factor, flag }) => {
          const found = find(factorsOf(profile), factor, item);
          return (
            found && (
              <div key={item}>
                <p class="hint">
                  {inLanguage(found.factor.title, reader.language)} · {t.items[flag]}
                </p>
                <ItemView item={found.item} scale={found.scale} reader={reader} />
                <Explain
                  rows={() => explainItem(found.item, reader)}
                  about={inLanguage(found.item.text, reader.language)}
                  t={t}
                />
              </div>
            )
          );
        })}
    </section>
  );
}

function find(factors: Factor[], factorId: string, itemId: string) {
  const factor = factors.find(({ id }) => id === factorId);
  if (!factor || isSuppressed(factor.items) || isSuppressed(factor.score)) return null;
  const item = factor.items.find(({ id }) => id === itemId);
  return item ? { factor, item, scale: factor.score.scale } : null;
}
