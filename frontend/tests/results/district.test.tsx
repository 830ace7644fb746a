/** The view of a district over the example every contract reader has, and over withheld values. */

import { readFileSync } from 'node:fs';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { byName, lineOf, type SchoolLine } from '../../src/results/district/getting';
import type { FactorTotal, Summary } from '../../src/results/district/summary';
import { DistrictView } from '../../src/results/district/view';
import type { Profile } from '../../src/results/profile';
import { type Reader, TEXTS } from '../../src/results/reader';
import { OriginalDisplay, steps } from '../../src/results/reference/place';
import { OriginalSwitch } from '../../src/results/reference/switch';
import { List } from '../../src/results/views/list';

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../docs/examples/${name}`, import.meta.url), 'utf8'));
const summary = (): Summary => read('district.json');
const profile = (): Profile => read('profile.json');
const reader = (language: 'en' | 'es' = 'en'): Reader => ({
  language,
  t: TEXTS[language],
  instrument: null,
});
const hidden = (reason: string) => ({ suppressed: true as const, reason });

/** A school of this name whose every average is this. */
function school(name: string, mean = 4.2): SchoolLine {
  const line = lineOf({ ...profile(), id: `of-${name}`, school: { ...profile().school, id: name, name } });
  for (const { score } of Object.values(line.factors)) if ('mean' in score) score.mean = mean;
  return line;
}

const html = (schools: SchoolLine[], changed: Partial<Summary> = {}, language: 'en' | 'es' = 'en') =>
  renderToString(
    <DistrictView
      district={{ summary: { ...summary(), ...changed }, schools, instrument: null }}
      reader={reader(language)}
    />,
  );

const names = (page: string): string[] =>
  [...page.matchAll(/<th scope="row">(\w+)</g)].map(([, name]) => name as string);

describe('schools', () => {
  it('stand by name in every factor, whatever their scores and the order they came in', () => {
    const page = html([school('Oak', 5.9), school('Elm', 1.1), school('Ash', 3.3)]);
    const rows = names(page).filter((name) => ['Ash', 'Elm', 'Oak'].includes(name));
    expect(rows.length).toBe(30);
    for (let at = 0; at < rows.length; at += 3) expect(rows.slice(at, at + 3)).toEqual(['Ash', 'Elm', 'Oak']);
    expect(page.indexOf('#profile=of-Ash')).toBeLessThan(page.indexOf('#profile=of-Oak'));
  });

  it('are in the order of the language, numbers as numbers', () => {
    const order = (language: string, ...of: string[]) =>
      byName(
        of.map((name) => school(name)),
        language,
      ).map(({ name }) => name);
    expect(order('en', 'PS 12', 'PS 9')).toEqual(['PS 9', 'PS 12']);
    expect(order('es', 'Ñandú', 'Olmo', 'Nogal')).toEqual(['Nogal', 'Ñandú', 'Olmo']);
  });

  it('have no class, rank or colour of their own: only the marks differ', () => {
    const rows = [...html([school('Ash', 1.1), school('Elm', 5.9)]).matchAll(/<tr>.*?<\/tr>/gs)].map(
      ([row]) => row.replace(/[\d.]+%/g, '').replace(/Ash|Elm|\d\.\d/g, ''),
    );
    const drawn = rows.filter((row) => row.includes('class="band"'));
    expect(drawn.length).toBe(20);
    for (let at = 0; at < 20; at += 2) expect(drawn[at]).toBe(drawn[at + 1]);
  });

  it('say why where nothing may be shown, and show preliminary ones with their widest range', () => {
    const small = school('Ash');
    for (const factor of Object.values(small.factors)) factor.score = hidden('not_enough_responses');
    const early = school('Elm');
    for (const factor of Object.values(early.factors))
      Object.assign(factor, { interval: hidden('preliminary'), level: hidden('preliminary') });
    const page = html([small, early]);
    expect(page.match(/class="why">Not shown. Too few people answered./g)).toHaveLength(10);
    expect(page.match(/class="bounds"/g)).toHaveLength(10);
    expect(page.match(/<span class="hint">Fewer than 65 in 100 answered./g)).toHaveLength(10);
    expect(page).not.toMatch(/undefined|NaN|null|\[object/);
  });

  it('of a large district are drawn when they are asked for', () => {
    const many = Array.from({ length: 31 }, (_, at) => school(`S${at}`));
    const page = html(many);
    expect(page.match(/Show 31 schools/g)).toHaveLength(10);
    expect(page).not.toContain('class="each"');
    expect(html(many.slice(1))).toContain('class="each"');
  });
});

describe('what is counted over the schools', () => {
  it('is said with its coverage, in both languages', () => {
    expect(html([])).toContain('The totals are made of 11 of 12 schools.');
    expect(html([])).toContain('<dd class="count">11 schools</dd>');
    expect(html([], {}, 'es')).toContain('Los totales se hacen con 11 de 12 escuelas.');
    expect(html([], {}, 'es')).toContain('<dd class="count">1 escuela</dd>');
  });

  it('keeps the order of the survey', () => {
    const page = html([]);
    const start = page.slice(page.indexOf('id="starting"'), page.indexOf('id="needed"'));
    const titles = summary().domains.flatMap(({ factors }) => factors.map(({ title }) => title.en as string));
    expect([...start.matchAll(/<th scope="row">([^<]+)</g)].map(([, title]) => title)).toEqual(titles);
  });

  it('says why where it is withheld, and nothing where the summary is of an earlier version', () => {
    const few = hidden('fewer_than_ten_schools');
    const page = html([], { starting_points: few, supports_needed: few });
    expect(page.match(/Shown from ten schools on/g)).toHaveLength(2);
    const old = summary();
    for (const field of ['response_standing', 'starting_points', 'supports_needed'] as const)
      delete old[field];
    const early = renderToString(
      <DistrictView district={{ summary: old, schools: [], instrument: null }} reader={reader()} />,
    );
    expect(early).not.toContain('id="starting"');
    expect(early).toContain('11 of 12 schools');
  });

  it('names what was made and not published', () => {
    const gone = { table: 'factor/team_processes', school: null, reason: 'differencing' };
    const groups = { table: 'subgroups/years_here', school: 'Ash', reason: 'differencing' };
    const page = html([school('Ash')], { withheld: [gone, groups] });
    expect(page).toContain('The total of: Team processes.');
    expect(page).toContain('A table by groups of people of: Ash.');
  });

  it('hides a total in its place', () => {
    const changed = summary();
    const factor = changed.domains[0]?.factors[0] as FactorTotal;
    Object.assign(factor, { score: hidden('differencing'), levels: hidden('fewer_than_ten_schools') });
    const page = html([], changed);
    expect(page).toContain('Not shown. Beside what is published already');
    expect(page).toContain('How many schools lie in each level: Not shown. Shown from ten schools on');
  });
});

describe('the original display', () => {
  const place = { schools: 12, sds: -0.4, highest_sds: 1.9, lowest_sds: -1.6 };

  it('is off until it is switched on', () => {
    const off = renderToString(<OriginalDisplay title="Teams" place={place} reader={reader()} />);
    expect(off).toBe('');
    expect(renderToString(<OriginalSwitch places={[place]} reader={reader()} />)).toContain(
      'Show as in the original display',
    );
  });

  it('is not offered where no place may be shown, and says why', () => {
    const none = renderToString(
      <OriginalSwitch places={[hidden('district_incomplete')]} reader={reader()} />,
    );
    expect(none).toContain('The other schools of the district are not published yet.');
    expect(none).not.toContain('<button');
    expect(renderToString(<OriginalSwitch places={[undefined]} reader={reader()} />)).toBe('');
  });

  it('says the distance in words', () => {
    expect(steps(-0.4, reader())).toBe('0.4 steps below the average of the schools');
    expect(steps(1.9, reader('es'))).toBe('1,9 pasos por encima del promedio de las escuelas');
    expect(steps(0, reader())).toBe('At the average of the schools');
  });
});

describe('the way there', () => {
  const three = ['Ash', 'Elm', 'Oak'].map((name) => ({ ...profile(), id: name }));
  const list = (profiles: Profile[], wholeDistrict: boolean) =>
    renderToString(<List profiles={profiles} reader={reader()} wholeDistrict={wholeDistrict} />);

  it('is shown to who reaches the whole district, where schools make a total', () => {
    expect(list(three, true)).toContain(`#district=${three[0]?.administration}`);
    expect(list(three.slice(1), true)).not.toContain('#district=');
    expect(list(three, false)).not.toContain('#district=');
  });
});
