/** A real Chromium: the system's where there is one, else the binary that comes with npm. */

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import packed from '@sparticuz/chromium';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A small phone held upright; `isMobile` turns on the viewport tag and touch. */
export const PHONE = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};

/**
 * Where the browser is: CHROMIUM if set, the system's, or the packed one, unpacked on first use.
 *
 * @returns {Promise<string>}
 */
export async function chromiumPath() {
  const directories = (process.env.PATH ?? '').split(delimiter);
  const candidates = directories.flatMap((directory) => NAMES.map((name) => join(directory, name)));
  return process.env.CHROMIUM ?? candidates.find(isExecutable) ?? (await packed.executablePath());
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * A browser with a profile directory of its own, so that what a page keeps outlives the process.
 *
 * @param {string} profile - directory
 * @param {import('playwright-core').BrowserContextOptions} [options]
 */
export async function openBrowser(profile, options = {}) {
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];
  const executablePath = await chromiumPath();
  return chromium.launchPersistentContext(profile, {
    executablePath,
    args,
    headless: true,
    ...PHONE,
    ...options,
  });
}
