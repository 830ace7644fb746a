/** The page that explains every number: docs/measurement.md as HTML, each heading with an address of its own. */

import { readFileSync } from 'node:fs';
import { Marked } from 'marked';

const SOURCE = new URL('../../docs/measurement.md', import.meta.url);

/**
 * A heading's address, as code hosts make it: published documents and the API's schema link to these.
 *
 * @param {string} heading
 * @returns {string}
 */
export const addressOf = (heading) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s+/g, '-');

/**
 * @param {string} markdown
 * @returns {string} HTML; wide tables can be scrolled with the keyboard
 * @throws when two headings would have the same address
 */
export function explain(markdown) {
  const marked = new Marked();
  /** @type {Set<string>} */
  const taken = new Set();
  marked.use({
    renderer: {
      heading({ tokens, depth, text }) {
        const address = addressOf(text);
        if (taken.has(address)) throw new Error(`two headings would have the address #${address}`);
        taken.add(address);
        return `<h${depth} id="${address}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
    },
  });
  return /** @type {string} */ (marked.parse(markdown))
    .replaceAll('<table>', '<div class="wide" tabindex="0" role="group" aria-label="Table"><table>')
    .replaceAll('</table>', '</table></div>')
    .replaceAll('<pre>', '<pre tabindex="0">');
}

/** Puts the document into the page that asks for it. */
export const measurement = {
  name: 'measurement',
  transformIndexHtml: {
    order: /** @type {const} */ ('pre'),
    handler: (/** @type {string} */ html) =>
      html.includes('<!-- docs/measurement.md -->')
        ? html.replace('<!-- docs/measurement.md -->', () => explain(readFileSync(SOURCE, 'utf8')))
        : html,
  },
};
