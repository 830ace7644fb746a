/** Writes the survey's service worker with the list of the files it keeps. */

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { minify_sync } from 'terser';
import { filesBelow } from './files.mjs';

/** Beside the folders of the pages; kept with the page because the page's own security policy names its addresses. */
const CONFIG = '../config.json';
const NOT_KEPT = ['index.html', 'manifest.json', 'service-worker.js', 'old.js'];

/** Leave out of a script what only its readers need, in the language it is written in. @param {URL} path */
export function squeeze(path) {
  const { code = '' } = minify_sync(readFileSync(path, 'utf8'), { ecma: 5, ie8: true });
  writeFileSync(path, code);
}

/**
 * @param {URL} directory - the built survey
 * @param {URL} source - the worker, with places for the list and the version
 * @returns {string} what was written
 */
export function writeServiceWorker(directory, source) {
  const files = [CONFIG, ...filesBelow(directory).filter((path) => !NOT_KEPT.includes(path))];
  const digest = createHash('sha256').update(readFileSync(new URL('index.html', directory)));
  for (const path of files) digest.update(path).update(readFileSync(new URL(path, directory)));
  const list = ['./', ...files.map((path) => (path === CONFIG ? path : `./${path}`))];
  const worker = readFileSync(source, 'utf8')
    .replace('__FILES__', JSON.stringify(list))
    .replace('__VERSION__', JSON.stringify(`survey-${digest.digest('hex').slice(0, 16)}`));
  // Its comments stay in the source: every phone loads this file.
  const { code = worker } = minify_sync(worker);
  writeFileSync(new URL('service-worker.js', directory), code);
  return code;
}
