/** The style of every page works in both writing directions, and nothing in it moves people who asked for rest. */

import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const source = new URL('../src/', import.meta.url).pathname;
const files = (...ends: string[]): [path: string, text: string][] =>
  readdirSync(source, { recursive: true })
    .map(String)
    .filter((path) => ends.some((end) => path.endsWith(end)))
    .map((path) => [path, readFileSync(source + path, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')]);

const SIDES = [
  /(?:^|[\s;{])(?:margin|padding|border|inset|scroll-(?:margin|padding))-(?:left|right)\b[\w-]*\s*:/,
  /border-(?:top|bottom)-(?:left|right)-radius\s*:/,
  /(?:^|[\s;{])(?:left|right)\s*:/,
  /(?:text-align|float|clear|caption-side|resize)\s*:\s*(?:left|right)\b/,
  /background-position[\w-]*\s*:[^;]*\b(?:left|right)\b/,
];
/** top, right, bottom, left: the second and the fourth must be the same. */
const FOUR =
  /(?:margin|padding|inset|border-(?:width|color|style))\s*:\s*([^\s;]+)\s+([^\s;]+)\s+([^\s;]+)\s+([^\s;]+)\s*;/g;

function sidesIn(css: string): string[] {
  const named = SIDES.map((side) => side.exec(css)?.[0]).filter((found) => found !== undefined);
  const uneven = [...css.matchAll(FOUR)].filter(([, , right, , left]) => right !== left).map(([all]) => all);
  return [...named, ...uneven].map((one) => one.trim());
}

it.each(files('.css'))('%s names no physical side', (_path, css) => {
  expect(sidesIn(css)).toEqual([]);
});

it.each([
  'a { margin-left: 1px; }',
  'a{left:0}',
  'a { text-align: right; }',
  'a { float: left; }',
  'a { border-left: 1px solid; }',
  'a { margin: 0 0 0 1rem; }',
  'a { border-top-left-radius: 2px; }',
])('a physical side would be found: %s', (css) => {
  expect(sidesIn(css)).toHaveLength(1);
});

it('is in style sheets only: the security policy allows no other', () => {
  const inline = files('.tsx', '.html').filter(([, text]) => /\sstyle=|<style|\balign=/.test(text));
  expect(inline.map(([path]) => path)).toEqual([]);
});

it('moves nothing, unless a person has not asked for less motion', () => {
  const moving = files('.css')
    .map(([path, css]) => [
      path,
      css.replace(/@media \(prefers-reduced-motion: no-preference\) \{[\s\S]*/, ''),
    ])
    // A change that takes no time is not motion: only how long it waits is said.
    .filter(([, css]) =>
      /(?:transition|scroll-behavior)\s*:|animation\s*:(?!\s*[\w-]+ 0s\b)/.test(css ?? ''),
    );
  expect(moving.map(([path]) => path)).toEqual([]);
});

it('has literal colours in one file only', () => {
  const literal = files('.css').filter(([, css]) =>
    /#[0-9a-f]{3,8}\b(?=[\s;,)])|\b(?:rgb|hsl|oklch)a?\(/i.test(css),
  );
  expect(literal.map(([path]) => path)).toEqual(['shared/tokens.css']);
});
