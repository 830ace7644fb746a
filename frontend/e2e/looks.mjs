/**
 * Pictures of the report: `node e2e/looks.mjs` with {origin, schools, out} as JSON on standard input.
 *
 * `schools` names participations whose profiles are published. Prints the files it wrote, by school; `make looks`
 * makes a page of them, and pictures of what was printed to PDF.
 */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from './browser.mjs';

/** @type {[name: string, width: number, height: number, scheme: 'light' | 'dark'][]} */
const VIEWS = [
  ['phone', 360, 740, 'light'],
  ['phone-dark', 360, 740, 'dark'],
  ['tablet', 820, 1180, 'light'],
  ['desktop', 1280, 900, 'light'],
  ['desktop-dark', 1280, 900, 'dark'],
];
/** A browser draws no taller picture reliably. */
const TALLEST = 15_000;

/** @type {{origin: string, schools: Record<string, string>, out: string}} */
const { origin, schools, out } = JSON.parse(readFileSync(0, 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'looks-'));
const context = await openBrowser(folder, {
  locale: 'en-US',
  deviceScaleFactor: 1,
  isMobile: false,
  hasTouch: false,
});
const page = context.pages()[0] ?? (await context.newPage());
/** @type {Record<string, string[]>} */
const taken = {};
for (const [school, participation] of Object.entries(schools)) {
  taken[school] = [];
  await page.goto('about:blank');
  await page.goto(`${origin}/results/#p=${participation}`);
  await page.locator('article').waitFor();
  for (const [view, width, height, colorScheme] of VIEWS) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    const tall = await page.evaluate(() => document.documentElement.scrollHeight);
    const clip = { x: 0, y: 0, width, height: Math.min(tall, TALLEST) };
    const file = `${school}-${view}.png`;
    await page.screenshot({ path: join(out, file), fullPage: true, clip });
    taken[school].push(file);
  }
  await page.pdf({ path: join(out, `${school}-print.pdf`), format: 'A4' });
}
await context.close();
rmSync(folder, { recursive: true, force: true });
console.log(JSON.stringify(taken));
