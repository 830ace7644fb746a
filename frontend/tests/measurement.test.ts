/** The page that explains every number, made from docs/measurement.md. */

import { expect, it } from 'vitest';
import { addressOf, explain } from '../scripts/measurement.mjs';

it('refuses two headings with one address', () => {
  expect(() => explain('## Level\n\n## Level')).toThrow('#level');
});

it.each([
  ['Level', 'level'],
  ['Where to start', 'where-to-start'],
  ['Intervals, and what they say', 'intervals-and-what-they-say'],
  ['`statistics.json`', 'statisticsjson'],
])('gives the heading %s the address %s', (heading, address) => {
  expect(addressOf(heading)).toBe(address);
  expect(explain(`## ${heading}`)).toContain(`<h2 id="${address}">`);
});

it('lets a keyboard scroll what is wider than a phone', () => {
  expect(explain('| a |\n|---|\n| 1 |')).toMatch(/<div class="wide" tabindex="0".*<table>/);
});
