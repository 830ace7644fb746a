/** A domain and its factors, each on the continuum; the same numbers as a table. */

import { fill } from '../../shared/texts';
import { cutsOf } from '../charts/domain-bar';
import { explainDomain } from '../explained';
import { type Domain, type Factor, inLanguage, isSuppressed, type Profile } from '../profile';
import type { Reader } from '../reader';
import { levelText, numberText, rangeText, scoreText, whySuppressed } from '../words';
import { Explain } from './explain';
import { FactorView } from './factor';
import { Fold } from './fold';
import { Hidden } from './hidden';

interface Props {
  domain: Domain;
  facts: Profile['participation'];
  reader: Reader;
}

export function DomainView({ domain, facts, reader }: Props) {
  const { t, language } = reader;
  const { score, level } = domain;
  const title = inLanguage(domain.title, language);
  return (
    <section class="domain" aria-labelledby={`domain-${domain.id}`}>
      <h2 id={`domain-${domain.id}`}>
        <span class="hint">{fill(t.domain.order, { at: domain.causal_position })}</span> {title}
      </h2>
      {isSuppressed(score) ? (
        <Hidden value={score} t={t} />
      ) : (
        <p>
          {fill(t.domain.score, { percent: numberText(score.percent, language) })}
          {!isSuppressed(level) && <strong> · {levelText(level, t)}</strong>}
        </p>
      )}
      {!isSuppressed(score) && (
        <Explain
          rows={() => explainDomain(domain, facts, cutsOf(domain, reader), reader)}
          about={title}
          t={t}
        />
      )}
      {domain.factors.map((factor) => (
        <FactorView key={factor.id} factor={factor} facts={facts} reader={reader} />
      ))}
      <Fold
        summary={t.table.show}
        about={title}
        content={() => <FactorTable domain={domain} reader={reader} />}
      />
    </section>
  );
}

function FactorTable({ domain, reader }: Omit<Props, 'facts'>) {
  const { t, language } = reader;
  const word = (factor: Factor): string =>
    isSuppressed(factor.agreement) ? whySuppressed(factor.agreement, t) : t.agreement[factor.agreement.word];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than a phone scrolls, by keyboard too
    <section class="scrolls wide" tabIndex={0} aria-label={inLanguage(domain.title, language)}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.table.factor}</th>
            <th scope="col">{t.table.score}</th>
            <th scope="col">{t.table.interval}</th>
            <th scope="col">{t.table.bounds}</th>
            <th scope="col">{t.table.level}</th>
            <th scope="col">{t.table.agreement}</th>
          </tr>
        </thead>
        <tbody>
          {domain.factors.map((factor) => (
            <tr key={factor.id}>
              <th scope="row">{inLanguage(factor.title, language)}</th>
              <td>
                {isSuppressed(factor.score)
                  ? whySuppressed(factor.score, t)
                  : scoreText(factor.score, reader)}
              </td>
              <td>{rangeText(factor.interval, reader)}</td>
              <td>{rangeText(factor.bounds, reader)}</td>
              <td>
                {isSuppressed(factor.level) ? whySuppressed(factor.level, t) : levelText(factor.level, t)}
              </td>
              <td>{word(factor)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
