/** The page over the example every contract reader has, docs/examples/profile.json, and over withheld values. */

import { readFileSync } from 'node:fs';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { Factor, Profile } from '../../src/results/profile';
import { type Reader, TEXTS } from '../../src/results/reader';
import { makeAll } from '../../src/results/views/fold';
import { List } from '../../src/results/views/list';
import { ProfileView } from '../../src/results/views/profile';

// What is unfolded later is looked at too.
makeAll();

const file = new URL('../../../docs/examples/profile.json', import.meta.url);
const example = (): Profile => JSON.parse(readFileSync(file, 'utf8'));
const reader = (language: 'en' | 'es'): Reader => ({ language, t: TEXTS[language], instrument: null });
const html = (profile: Profile, language: 'en' | 'es' = 'en') =>
  renderToString(<ProfileView profile={profile} reader={reader(language)} />);

const hidden = (reason: string) => ({ suppressed: true as const, reason });

describe('what may not be shown', () => {
  it('says so with its reason, never as a number', () => {
    const profile = example();
    const factor = profile.domains[0]?.factors[0] as Factor;
    for (const part of ['score', 'interval', 'level', 'agreement', 'bounds', 'items'] as const) {
      Object.assign(factor, { [part]: hidden('fewer_than_eight_responses') });
    }
    const page = html(profile);
    expect(page).toContain('Not shown. Fewer than eight people answered.');
    expect(page).not.toMatch(/undefined|NaN|null|\[object/);
  });

  it('leaves nothing but the notice where too few answered', () => {
    const profile = example();
    profile.participation.standing = 'suppressed';
    profile.participation.responses = hidden('not_enough_responses') as never;
    const page = html(profile);
    expect(page).toContain('Nothing can be shown');
    expect(page).not.toContain('<svg');
  });

  it('has words even for a rule this page does not know', () => {
    const profile = example();
    profile.start_here = hidden('a_rule_of_tomorrow');
    expect(html(profile)).toContain('A rule that protects people hides it.');
  });

  it('shows a preliminary factor with its widest range', () => {
    const profile = example();
    profile.participation.standing = 'preliminary';
    for (const factor of profile.domains.flatMap((domain) => [domain, ...domain.factors])) {
      Object.assign(factor, { interval: hidden('preliminary'), level: hidden('preliminary') });
    }
    const page = html(profile);
    expect(page).toContain('class="bounds"');
    expect(page).not.toContain('class="band"');
  });
});

describe('the example', () => {
  it('is told in both languages', () => {
    expect(html(example())).toContain('31 of 40 people answered (77 %).');
    expect(html(example(), 'es')).toContain('Respondieron 31 de 40 personas (77 %).');
    expect(html(example(), 'es')).toContain('Liderazgo para mejorar la enseñanza');
  });

  it('puts the domains in causal order and draws the range before the estimate', () => {
    const profile = example();
    profile.domains.reverse();
    const page = html(profile);
    expect(page.indexOf('domain-leadership')).toBeLessThan(page.indexOf('domain-efficacy'));
    expect(page.indexOf('class="band"')).toBeLessThan(page.indexOf('class="mark"'));
  });

  it('speaks every chart', () => {
    const page = html(example());
    expect(page).toContain(
      'Instructional leadership: 4.2 on a scale from 1 to 6. Likely between 4.0 and 4.4.',
    );
    expect(page.match(/<svg[^>]*>/g)?.every((tag) => tag.includes('aria-label='))).toBe(true);
  });
});

describe('a second survey', () => {
  it('is an open earlier mark on the same continuum, a verdict in words, and a table', () => {
    const page = html(example());
    expect(page.match(/class="earlier"/g)).toHaveLength(10);
    expect(page).toContain('Lower than before (4.5).');
    expect(page).toContain('Cannot be told apart from before (4.4).');
    expect(page).toContain('Change since November 18, 2025');
    expect(page).toContain('<td>3.0</td><td>3.8</td>');
  });

  it('leaves no mark where it may not be compared, and says why', () => {
    const profile = example();
    for (const factor of profile.domains.flatMap(({ factors }) => factors))
      factor.change = hidden('no_comparison');
    const page = html(profile);
    expect(page).not.toContain('class="earlier"');
    expect(page).toContain('Not shown. There is no earlier profile.');
  });
});

describe('how far to trust it', () => {
  const trusted = (changes: object) => {
    const profile = example();
    Object.assign(profile.participation, changes);
    return html(profile);
  };

  it.each([
    [
      { responses: 40, response_rate: 1 },
      'Everyone answered: nobody is missing. That is not the same as certain',
    ],
    [{ responses: 39, response_rate: 0.975 }, 'One person did not answer.'],
    [{ responses: 31 }, '9 people did not answer. If they think like the others'],
    [
      { responses: 20, response_rate: 0.5, standing: 'preliminary' },
      '20 people did not answer. The ranges hold only if they think like the others',
    ],
    [{ eligible: null, response_rate: null }, 'How many people are missing is not known.'],
    [
      { eligible: 8, responses: 6, response_rate: 0.75 },
      'With so few people, one different answer moves a score.',
    ],
  ])('%o', (changes, said) => {
    expect(trusted(changes)).toContain(said);
  });
});

it('shows groups of people in a table, and hidden groups by their reason', () => {
  const page = html(example());
  expect(page).toContain('Three years or less');
  expect(page).toContain('Not shown. Beside what is published already, it would tell of very few people.');
  const without = example();
  without.subgroups = [];
  expect(html(without)).not.toContain('By groups of people');
});

it('lists schools by name, never by score', () => {
  const named = (name: string): Profile => ({
    ...example(),
    id: name,
    school: { ...example().school, name },
  });
  const page = renderToString(<List profiles={[named('Oak'), named('Ash')]} reader={reader('en')} />);
  expect(page.indexOf('Ash')).toBeLessThan(page.indexOf('Oak'));
  expect(page).not.toContain('4.2');
});
