/** What changed since the survey before, factor by factor, in the order of the survey. */

import { earlierMean, sinceText } from '../plain';
import { type Change, factorsOf, inCausalOrder, inLanguage, isSuppressed, shown } from '../profile';
import type { Reader } from '../reader';
import { numberText, scoreText, signedText, whySuppressed } from '../words';
import { Hidden } from './hidden';
import type { Shown } from './profile';

export function Changes({ profile, reader }: Shown) {
  const { t } = reader;
  const factors = factorsOf(profile);
  const since = factors.map(({ change }) => shown(change)?.since).find(Boolean);
  const [first] = factors;
  return (
    <section aria-labelledby="change">
      <h2 id="change">{since ? sinceText(since.released_on, reader) : t.explain.change.title}</h2>
      {since ? (
        <>
          <p>
            {t.change.lead} {t.change.noChange}
          </p>
          <ChangeTable profile={profile} reader={reader} />
        </>
      ) : (
        first && isSuppressed(first.change) && <Hidden value={first.change} t={t} />
      )}
    </section>
  );
}

function ChangeTable({ profile, reader }: Shown) {
  const { t, language } = reader;
  const factors = inCausalOrder(profile).flatMap((domain) => domain.factors);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than a phone scrolls, by keyboard too
    <section class="scrolls wide" tabIndex={0} aria-label={t.explain.change.title}>
      <table>
        <thead>
          <tr>
            {[t.table.factor, t.change.was, t.change.now, t.change.difference, t.change.verdict].map(
              (head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {factors.map((factor) => (
            <tr key={factor.id}>
              <th scope="row">{inLanguage(factor.title, language)}</th>
              {isSuppressed(factor.change) || isSuppressed(factor.score) ? (
                <td colSpan={4}>{whySuppressed(factor.change as never, t)}</td>
              ) : (
                <>
                  <td>{numberText(earlierMean(factor) as number, language)}</td>
                  <td>{scoreText(factor.score, reader)}</td>
                  <Difference change={factor.change} reader={reader} />
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Difference({ change, reader: { t, language } }: { change: Change; reader: Reader }) {
  const { low, high } = change.interval;
  return (
    <>
      <td>
        {signedText(change.difference, language)}{' '}
        <span class="hint">
          ({signedText(low, language)} … {signedText(high, language)})
        </span>
      </td>
      <td>{t.change[change.verdict]}</td>
    </>
  );
}
