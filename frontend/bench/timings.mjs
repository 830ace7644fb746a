/**
 * How long a teacher waits: `node bench/timings.mjs` with {poster, codes} as JSON on standard input.
 *
 * Each code is one phone that has never seen the survey: a slow line (line.mjs), a processor six times slower.
 * Prints what each phone waited for, in milliseconds, as one line of JSON.
 */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from '../e2e/browser.mjs';
import { slowLine } from './line.mjs';

const CPU_SLOWDOWN = 6;
/** Nobody presses Start sooner; what the phone loads meanwhile is what the welcome is for. */
const READING_MS = 3000;

/** Keeps the moments at which things were first drawn, by the page's own clock. Runs in the page, before it. */
function watch() {
  /** @type {any} */
  const here = globalThis;
  /** @type {Record<string, string>} */
  const things = { welcome: 'h1 ~ section h2', question: 'fieldset input' };
  new MutationObserver(() => {
    for (const [name, selector] of Object.entries(things)) {
      if (here[name] || !document.querySelector(selector)) continue;
      here[name] = true;
      // The frame that shows it ends before the task after it begins.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => {
          here[name] = performance.now();
        };
        port2.postMessage(null);
      });
    }
  }).observe(document, { childList: true, subtree: true });
  addEventListener(
    'click',
    ({ timeStamp }) => {
      here.pressed = timeStamp;
    },
    true,
  );
}

/** When the largest thing so far was drawn. Runs in the page. @returns {Promise<number>} */
function largestSoFar() {
  return new Promise((resolve) => {
    const seen = new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? 0));
    seen.observe({ type: 'largest-contentful-paint', buffered: true });
  });
}

/** A moment that was kept. @param {import('playwright-core').Page} page @param {string} name @returns {Promise<number>} */
async function moment(page, name) {
  await page.waitForFunction((one) => /** @type {any} */ (globalThis)[one] > 1, name);
  return page.evaluate((one) => /** @type {any} */ (globalThis)[one], name);
}

/** @param {string} poster @param {string} code */
async function onePhone(poster, code) {
  const profile = mkdtempSync(join(tmpdir(), 'bench-'));
  const line = await slowLine(Number(new URL(poster).port));
  const context = await openBrowser(profile, { locale: 'en-US' });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
    await page.addInitScript(watch);
    const url = new URL(poster);
    url.port = String(line.port);
    await page.goto(url.href, { waitUntil: 'commit' });
    const welcome = await moment(page, 'welcome');
    await page.waitForTimeout(READING_MS);
    const largest = await page.evaluate(largestSoFar);
    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByLabel('The code on your card').fill(code);
    await page.getByRole('button', { name: 'Check in' }).click();
    const question = await moment(page, 'question');
    return { welcome, largest, first_question: question - (await moment(page, 'pressed')) };
  } finally {
    await context.close();
    line.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

const { poster, codes } = JSON.parse(readFileSync(0, 'utf8'));
const found = [];
for (const code of codes) found.push(await onePhone(poster, code));
process.stdout.write(`${JSON.stringify(found)}\n`);
