/** Sizes a phone pays for, in gzip bytes, and what they may be (docs/adr/0004-frontend.md). */

import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { filesBelow } from './files.mjs';

const KB = 1000;

/** Pages after the survey: all their script together. @type {[page: string, limit: number][]} */
const LATER = [
  ['results', 45 * KB],
  ['sign-in', 12 * KB],
  ['verify', 15 * KB],
  ['paper', 15 * KB],
  ['preview', 16 * KB],
];

/** The console's sections come when they are opened: up to its menu, with whichever of them is the largest, and all. */
const MENU = 20 * KB;
const MENU_AND_SECTION = 45 * KB;
const EVERY_SECTION = 80 * KB;

/** @type {(directory: URL, path: string) => number} */
const sizeOf = (directory, path) => gzipSync(readFileSync(new URL(path, directory)), { level: 9 }).length;

/** @type {(directory: URL, paths: string[]) => number} */
const total = (directory, paths) => paths.reduce((sum, path) => sum + sizeOf(directory, path), 0);

/** @type {(directory: URL) => string[]} */
const scriptsOf = (directory) => filesBelow(directory).filter((path) => path.endsWith('.js'));

/** @type {(directory: URL) => Record<string, {file: string, imports?: string[], dynamicImports?: string[]}>} */
const manifestOf = (directory) => JSON.parse(readFileSync(new URL('manifest.json', directory), 'utf8'));

/**
 * The scripts of these entries and all they import at once. By itself the page's own entry: what is needed before
 * it can show anything.
 *
 * @param {URL} directory
 * @param {string[]} entries
 * @returns {string[]}
 */
function firstScripts(directory, entries = ['index.html']) {
  const manifest = manifestOf(directory);
  /** @type {Set<string>} */
  const found = new Set();
  const visit = (/** @type {string} */ name) => {
    const chunk = manifest[name];
    if (!chunk || found.has(chunk.file)) return;
    found.add(chunk.file);
    (chunk.imports ?? []).forEach(visit);
  };
  entries.forEach(visit);
  return [...found];
}

/**
 * @param {URL} dist
 * @returns {[name: string, bytes: number, limit: number][]}
 */
function measureConsole(dist) {
  const directory = new URL('console/', dist);
  if (!existsSync(directory)) return [];
  const sections = Object.values(manifestOf(directory)).flatMap((chunk) => chunk.dynamicImports ?? []);
  const opened = sections.map((name) => total(directory, firstScripts(directory, ['index.html', name])));
  return [
    ['console: script up to its menu', total(directory, firstScripts(directory)), MENU],
    ['console: script with its largest section', Math.max(...opened), MENU_AND_SECTION],
    ['console: script of every section', total(directory, scriptsOf(directory)), EVERY_SECTION],
  ];
}

/**
 * @param {URL} dist
 * @returns {[name: string, bytes: number, limit: number][]}
 */
function measure(dist) {
  const survey = new URL('survey/', dist);
  const files = filesBelow(survey);
  const ending = (/** @type {string} */ end) => files.filter((path) => path.endsWith(end));
  const first = firstScripts(survey);
  const texts = ending('.json').filter((path) => path !== 'manifest.json');
  const oneText = Math.max(...texts.map((path) => sizeOf(survey, path)));
  const css = total(survey, ending('.css'));
  const firstScript = total(survey, first);
  /** @type {[string, number, number][]} */
  const rows = [
    ['survey: script up to check-in, blinding included', firstScript, 12 * KB],
    ['survey: script in all, cryptography included', total(survey, ending('.js')), 25 * KB],
    ['survey: style', css, 6 * KB],
    ['survey: first load', sizeOf(survey, 'index.html') + firstScript + css + oneText, 45 * KB],
  ];
  for (const [page, limit] of LATER) {
    const directory = new URL(`${page}/`, dist);
    if (!existsSync(directory)) continue;
    rows.push([`${page}: script`, total(directory, scriptsOf(directory)), limit]);
  }
  return [...rows, ...measureConsole(dist)];
}

/**
 * Print every size beside its limit.
 *
 * @param {URL} dist
 * @returns {boolean} whether all are kept
 */
export function checkBudgets(dist) {
  const rows = measure(dist);
  for (const [name, bytes, limit] of rows) {
    const line = `${name.padEnd(50)} ${(bytes / KB).toFixed(1).padStart(5)} of ${limit / KB} kB`;
    console.log(bytes > limit ? `${line}  TOO LARGE` : line);
  }
  return rows.every(([, bytes, limit]) => bytes <= limit);
}
