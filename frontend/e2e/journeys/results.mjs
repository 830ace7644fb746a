/** Reading a published profile. */

import assert from 'node:assert/strict';
import { Phone } from '../phone.mjs';

/**
 * @typedef {object} ResultFacts
 * @property {string} profile - directory the browser keeps its things in
 * @property {string} origin
 * @property {string} key - an API key
 * @property {string} school - a school's name
 * @property {string[]} factors - titles that must be shown
 */

/** A desk, then a phone in Spanish. @param {ResultFacts} facts */
export async function results(facts) {
  const desk = {
    viewport: { width: 1280, height: 900 },
    isMobile: false,
    hasTouch: false,
    deviceScaleFactor: 1,
  };
  const phone = await Phone.open(facts, { locale: 'en-US', ...desk });
  const { page } = phone;
  await page.goto(`${facts.origin}/results/`);
  await phone.screen('School profiles');
  await phone.look('results-key');
  await page.getByLabel('API key').fill('tl_live_nobody_nothing');
  await phone.press('Show results');
  await page.getByText('This key is not valid').waitFor();
  await phone.look('results-wrong-key');
  await page.getByLabel('API key').fill(facts.key);
  await phone.press('Show results');
  await page.getByRole('link', { name: facts.school }).waitFor();
  await phone.look('results-list');
  await page.getByRole('link', { name: facts.school }).click();
  await phone.screen(facts.school);
  for (const title of facts.factors) {
    await page.getByRole('heading', { name: title, exact: true }).waitFor();
  }
  await phone.look('results-profile');
  await phone.unfold();
  await phone.look('results-unfolded');
  await page.setViewportSize({ width: 390, height: 844 });
  await phone.press('Español');
  await page.getByRole('heading', { name: 'Por dónde empezar', exact: true }).waitFor();
  assert.match(await page.title(), /Perfil/, 'the title speaks the language');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(overflow <= 0, 'the page is no wider than a phone');
  await phone.look('results-phone-es');
  await page.goto(`${facts.origin}/results/#profile=00000000-0000-4000-8000-000000000000`);
  await page.getByText('No existe ese perfil').waitFor();
  await phone.look('results-not-found');
  await page.getByRole('link', { name: 'Todos los perfiles' }).click();
  await page.getByRole('link', { name: facts.school }).waitFor();
  await page.goto(`${facts.origin}/measurement/`);
  await page.locator('h1').waitFor();
  await phone.look('measurement');
  await phone.close();
}
