/**
 * Lighthouse on a phone: `node bench/lighthouse.mjs` with {pages, rounds, cpu} as JSON on standard input.
 *
 * Prints scores and timings of every page and round as one line of JSON; `make bench` takes medians. Nothing of it
 * is sent anywhere.
 */

import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { chromiumPath } from '../e2e/browser.mjs';

/** In this folder's own node_modules; its types are not needed anywhere else. */
const LIGHTHOUSE = 'lighthouse';
const { default: lighthouse } = await import(LIGHTHOUSE);

const PORT = 9222 + (process.pid % 1000);
/** Lighthouse's own values for a phone on a slow line, but for the processor. */
const LINE = {
  rttMs: 150,
  throughputKbps: 1638.4,
  requestLatencyMs: 562.5,
  downloadThroughputKbps: 1474.56,
  uploadThroughputKbps: 675,
};
const CATEGORIES = ['performance', 'accessibility', 'best-practices'];

/** One visit of a browser that has never been there. @param {string} url @param {number} cpu */
async function visit(url, cpu) {
  const executablePath = await chromiumPath();
  const args = [
    '--no-sandbox',
    '--disable-dev-shm-usage',
    '--disable-gpu',
    `--remote-debugging-port=${PORT}`,
  ];
  const browser = await chromium.launch({ executablePath, args, headless: true });
  try {
    const throttling = { ...LINE, cpuSlowdownMultiplier: cpu };
    const options = { port: PORT, onlyCategories: CATEGORIES, throttling, logLevel: 'error' };
    const { lhr } = await lighthouse(url, options);
    if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
    const scores = CATEGORIES.map((name) => [name, Math.round(100 * lhr.categories[name].score)]);
    return {
      ...Object.fromEntries(scores),
      largest: lhr.audits['largest-contentful-paint'].numericValue,
      blocked: lhr.audits['total-blocking-time'].numericValue,
    };
  } finally {
    await browser.close();
  }
}

const { pages, rounds, cpu } = JSON.parse(readFileSync(0, 'utf8'));
/** @type {Record<string, unknown[]>} */
const found = {};
for (const [name, url] of Object.entries(pages)) {
  found[name] = [];
  for (let round = 0; round < rounds; round++) found[name].push(await visit(url, cpu));
}
process.stdout.write(`${JSON.stringify(found)}\n`);
