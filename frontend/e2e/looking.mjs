/** What every state of every page must stand: axe in both colour schemes, 320 px, text at 200 %, nothing that moves. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** @typedef {import('playwright-core').Page} Page */

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
};
/** The only rule whose outcome colours can change. */
const COLOURS = { type: 'rule', values: ['color-contrast'] };

/** The narrowest window that WCAG 2.2 asks for (1.4.10). */
const NARROWEST = 320;

/** @param {Page} page @param {string} name - of the state, for the failure */
export async function checkState(page, name) {
  await page.evaluate(AXE);
  await inBothSchemes(page, (scheme) =>
    checkAxe(page, `${name}, ${scheme}`, scheme === 'light' ? RULES : COLOURS),
  );
  await checkForcedColours(page, name);
  await checkReflow(page, name);
  assert.deepEqual(await page.evaluate(moving), [], `nothing moves on ${name}`);
}

/** What moves here; a change that takes no time is none. Runs in the page. */
function moving() {
  const animations = document.getAnimations();
  return animations.map(({ effect }) => effect?.getComputedTiming().duration).filter(Boolean);
}

/** Do something in the dark and in the light; then the phone's own choice holds again. @param {Page} page @param {(scheme: 'dark' | 'light') => Promise<void>} act */
export async function inBothSchemes(page, act) {
  for (const colorScheme of /** @type {const} */ (['dark', 'light'])) {
    await page.emulateMedia({ colorScheme });
    await act(colorScheme);
  }
  await page.emulateMedia({ colorScheme: null });
}

/** @param {Page} page @param {string} name @param {{type: string, values: string[]}} runOnly */
async function checkAxe(page, name, runOnly) {
  const violations = await page.evaluate(async (only) => {
    // @ts-expect-error -- axe was just put there
    const { violations: found } = await axe.run(document, { runOnly: only, resultTypes: ['violations'] });
    return found.map(
      (/** @type {any} */ one) => `${one.id}: ${one.nodes.map((/** @type {any} */ node) => node.html)}`,
    );
  }, runOnly);
  assert.deepEqual(violations, [], `axe on ${name}`);
}

/** In colours that the person chose, everything that can be pressed or chosen still has an edge, a line or a mark. @param {Page} page @param {string} name */
async function checkForcedColours(page, name) {
  await page.emulateMedia({ forcedColors: 'active' });
  await checkAxe(page, `${name}, forced colours`, COLOURS);
  const bare = await page.evaluate(() => {
    const edged = (/** @type {Element} */ one) => {
      const { borderStyle, borderWidth, textDecorationLine, outlineStyle } = getComputedStyle(one);
      return (
        (borderStyle !== 'none' && borderWidth !== '0px') ||
        textDecorationLine.includes('underline') ||
        outlineStyle !== 'none'
      );
    };
    // The browser draws boxes and rings itself, in the person's own colours.
    const pressed = '[aria-pressed="true"], [type="radio"], [type="checkbox"], summary';
    const parts = [...document.querySelectorAll('button, a, input, select, textarea, label:has(:checked)')];
    const bare = parts.filter((one) => one.checkVisibility() && !one.matches(pressed) && !edged(one));
    return bare.map((one) => one.outerHTML.slice(0, 80));
  });
  assert.deepEqual(bare, [], `what can be pressed has an edge in forced colours on ${name}`);
  await page.emulateMedia({ forcedColors: null });
}

/** Nothing is cut off or has to be moved sideways, on the narrowest phone and with text twice as large. @param {Page} page @param {string} name */
async function checkReflow(page, name) {
  const before = page.viewportSize() ?? { width: 360, height: 740 };
  await page.setViewportSize({ ...before, width: NARROWEST });
  assert.deepEqual(await tooWide(page, NARROWEST), [], `${NARROWEST} px on ${name}`);
  await page.setViewportSize(before);
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  assert.deepEqual(await tooWide(page, before.width), [], `text at 200 % on ${name}`);
  await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
}

/**
 * What sticks out of the window, or is cut off by its own box; but tables may scroll, if the keyboard can scroll
 * them. A phone's window grows with what does not fit, so it is compared with the width it was given.
 *
 * @param {Page} page
 * @param {number} width
 * @returns {Promise<string[]>}
 */
function tooWide(page, width) {
  return page.evaluate((limit) => {
    const elements = [...document.querySelectorAll('body *')].filter((one) => !one.closest('svg'));
    const overflow = (/** @type {Element} */ one) => getComputedStyle(one).overflowX;
    const scrolling = elements.filter((one) => overflow(one) === 'auto' && one.matches('[tabindex="0"]'));
    return elements
      .filter((one) => !scrolling.some((box) => box !== one && box.contains(one)))
      .filter((one) => {
        const { left, right, width: own } = one.getBoundingClientRect();
        const cut = overflow(one) === 'hidden' && one.scrollWidth > one.clientWidth;
        return own > 0 && (left < -0.5 || right > limit + 0.5 || cut);
      })
      .map((one) => {
        const { left, right } = one.getBoundingClientRect();
        return `${one.tagName} ${one.className} ${left}..${right} ${one.textContent?.slice(0, 40)}`;
      });
  }, width);
}
