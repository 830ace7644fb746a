/** What was built, file by file, and one digest of it all: the same commit gives the same bytes anywhere. */

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { filesBelow } from './files.mjs';

/** The only form there is (src/shared/addresses.ts): everything from the origin that served the page. */
const SAME_ORIGIN = '{"api":"","collector":""}\n';
const CONFIG = 'config.json';
const BUNDLE = 'bundle.json';

/** Write the addresses every page reads first: those of a site with one origin. @param {URL} dist */
export const writeConfig = (dist) => writeFileSync(new URL(CONFIG, dist), SAME_ORIGIN);

/** @param {string | Uint8Array} bytes */
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/**
 * Write bundle.json: the SHA-256 of every file but itself, and that of the list, as `sha256sum` would print it.
 *
 * @param {URL} dist
 * @returns {string} the digest of the list
 */
export function writeBundle(dist) {
  const paths = filesBelow(dist).filter((path) => path !== BUNDLE);
  const files = Object.fromEntries(paths.map((path) => [path, sha256(readFileSync(new URL(path, dist)))]));
  const list = Object.entries(files).map(([path, digest]) => `${digest}  ${path}\n`);
  const digest = sha256(list.join(''));
  writeFileSync(new URL(BUNDLE, dist), `${JSON.stringify({ digest, files }, null, 1)}\n`);
  return digest;
}
