/** The build fails when a phone would have to load too much. */

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, it, vi } from 'vitest';
import { checkBudgets } from '../scripts/budgets.mjs';
import { writeServiceWorker } from '../scripts/service-worker.mjs';

/** A built survey whose entry has this many bytes that do not compress, and a later chunk with these. */
function built(entry: number, later: number): URL {
  const dist = mkdtempSync(join(tmpdir(), 'dist-'));
  mkdirSync(join(dist, 'survey/assets'), { recursive: true });
  const file = (path: string, content: string | Uint8Array) =>
    writeFileSync(join(dist, 'survey', path), content);
  const noise = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  file('assets/entry.js', noise(entry));
  file('assets/later.js', noise(later));
  file('assets/en.json', '{}');
  file('index.html', '<p>');
  file('../config.json', '{"api":"","collector":""}');
  file('manifest.json', JSON.stringify({ 'index.html': { file: 'assets/entry.js' } }));
  return pathToFileURL(`${dist}/`);
}

afterEach(() => vi.restoreAllMocks());

it.each([
  ['within', 11_000, 13_000, true],
  ['too much before the first screen', 12_100, 1_000, false],
  ['too much in all', 11_000, 14_100, false],
])('%s', (_name, entry, later, kept) => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  expect(checkBudgets(built(entry, later))).toBe(kept);
});

it('names every file of the survey in its service worker, and a version that changes with them', () => {
  const source = new URL('../src/survey/service-worker.js', import.meta.url);
  const [one, other] = [built(10, 10), built(10, 10)].map((dist) => {
    const survey = new URL('survey/', dist);
    return writeServiceWorker(survey, source);
  }) as [string, string];
  expect(one).toContain('["./","../config.json","./assets/en.json","./assets/entry.js","./assets/later.js"]');
  expect(one).not.toBe(other);
  expect(one).not.toMatch(/__\w+__/);
});
