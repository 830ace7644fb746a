/** The page in short: the domains as one leads to the next, and where that leads. */

import { fill } from '../../shared/texts';
import { DomainBar } from '../charts/domain-bar';
import { type Domain, inCausalOrder, inLanguage, isSuppressed } from '../profile';
import type { Reader } from '../reader';
import { levelText, likelyText, numberText } from '../words';
import { Hidden } from './hidden';
import type { Shown } from './profile';

export function Glance({ profile, reader }: Shown) {
  const { t } = reader;
  return (
    <section aria-labelledby="glance">
      <h2 id="glance">{t.glance.title}</h2>
      <p>{t.glance.lead}</p>
      <ol class="chain">
        {inCausalOrder(profile).map((domain) => (
          <Link key={domain.id} domain={domain} reader={reader} />
        ))}
        <li class="beyond">
          <h3>{t.glance.students}</h3>
          <p class="hint">{t.glance.studentsHint}</p>
        </li>
      </ol>
      <p class="feedback">{t.glance.feedback}</p>
      <p class="hint">
        {t.glance.provisional} {t.levels.provisional}
      </p>
    </section>
  );
}

/** One domain of the chain. */
function Link({ domain, reader }: { domain: Domain; reader: Reader }) {
  const { t, language } = reader;
  const { score, interval, level } = domain;
  return (
    <li>
      <h3>{inLanguage(domain.title, language)}</h3>
      {isSuppressed(score) ? (
        <Hidden value={score} t={t} />
      ) : (
        <>
          <p class="level">{levelOrScore(level, t)}</p>
          <DomainBar domain={domain} reader={reader} />
          <p class="hint">
            {fill(t.domain.score, { percent: numberText(score.percent, language) })}
            {likelyText(interval, reader)}
          </p>
        </>
      )}
    </li>
  );
}

const levelOrScore = (level: Domain['level'], t: Reader['t']): string =>
  isSuppressed(level) ? t.levels.none : levelText(level, t);
