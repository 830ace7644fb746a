/**
 * Writes docs/tour/README.md around the pictures that the journeys took: `node e2e/tour.mjs <directory>`.
 *
 * Every picture has a caption in tour.json, and every caption both its pictures; else this fails.
 */

import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Kept with the documents, so small. */
export const MOST_BYTES = 3_000_000;
const SCHEMES = ['light', 'dark'];

/** Headings, and below each its states by the names of their pictures. @type {Record<string, Record<string, string>>} */
export const STATES = JSON.parse(readFileSync(new URL('tour.json', import.meta.url), 'utf8'));

/** What is wrong with the pictures of a directory. @param {string} directory @returns {string[]} */
export function faultsOf(directory) {
  const pictures = readdirSync(directory).filter((name) => name.endsWith('.webp'));
  const named = Object.values(STATES).flatMap((states) => Object.keys(states));
  const wanted = named.flatMap((name) => SCHEMES.map((scheme) => `${name}-${scheme}.webp`));
  const bytes = pictures.reduce((sum, name) => sum + statSync(join(directory, name)).size, 0);
  return [
    ...wanted.filter((name) => !pictures.includes(name)).map((name) => `no picture ${name}`),
    ...pictures.filter((name) => !wanted.includes(name)).map((name) => `no caption for ${name}`),
    ...named.filter((name, at) => named.indexOf(name) !== at).map((name) => `two captions for ${name}`),
    ...(bytes > MOST_BYTES ? [`${bytes} bytes of pictures, more than ${MOST_BYTES}`] : []),
  ];
}

/** @returns {string} Markdown */
export function pageOf() {
  const sections = Object.entries(STATES).map(([title, states]) => {
    const rows = Object.entries(states).map(
      ([name, caption]) =>
        `| ${caption} | ${SCHEMES.map((scheme) => `<img src="${name}-${scheme}.webp" width="240" alt="">`).join(' | ')} |`,
    );
    return `## ${title}\n\n| what one sees | light | dark |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `${INTRODUCTION}\n${sections.join('\n')}`;
}

const INTRODUCTION = `# The pages, state by state

Every state of the pages on a small phone (360 × 740), as the browser tests come to it, with made-up schools. A picture shows the
whole page; of a very long one, the first 1,600 px. Made anew by \`make tour\`: in each of these states the tests also run axe in both
colour schemes and in forced colours, and check 320 px and text at 200 %.
`;

const directory = process.argv[2];
if (directory) {
  const faults = faultsOf(directory);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  writeFileSync(join(directory, 'README.md'), pageOf());
}
