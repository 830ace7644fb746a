/** Files of a built page, by their path below it. */

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * @param {URL} directory - of one built page
 * @returns {string[]} sorted relative paths
 */
export const filesBelow = (directory) =>
  readdirSync(fileURLToPath(directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(fileURLToPath(directory).length))
    .map((path) => path.replace(/^\//, ''))
    .sort();
