/** Every number says how it was computed, in one pattern, with its own ingredients and a place to read more. */

import { readFileSync } from 'node:fs';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import plan from '../../../services/survey-core/src/survey_core/wording/plan.json';
import { explain } from '../../scripts/measurement.mjs';
import { explainDomain, explainFactor, explainRate } from '../../src/results/explained';
import { readInstrument } from '../../src/results/instrument';
import { type Domain, type Factor, factorsOf, type Profile } from '../../src/results/profile';
import { type Reader, TEXTS } from '../../src/results/reader';
import { makeAll } from '../../src/results/views/fold';
import { ProfileView } from '../../src/results/views/profile';

// What is unfolded later is looked at too.
makeAll();

const docs = new URL('../../../docs/', import.meta.url);
const example = (): Profile => JSON.parse(readFileSync(new URL('examples/profile.json', docs), 'utf8'));
const label = (en: string) => ({ en, es: en });
const instrument = readInstrument({
  scales: {
    agreement6: {
      points: [1, 2, 3, 4, 5, 6].map((value) => ({ value, label: label(`answer ${value}`) })),
      cuts: [3, 4, 5],
    },
  },
});
const reader: Reader = { language: 'en', t: TEXTS.en, instrument };
const hidden = (reason: string) => ({ suppressed: true as const, reason });
const first = (): Factor => example().domains[0]?.factors[0] as Factor;
const facts = example().participation;
const how = (factor: Factor) =>
  Object.fromEntries(
    explainFactor(factor, facts, reader).map(({ kind, says, how }) => [kind, [says, ...how].join(' ')]),
  );

describe('what is withheld', () => {
  it('is explained by its reason and by no number', () => {
    const factor = {
      ...first(),
      tipping_point: hidden('everyone_answered'),
      change: hidden('no_comparison'),
    };
    expect(how(factor).tipping).toBe('Not shown. Everyone answered.');
    expect(how(factor).change).toBe('Not shown. There is no earlier profile.');
    expect(explainFactor({ ...factor, score: hidden('branch_size') }, facts, reader)).toEqual([]);
    expect(explainRate({ ...facts, responses: hidden('not_enough_responses') }, reader)).toEqual([]);
  });

  it('leaves out what profiles of the first version do not have', () => {
    const { shrunken_mean: _, ...old } = first();
    expect(how(old)).not.toHaveProperty('shrunken');
  });
});

describe('a number', () => {
  it('names its own ingredients', () => {
    const said = how(first());
    expect(said.score).toContain('The scale runs from 1 to 6. It is rounded to 0.1');
    expect(said.score).toContain('64 of 100');
    expect(said.interval).toContain('all 40 people');
    expect(said.interval).toContain('31 answers');
    expect(said.level).toContain('A new level begins at 3.0, 4.0, and 5.0.');
    expect(said.level).toContain('Functional: 100 in 100');
    expect(said.bounds).toContain('If all who did not answer had chosen 1, the average would be 3.4.');
    expect(said.tipping).toContain('0.9 points lower than the others, the level is Emergent');
    expect(said.agreement).toContain('r_wg(j) is 0.9 and AD_M(j) is 0.7');
    expect(said.change).toContain('−0.2. The range of the difference is −0.4 to 0.0');
  });

  it('of a domain names the factors it is the mean of', () => {
    const domain = example().domains[0] as Domain;
    const [score, , level] = explainDomain(domain, facts, [40, 60, 80], reader);
    expect(score?.how.join()).toContain('Instructional leadership 64, Psychological safety 62');
    expect(level?.how.join(' ')).toContain('so two are named');
  });

  it('that could not be moved says so', () => {
    const never = { points: 4, direction: 'lower' as const, to_level: 'emergent', possible: false };
    expect(how({ ...first(), tipping_point: never }).tipping).toContain('could not move the level');
    expect(how({ ...first(), tipping_point: { ...never, points: 0, possible: true } }).tipping).toContain(
      'right at the edge of Emergent',
    );
  });
});

describe('on the page', () => {
  const page = (profile: Profile, language: 'en' | 'es' = 'en') =>
    renderToString(<ProfileView profile={profile} reader={{ ...reader, language, t: TEXTS[language] }} />);

  it('every factor has one fold, and each fold a name of its own', () => {
    const folds = page(example()).matchAll(
      /<summary>How was this computed\? <span class="unseen">(.*?)<\/span>/g,
    );
    const names = [...folds].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
    const missing = factorsOf(example()).filter(({ title }) => !names.includes(title.en));
    expect(missing).toEqual([]);
  });

  it('every explanation leads to a heading of the page that explains the numbers', () => {
    const explained = explain(readFileSync(new URL('measurement.md', docs), 'utf8'));
    const ids = [...explained.matchAll(/<h\d id="([^"]+)"/g)].map(([, id]) => id);
    const linked = [...page(example()).matchAll(/href="\.\.\/measurement\/#([^"]+)"/g)].map(([, id]) => id);
    expect(linked.filter((id) => !ids.includes(id))).toEqual([]);
    expect(Object.values(plan.anchors).filter((id) => !ids.includes(id))).toEqual([]);
    expect(new Set(linked).size).toBeGreaterThanOrEqual(10);
  });

  it('says nothing that was left to fill in, in either language', () => {
    for (const language of ['en', 'es'] as const) {
      expect(page(example(), language)).not.toMatch(/\{\w+\}|undefined|NaN|\[object/);
    }
  });
});
