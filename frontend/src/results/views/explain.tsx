/** The one way in which numbers say how they were computed: a fold below what they belong to. */

import { addressOf, type Explained } from '../explained';
import type { Texts } from '../reader';

interface Props {
  rows: Explained[];
  /** What the numbers are about: for ears, many folds would sound alike. */
  about: string;
  t: Texts;
}

export const Explain = ({ rows, about, t }: Props) =>
  rows.length > 0 && (
    <details class="explain">
      <summary>
        {t.explain.show} <span class="unseen">{about}</span>
      </summary>
      <dl>
        {rows.map(({ kind, title, says, how }) => (
          <div key={kind}>
            <dt>{title}</dt>
            {says && <dd class="says">{says}</dd>}
            <dd class="computed">
              {how.join(' ')}{' '}
              <a href={addressOf(kind)}>
                {t.explain.more} <span class="unseen">{title}</span>
              </a>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
