/** The survey for those who only want to read it: nothing is kept, nothing is sent. */

import assert from 'node:assert/strict';
import { Phone } from '../phone.mjs';

/** @typedef {{profile: string, preview: string, questions: string[], words: string[], pin: string}} PreviewFacts */

/** What this browser keeps of the page. @param {Phone} phone */
const keptBy = ({ page }) =>
  page.evaluate(async () => [
    ...(await indexedDB.databases()),
    ...(await caches.keys()),
    ...(await navigator.serviceWorker.getRegistrations()),
    ...Object.keys({ ...localStorage, ...sessionStorage }),
    document.cookie,
  ]);

/** Everything is there, answers can be tried, and none is left or sent. @param {PreviewFacts} facts */
export async function preview(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  await page.goto(facts.preview);
  await phone.screen(/Preview$/);
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1');
  const asked = await page.locator('legend').allTextContents();
  assert.deepEqual(
    asked,
    facts.questions.map((text, at) => `${at + 1}. ${text}`),
  );
  await page.locator('.words li').first().waitFor();
  assert.deepEqual(await page.locator('.words li').allTextContents(), facts.words);
  await page.getByText(facts.pin).waitFor();
  const said = (await page.locator('main').textContent()) ?? '';
  assert.match(said, /Nothing that you press here is saved or sent/);
  assert.match(said, /Nobody is shown your answers/);
  assert.match(said, /What this cannot do/);
  await phone.look('preview');
  for (const group of await page.locator('fieldset').all()) await group.getByRole('radio').first().check();
  await phone.press('Español');
  await phone.screen(/Vista previa$/);
  assert.equal(await page.locator('legend').count(), facts.questions.length);
  await phone.look('preview-es');
  await page.reload();
  await phone.screen(/Preview$/);
  assert.equal(await page.locator('input:checked').count(), 0);
  assert.deepEqual(await keptBy(phone), [''], 'nothing is kept');
  assert.deepEqual(
    phone.requests.map((request) => request.method()).filter((method) => method !== 'GET'),
    [],
  );
  await nothingToShow(phone, facts);
  await phone.close();
}

/** A link with a code, an unknown survey, other questions than the rules name. @param {Phone} phone @param {PreviewFacts} facts */
async function nothingToShow(phone, { preview: address }) {
  const { page } = phone;
  for (const [hash, why] of [
    [`#v=1&p=${address.split('=').at(-1)}&c=0000`, 'needs the address of a survey'],
    ['#p=00000000-0000-4000-8000-000000000000', 'There is no such survey here'],
  ]) {
    await page.goto('about:blank');
    await page.goto(address.replace(/#.*/, hash ?? ''));
    await phone.screen('There is nothing to show');
    await page.getByText(why ?? '').waitFor();
  }
  await page.route('**/questionnaire*', async (route) => {
    const questions = await (await route.fetch()).json();
    questions.background.push({ id: 'age', text: 'How old are you?', answers: [] });
    return route.fulfill({ json: questions });
  });
  await page.goto('about:blank');
  await page.goto(address);
  await page.getByText('are not those that the rules name').waitFor();
  await phone.look('preview-other-questions');
}
