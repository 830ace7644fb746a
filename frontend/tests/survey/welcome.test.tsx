/** The consent page says what this very survey shows, and what it cannot do. */

import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { fill, type PageLanguage } from '../../src/shared/texts';
import type { Manifest } from '../../src/survey/protocol/manifest';
import { Welcome } from '../../src/survey/screens/welcome';
import type { State } from '../../src/survey/state';
import en from '../../src/survey/texts/en.json';
import es from '../../src/survey/texts/es.json';
import { golden } from '../golden';

const { lines: who } = en.welcome.plain.who;
const { lines: shown } = en.welcome.plain.shown;
const { lines: how } = en.welcome.folded.how;
const { lines: limits } = en.welcome.folded.limits;

/** Every condition that a line's name may begin with: another word would never be true. */
const CONDITIONS = [
  'all',
  'cards',
  'email',
  'open',
  'sealed',
  'rolling',
  'file',
  'items',
  'scores',
  'one',
  'joined',
  'tables',
];

function html(change: Partial<Manifest>, language: PageLanguage = 'en', asked: object = {}): string {
  const manifest = { ...JSON.parse(golden.manifest.text), ...change } as Manifest;
  const sections = [{ items: [1, 2, 3] }];
  const questionnaire = { title: 'T', sections, background: [], reporting_unit: null, ...asked };
  const t = { en, es }[language];
  const state = { t, language, survey: { manifest, questionnaire }, draft: {} } as unknown as State;
  return renderToString(<Welcome state={state} />).replaceAll('&#39;', "'");
}

describe('the welcome', () => {
  it.each([en, es])('has no line whose condition can never be true', ({ welcome }) => {
    const parts = [...Object.values(welcome.plain), ...Object.values(welcome.folded)];
    const names = [welcome.intro, ...parts.map(({ lines }) => lines)].flatMap((lines) => Object.keys(lines));
    expect(names.filter((name) => !CONDITIONS.includes(name.split('_')[0] as string))).toEqual([]);
  });

  it('names the caveats of the mode it is in, and no others', () => {
    const plain = html({ release_mode: 'sealed', access: 'cards' });
    for (const text of [shown.rolling, shown.scores, limits.open, limits.email, how.open, how.email]) {
      expect(plain).not.toContain(text);
    }
    for (const text of [shown.items, how.cards, who.one]) expect(plain).toContain(text);
    expect(html({ release_mode: 'rolling' })).toContain(shown.rolling);
  });

  it('says of open access that one per person is not enforced, and that only scores are shown', () => {
    const open = html({ access: 'open' });
    for (const text of [limits.open, shown.scores, how.open]) expect(open).toContain(text);
    expect(open).not.toContain(shown.items);
  });

  it('speaks of a link where people come by e-mail', () => {
    const email = html({ access: 'email' });
    for (const text of [how.email, limits.email]) expect(email).toContain(text);
    expect(email).not.toContain(how.cards);
  });

  it('always names the key file, the server, the smallest group and the thresholds of this survey', () => {
    const page = html({ k: 9 });
    expect(page).toContain(limits.file);
    expect(page).toContain(limits.all_phone);
    expect(page).toContain('fewer than 9 people');
    expect(page).toContain('at least 9 people, and at least 40 of every 100');
    expect(page).toContain('From 65 of every 100 on');
    expect(page).toContain('3 short statements');
  });

  it.each([
    ['en', 'Maple School, Oak School, and Pine School are reported together'],
    ['es', 'Maple School, Oak School y Pine School se informan juntas'],
  ] as const)('names the schools that are reported together: %s', (language, text) => {
    const schools = ['a', 'b', 'c'];
    const reporting_unit = { name: 'U', schools: ['Maple School', 'Oak School', 'Pine School'] };
    const page = html({ schools }, language, { reporting_unit });
    expect(page).toContain(text);
    expect(page).not.toContain({ en, es }[language].welcome.plain.who.lines.one);
  });

  it.each([
    ['en', 'America/Denver', /June 12, 2026 at 3:30\sPM MDT/],
    ['en', 'Pacific/Honolulu', /June 12, 2026 at 11:30\sAM HST/],
    ['es', 'America/Denver', /12 de junio de 2026(?:,| a las) 15:30 GMT-6/],
  ] as const)('says when it ends by the clocks of the district: %s %s', (language, time_zone, text) => {
    const page = html({ closes_no_later_than: '2026-06-12T21:30:00Z' }, language, { time_zone });
    expect(page).toMatch(text);
  });

  it('says it by the clock of the phone where the zone is not known, and names that zone', () => {
    for (const time_zone of [null, 'Moon/Tranquility'])
      expect(html({ closes_no_later_than: '2026-06-12T21:30:00Z' }, 'en', { time_zone })).toMatch(
        /June 1[123], 2026 at \d+:\d\d [AP]M [A-Z]/,
      );
  });

  it('names the questions by which results will be shown, and only where there are any', () => {
    const background = [{ id: 'role', text: 'Who are you?' }];
    const page = html({ subgroup_tables: ['role'], k: 7 }, 'en', { background });
    expect(page).toContain(fill(shown.tables, { questions: 'Who are you?', k: 7 }));
    expect(html({})).not.toContain('You are asked');
  });

  it('leaves no place unfilled', () => {
    for (const access of ['cards', 'email', 'open'] as const) expect(html({ access })).not.toMatch(/\{\w+\}/);
  });
});
