/** Pictures of states, small enough to be kept with the documents. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const QUALITY = 35;
/** Of the pixels of the phone. */
const SCALE = 0.6;
/** A picture shows the whole page, but of a very long one only this much, in CSS px. */
const TALLEST = 1_600;

/**
 * @param {import('playwright-core').Page} page
 * @param {string} directory
 * @param {string} name
 */
export async function takePicture(page, directory, name) {
  const session = await page.context().newCDPSession(page);
  const { cssContentSize } = await session.send('Page.getLayoutMetrics');
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality: QUALITY,
    captureBeyondViewport: true,
    clip: {
      x: 0,
      y: 0,
      width: cssContentSize.width,
      height: Math.min(cssContentSize.height, TALLEST),
      scale: SCALE,
    },
  });
  await session.detach();
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, `${name}.webp`), Buffer.from(data, 'base64'));
}
