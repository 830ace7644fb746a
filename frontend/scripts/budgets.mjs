/** Sizes a phone pays for, in gzip bytes, and what they may be (docs/adr/0004-frontend.md). */

import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { filesBelow } from './files.mjs';

const KB = 1000;

/** Pages after the survey: all their script together. @type {[page: string, limit: number][]} */
const LATER = [
  ['results', 45 * KB],
  ['console', 45 * KB],
  ['sign-in', 12 * KB],
  ['verify', 15 * KB],
  ['paper', 15 * KB],
  ['preview', 16 * KB],
];

/** @type {(directory: URL, path: string) => number} */
const sizeOf = (directory, path) => gzipSync(readFileSync(new URL(path, directory)), { level: 9 }).length;

/** @type {(directory: URL, paths: string[]) => number} */
const total = (directory, paths) => paths.reduce((sum, path) => sum + sizeOf(directory, path), 0);

/**
 * The entry's script and all it imports at once: what is needed before the page can show anything.
 *
 * @param {URL} directory
 * @returns {string[]}
 */
function firstScripts(directory) {
  const manifest = JSON.parse(readFileSync(new URL('manifest.json', directory), 'utf8'));
  /** @type {Set<string>} */
  const found = new Set();
  const visit = (/** @type {string} */ name) => {
    const chunk = manifest[name];
    if (found.has(chunk.file)) return;
    found.add(chunk.file);
    (chunk.imports ?? []).forEach(visit);
  };
  visit('index.html');
  return [...found];
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
    const scripts = filesBelow(directory).filter((path) => path.endsWith('.js'));
    rows.push([`${page}: script`, total(directory, scripts), limit]);
  }
  return rows;
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
