/** Where to start, the rule that says so, and what the school can build on. */

import type { Explained } from '../explained';
import { factorsOf, inLanguage, isSuppressed, type Profile, type StartHere, shown } from '../profile';
import type { Reader } from '../reader';
import { Explain } from './explain';
import { Hidden } from './hidden';
import type { Shown } from './profile';

export function Start({ profile, reader }: Shown) {
  const { t } = reader;
  const { start_here: start } = profile;
  return (
    <section class="start" aria-labelledby="start">
      <h2 id="start">{t.start.title}</h2>
      {isSuppressed(start) ? (
        <Hidden value={start} t={t} />
      ) : (
        <Advice start={start} profile={profile} reader={reader} />
      )}
      <Leverage profile={profile} reader={reader} />
      <Explain rows={() => explained(reader)} about={t.start.title} t={t} />
    </section>
  );
}

const explained = ({ t }: Reader): Explained[] =>
  (['start', 'leverage'] as const).map((kind) => {
    const { title, text } = t.explain[kind];
    return { kind, title, says: '', how: [text] };
  });

const titleOf = (id: string, profile: Profile, { language }: Reader): string => {
  const factor = factorsOf(profile).find((one) => one.id === id);
  return factor ? inLanguage(factor.title, language) : id;
};

function Advice({ start, profile, reader }: Shown & { start: StartHere }) {
  const { t, language } = reader;
  const names = (ids: string[]) => ids.map((id) => titleOf(id, profile, reader)).join(' · ');
  return (
    <>
      <p class="advice">{inLanguage(start.text, language)}</p>
      <dl class="facts">
        {start.factors.length > 0 && (
          <div>
            <dt>{t.start.factors}</dt>
            <dd>{names(start.factors)}</dd>
          </div>
        )}
        {start.then.length > 0 && (
          <div>
            <dt>{t.start.then}</dt>
            <dd>{names(start.then)}</dd>
          </div>
        )}
        <div class="rule">
          <dt>
            {t.start.rule} ({t.certainty[start.certainty]})
          </dt>
          <dd>{t.start[start.rule]}</dd>
        </div>
      </dl>
    </>
  );
}

/** Steps for the factors to start with, written for their levels. */
export function Supports({ profile, reader }: Shown) {
  const { t, language } = reader;
  const supports = shown(profile.start_here)?.supports ?? [];
  if (supports.length === 0) return null;
  return (
    <section class="supports" aria-labelledby="supports">
      <h2 id="supports">{t.start.supports}</h2>
      {supports.map(({ factor, title, text }) => (
        <div key={`${factor}-${inLanguage(title, 'en')}`}>
          <h3>{inLanguage(title, language)}</h3>
          <p class="hint">{titleOf(factor, profile, reader)}</p>
          <p>{inLanguage(text, language)}</p>
        </div>
      ))}
    </section>
  );
}

function Leverage({ profile, reader }: Shown) {
  const { t } = reader;
  const { leverage } = profile;
  return (
    <>
      <h3>{t.start.leverage}</h3>
      {isSuppressed(leverage) && <Hidden value={leverage} t={t} />}
      {!isSuppressed(leverage) && leverage.length === 0 && <p>{t.start.noLeverage}</p>}
      {!isSuppressed(leverage) && leverage.length > 0 && (
        <ul>
          {leverage.map(({ factor, certainty }) => (
            <li key={factor}>
              {titleOf(factor, profile, reader)} <span class="hint">({t.certainty[certainty]})</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
