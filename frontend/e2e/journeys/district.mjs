/** All schools of a district beside each other, and who is kept from that. */

import assert from 'node:assert/strict';
import { checkState } from '../looking.mjs';
import { Phone } from '../phone.mjs';

/**
 * @typedef {object} DistrictFacts
 * @property {string} profile - directory the browser keeps its things in
 * @property {string} origin
 * @property {string} link - a one-time link of somebody who reaches the whole district
 * @property {string} bound - an API key that reaches one school
 * @property {string} administration - whose profiles are all published
 * @property {string} district - the district's name
 * @property {string[]} schools - names, in the order in which they must stand
 * @property {string} school - the one that the key reaches
 * @property {number} factors - how many there are
 */

/** A lead at a desk and on a phone, then a school's office. @param {DistrictFacts} facts */
export async function district(facts) {
  const phone = await Phone.open(facts, {
    locale: 'en-US',
    viewport: { width: 1280, height: 900 },
    isMobile: false,
    hasTouch: false,
    deviceScaleFactor: 1,
  });
  const { page } = phone;
  await page.goto(facts.link);
  await phone.press('Sign in now');
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in/'));
  await read(phone, facts);
  await switchDisplay(phone, facts);
  await onAPhone(phone, facts);
  await page.getByRole('link', { name: 'Alder School (synthetic)' }).click();
  await phone.screen('Alder School (synthetic)');
  // The choice is kept. What lies further down is made part by part, after the heading.
  await page.getByRole('button', { name: 'Volver a la escala' }).waitFor();
  await page
    .locator('.place')
    .nth(facts.factors - 1)
    .waitFor();
  assert.equal(await page.locator('.place').count(), facts.factors);
  await phone.press('Salir');
  await refused(phone, facts);
  await phone.close();
}

/** From the list to the district: every school in every factor, by name. @param {Phone} phone @param {DistrictFacts} facts */
async function read(phone, facts) {
  const { page } = phone;
  await page.goto(`${facts.origin}/results/`);
  await page.getByRole('link', { name: `District view: all ${facts.schools.length} schools` }).click();
  await phone.screen(facts.district);
  assert.ok(page.url().endsWith(`#district=${facts.administration}`));
  const tables = await page.locator('table.each').all();
  assert.equal(tables.length, facts.factors);
  for (const table of tables) {
    const rows = await table
      .locator('tbody th')
      .evaluateAll((heads) => heads.map((one) => one.firstChild?.textContent?.trim()));
    assert.deepEqual(rows, facts.schools, 'schools stand by name');
  }
  await page.getByText('The totals are made of 10 of 12 schools').waitFor();
  await phone.look('district');
}

/** Steps from the average instead of levels, and back. @param {Phone} phone @param {DistrictFacts} facts */
async function switchDisplay(phone, facts) {
  const { page } = phone;
  const steps = page.locator('table.each svg.steps');
  assert.equal(await steps.count(), 0);
  await page.getByRole('button', { name: 'Show as in the original display' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Read it with care.').waitFor();
  // Ten schools are in the totals; one of them is too small for a place.
  assert.ok((await steps.count()) >= 8 * facts.factors);
  const label = await steps.first().getAttribute('aria-label');
  assert.match(label ?? '', /steps (above|below) the average of the schools|At the average/);
  // Its picture would be the same: what changed lies further down.
  await checkState(page, 'the original display');
}

/** One school below the other, in Spanish. @param {Phone} phone @param {DistrictFacts} facts */
async function onAPhone(phone, facts) {
  const { page } = phone;
  await page.setViewportSize({ width: 360, height: 740 });
  await phone.press('Español');
  await page.getByRole('heading', { name: 'Por dónde empiezan las escuelas' }).waitFor();
  const strip = await page.locator('table.each .strip').first().boundingBox();
  assert.ok((strip?.width ?? 0) > 300, 'a strip is as wide as the phone');
  assert.equal(await page.locator('table.each tbody tr').count(), facts.schools.length * facts.factors);
  await phone.look('district-phone-es');
}

/** A school's own key opens neither the page nor the answer behind it. @param {Phone} phone @param {DistrictFacts} facts */
async function refused(phone, facts) {
  const { page } = phone;
  await page.goto(`${facts.origin}/results/`);
  await phone.press('English');
  await page.getByLabel('API key').fill(facts.bound);
  await phone.press('Show results');
  await page.getByRole('link', { name: facts.school }).waitFor();
  assert.equal(await page.getByRole('link', { name: /District view/ }).count(), 0);
  await page.goto(`${facts.origin}/results/#district=${facts.administration}`);
  await page.getByText('The district view is for those who reach the whole district.').waitFor();
  await phone.look('district-refused');
  await page.getByRole('link', { name: 'All profiles' }).click();
  await page.getByRole('link', { name: facts.school }).waitFor();
}
