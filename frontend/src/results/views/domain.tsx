/** A domain and its factors, each on the continuum; the same numbers as a table. */

import { fill } from '../../shared/texts';
import { Continuum } from '../charts/continuum';
import { type Domain, type Factor, inLanguage, isSuppressed } from '../profile';
import type { Reader } from '../reader';
import { levelText, numberText, rangeText, scoreText, whySuppressed } from '../words';
import { Hidden } from './hidden';
import { Items } from './items';

interface Props {
  domain: Domain;
  reader: Reader;
}

export function DomainView({ domain, reader }: Props) {
  const { t, language } = reader;
  const { score, level } = domain;
  return (
    <section class="domain" aria-labelledby={`domain-${domain.id}`}>
      <h2 id={`domain-${domain.id}`}>
        <span class="hint">{fill(t.domain.order, { at: domain.causal_position })}</span>{' '}
        {inLanguage(domain.title, language)}
      </h2>
      {isSuppressed(score) ? (
        <Hidden value={score} t={t} />
      ) : (
        <p>
          {fill(t.domain.score, { percent: numberText(score.percent, language) })}
          {!isSuppressed(level) && <strong> · {levelText(level, t)}</strong>}
        </p>
      )}
      {domain.factors.map((factor) => (
        <FactorView key={factor.id} factor={factor} reader={reader} />
      ))}
      <details>
        <summary>{t.table.show}</summary>
        <FactorTable domain={domain} reader={reader} />
      </details>
    </section>
  );
}

function FactorView({ factor, reader }: { factor: Factor; reader: Reader }) {
  const { t, language } = reader;
  const { score, level } = factor;
  return (
    <div class="factor">
      <h3>{inLanguage(factor.title, language)}</h3>
      {factor.group && (
        <p class="hint">
          {t.domain[factor.group]}
          {factor.eligible_estimated && ` · ${t.domain.estimated}`}
        </p>
      )}
      {isSuppressed(score) ? (
        <Hidden value={score} t={t} />
      ) : (
        <>
          <p class="score">
            <strong>{scoreText(score, reader)}</strong>
            {!isSuppressed(level) && ` · ${levelText(level, t)}`}
          </p>
          <Continuum factor={factor} score={score} instrument={reader.instrument} reader={reader} />
          {isSuppressed(level) ? (
            <Hidden value={level} t={t} />
          ) : (
            <p class="descriptor">{inLanguage(level.descriptor, language)}</p>
          )}
          <Items factor={factor} scale={score.scale} reader={reader} />
        </>
      )}
    </div>
  );
}

function FactorTable({ domain, reader }: Props) {
  const { t, language } = reader;
  const word = (factor: Factor): string =>
    isSuppressed(factor.agreement) ? whySuppressed(factor.agreement, t) : t.agreement[factor.agreement.word];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than a phone scrolls, by keyboard too
    <section class="scrolls" tabIndex={0} aria-label={inLanguage(domain.title, language)}>
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
