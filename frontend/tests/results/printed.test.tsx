/** The page says what the printed report says (tests/golden/report_said.json): the same words, the same numbers. */

import { readFileSync } from 'node:fs';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { readInstrument } from '../../src/results/instrument';
import type { Profile } from '../../src/results/profile';
import { TEXTS } from '../../src/results/reader';
import { makeAll } from '../../src/results/views/fold';
import { ProfileView } from '../../src/results/views/profile';

type Language = 'en' | 'es';

interface Golden {
  instrument: Parameters<typeof readInstrument>[0];
  /** A profile of each kind, and every text of its printed report. */
  schools: { kind: string; profile: Profile; said: Record<Language, string[]> }[];
}

// Paper shows what a reader unfolds.
makeAll();

const file = new URL('../../../tests/golden/report_said.json', import.meta.url);
const golden: Golden = JSON.parse(readFileSync(file, 'utf8'));

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

/** Everything a page says to eyes and ears, without its white space: lines break elsewhere on paper. */
const spoken = (html: string): string =>
  html
    .replace(/<[^>]*?aria-label="([^"]*)"[^>]*>/g, '$1')
    .replace(/<[^>]+>/g, '')
    .replace(/&\w+;|&#39;/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\s+/g, '');

const cases = golden.schools.flatMap((school) =>
  (['en', 'es'] as const).map((language) => ({ ...school, language, printed: school.said[language] })),
);

describe.each(cases)('a school of the kind $kind in $language', ({ kind, profile, language, printed }) => {
  const reader = { language, t: TEXTS[language], instrument: readInstrument(golden.instrument) };
  const page = spoken(renderToString(<ProfileView profile={profile} reader={reader} />));

  it('has much to say on paper', () => {
    expect(printed.length).toBeGreaterThan(kind === 'suppressed' ? 20 : 100);
  });

  it('says the same on the page', () => {
    expect(printed.filter((text) => !page.includes(text.replace(/\s+/g, '')))).toEqual([]);
  });
});
