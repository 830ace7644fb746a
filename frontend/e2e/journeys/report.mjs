/** A principal with a link to the school's profile: reads it, finds where to start, prints; and links that are over. */

import assert from 'node:assert/strict';
import { Phone } from '../phone.mjs';

/**
 * @typedef {object} ReportFacts
 * @property {string} profile - directory the browser keeps its things in
 * @property {string} share - a link to one profile
 * @property {string} revoked - a link that was ended
 * @property {string} expired - a link that is over
 * @property {string} school - the school's name
 * @property {string} start - the title of a factor to start with
 * @property {string} label - what one of the answers is called
 * @property {Record<'A4' | 'Letter', string>} paper - files to print to
 * @property {string} saved - file to save the server's PDF to
 */

/** @param {ReportFacts} facts */
export async function sharedReport(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  await page.goto(facts.share);
  await phone.screen(facts.school);
  const start = page.getByRole('region', { name: 'Where to start' });
  await start.getByText(facts.start).first().waitFor();
  await page.getByText('Beginning', { exact: true }).first().waitFor();

  // By the keyboard alone: a number says how it was computed, and where to read more.
  const rate = page.getByRole('region', { name: 'Response rate' });
  await rate.locator('summary').focus();
  await page.keyboard.press('Enter');
  await rate.getByRole('link', { name: 'Read more' }).waitFor();
  await page.keyboard.press('Tab');
  const focused = await page.evaluate(() => document.activeElement?.getAttribute('href'));
  assert.equal(focused, '../measurement/#who-answered');
  await phone.unfold();
  await page.getByText(facts.label).first().waitFor();
  await leadsSomewhere(page);

  await page.reload();
  await phone.screen(facts.school);
  for (const [format, path] of Object.entries(facts.paper)) await page.pdf({ path, format });
  assert.equal(await page.locator('details[open]').count(), 0, 'after printing the page is as it was');

  await page.getByText('Print it, or save it as a PDF').click();
  await page.getByLabel('Paper size').selectOption('a4');
  const saving = page.waitForEvent('download');
  await phone.press('Summary on one page (PDF)');
  const saved = await saving;
  assert.equal(saved.suggestedFilename(), `${facts.school} – Summary on one page.pdf`);
  await saved.saveAs(facts.saved);
  await page.getByText('Saved: Summary on one page.').waitFor();

  await page.route('**/v1/shared-profile/pdf?*', (route) => route.abort());
  await phone.press('Full report (PDF)');
  await page.getByText('The PDF could not be made').waitFor();
  await phone.look('report-no-pdf');

  for (const [name, link] of /** @type {const} */ (['revoked', 'expired']).map((one) => [one, facts[one]])) {
    await page.goto(`${link}`);
    await page.getByText('This link does not work any more').waitFor();
    await page.getByText('Ask whoever sent it for another').waitFor();
    assert.equal(await page.getByText(facts.school).count(), 0, `nothing of the school with a ${name} link`);
  }
  await phone.close();
}

/** Every explanation leads to a heading that is there. @param {import('playwright-core').Page} page */
async function leadsSomewhere(page) {
  const addresses = await page.evaluate(() =>
    [...document.querySelectorAll('.computed a')].map((link) => /** @type {HTMLAnchorElement} */ (link).href),
  );
  const names = new Set(addresses.map((address) => new URL(address).hash.slice(1)));
  assert.ok(names.size >= 10, `many kinds of numbers are explained, not ${[...names]}`);
  const missing = await page.evaluate(
    async ([address, wanted]) => {
      const there = new DOMParser().parseFromString(await (await fetch(`${address}`)).text(), 'text/html');
      return [...(wanted ?? [])].filter((id) => !there.getElementById(id));
    },
    /** @type {[string, string[]]} */ ([addresses[0]?.split('#')[0] ?? '', [...names]]),
  );
  assert.deepEqual(missing, [], 'headings that explanations lead to');
}
