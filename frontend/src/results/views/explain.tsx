/** The one way in which numbers say how they were computed: a fold below what they belong to. */

import { addressOf, type Explained } from '../explained';
import type { Texts } from '../reader';
import { Fold } from './fold';

interface Props {
  /** Made when they are asked for. */
  rows: () => Explained[];
  /** What the numbers are about. */
  about: string;
  t: Texts;
}

export const Explain = ({ rows, about, t }: Props) => (
  <Fold class="explain" summary={t.explain.show} about={about} content={() => <Rows rows={rows()} t={t} />} />
);

const Rows = ({ rows, t }: { rows: Explained[]; t: Texts }) => (
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
);
