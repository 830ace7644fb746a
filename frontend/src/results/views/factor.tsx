/** One factor on the continuum, in plain words, with its numbers and its statements to unfold. */

import { Continuum } from '../charts/continuum';
import { explainFactor } from '../explained';
import { agreementText, boundsText, changeText, nearestText } from '../plain';
import { type Factor, type FactorScore, inLanguage, isSuppressed, type Profile } from '../profile';
import type { Reader } from '../reader';
import { OriginalDisplay } from '../reference/place';
import { levelText, likelyText, scoreText } from '../words';
import { Explain } from './explain';
import { Hidden } from './hidden';
import { Items } from './items';

interface Props {
  factor: Factor;
  facts: Profile['participation'];
  reader: Reader;
}

export function FactorView({ factor, facts, reader }: Props) {
  const { t, language } = reader;
  const { score } = factor;
  const title = inLanguage(factor.title, language);
  return (
    <div class="factor">
      <h3>{title}</h3>
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
          <Said factor={factor} score={score} reader={reader} />
          <OriginalDisplay title={title} place={factor.reference} reader={reader} />
          <Explain rows={() => explainFactor(factor, facts, reader)} about={title} t={t} />
          <Items factor={factor} scale={score.scale} reader={reader} />
        </>
      )}
    </div>
  );
}

/** The level, the chart, and what they say. */
function Said({ factor, score, reader }: { factor: Factor; score: FactorScore; reader: Reader }) {
  const { t, language, instrument } = reader;
  const { level } = factor;
  const widest = isSuppressed(level) && !isSuppressed(factor.bounds) ? boundsText(factor.bounds, reader) : '';
  const said = [widest, nearestText(score, reader), agreementText(factor, t), changeText(factor, reader)];
  return (
    <div class="said">
      <p class="score">
        {!isSuppressed(level) && <strong>{levelText(level, t)} · </strong>}
        {scoreText(score, reader)}
        {likelyText(factor.interval, reader)}
      </p>
      <Continuum factor={factor} score={score} instrument={instrument} reader={reader} />
      <p>{said.filter(Boolean).join(' ')}</p>
      {isSuppressed(level) ? (
        <Hidden value={level} t={t} />
      ) : (
        <p class="descriptor">
          <span class="hint">{t.factors.visitor}:</span> {inLanguage(level.descriptor, language)}
        </p>
      )}
    </div>
  );
}
