/** Journeys that end with a stored response. */

import assert from 'node:assert/strict';
import { Phone } from '../phone.mjs';

/**
 * @typedef {object} Facts
 * @property {string} profile - directory the browser keeps its things in
 * @property {string} [pictures] - directory for screenshots
 * @property {string} poster - link behind the poster's square code
 * @property {string} card - link behind a card's square code
 * @property {string} code - as printed on a card
 * @property {string[]} words - the six check words
 * @property {string} pin - base64url
 */

const NEXT = /^(Next|Check and send)$/;
const REVIEW = /^Check and send$/;

/** English, poster and typed code, everything looked at. @param {Facts} facts */
export async function full(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  await page.goto(new URL('/survey/', facts.poster).href);
  await phone.screen('Scan the poster or your card');
  await phone.look('nothing-scanned');

  await page.goto(facts.poster);
  await phone.screen(/^Internal coherence/);
  assert.equal(new URL(page.url()).hash, '', 'the link is gone from the address');
  await phone.look('welcome');
  for (const summary of await page.locator('summary').all()) await summary.click();
  await phone.look('welcome-unfolded');
  await phone.press('Start');
  await phone.screen('Check in');
  await phone.look('code');
  await page.getByLabel('The code on your card').fill(facts.code.slice(0, -1));
  await phone.press('Check in');
  await page.getByRole('alert').getByText('A code has 20 letters and digits').waitFor();
  await phone.look('code-too-short');
  assert.deepEqual(phone.posted('/v1/passes'), [], 'a code that cannot be right is not sent');
  await page.getByLabel('The code on your card').fill(` ${facts.code.toLowerCase()} `);
  await phone.press('Check in');

  await page.locator('fieldset').first().waitFor();
  assert.equal(await page.locator('input:checked').count(), 0, 'nothing is preselected');
  await phone.look('questions');
  const small = await page
    .locator('fieldset label')
    .evaluateAll((labels) => labels.filter((label) => label.clientHeight < 44).length);
  assert.equal(small, 0, 'every answer is at least 44 px high');
  // One item declined, one left open: neither is sent.
  const ids = await page
    .locator('fieldset input')
    .evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute('name')?.slice(8)))]);
  const [declined, open] = ids;
  await page.locator('fieldset').first().getByLabel('Prefer not to answer').check();
  await phone.look('questions-answered');
  await phone.answerAll(NEXT, REVIEW, 4, (id) =>
    id === declined || id === open ? null : id === 'meets_in_team' ? 0 : undefined,
  );
  assert.equal(await page.locator('.links').first().getByRole('button').count(), 1, 'the open one is listed');
  await phone.look('review');
  await page.locator('.links').first().getByRole('button').click();
  await page.locator('fieldset').first().waitFor();
  const focused = await page.evaluate(() => document.activeElement?.getAttribute('name'));
  assert.equal(focused, `answers-${open}`, 'the open one is in focus');
  await page.goBack();
  await phone.screen(REVIEW);
  await phone.press('Send my answers');
  await phone.screen('Recorded');
  await phone.look('recorded');
  await page.getByRole('link', { name: 'Is mine counted?' }).click();
  await phone.screen('Is mine counted?');
  await phone.press('Check now');
  await page.getByText('The list is not published yet').waitFor();
  await phone.look('not-yet');

  await checkTraces(phone, facts);
  await phone.close();
  return { declined, open };
}

/** Nothing of the person is left on the phone or in any address. @param {Phone} phone @param {Facts} facts */
async function checkTraces(phone, { code, pin }) {
  const kept = await phone.kept();
  assert.deepEqual(kept.names.map((name) => name.split(':')[0]).sort(), ['last', 'receipts']);
  assert.deepEqual([kept.caches, kept.cookies, kept.local], [[], '', 0]);
  assert.equal(JSON.parse(kept.text.split('\n').find((line) => line.startsWith('[')) ?? '[]').length, 1);
  const secret = code.replaceAll('-', '');
  for (const request of phone.requests) {
    assert.ok(!request.url().includes(secret) && !request.url().includes(pin), 'no secret in an address');
    const headers = await request.allHeaders();
    assert.deepEqual([headers.cookie ?? '', headers.referer ?? ''], ['', '']);
  }
  const [sent] = phone.posted('/v1/responses');
  assert.deepEqual(Object.keys(JSON.parse(sent ?? '{}')).sort(), [
    'message',
    'participation',
    'sealed',
    'signature',
  ]);
}

/** Spanish, dark, from a card: the six words are compared. @param {Facts} facts */
export async function spanish(facts) {
  const phone = await Phone.open(facts, { locale: 'es-MX', colorScheme: 'dark' });
  const { page } = phone;
  await page.goto(facts.card);
  await phone.screen(/^Coherencia interna/);
  assert.equal(await page.locator('html').getAttribute('lang'), 'es');
  await phone.look('es-bienvenida');
  await phone.press('Empezar');
  await phone.screen('Compare seis palabras');
  assert.deepEqual(await page.locator('.words li').allTextContents(), facts.words);
  await phone.look('es-palabras');
  await phone.press('Sí, son las mismas');
  await phone.screen('Registro');
  await phone.look('es-registro');
  await phone.press('Registrarme');
  await page.locator('fieldset').first().waitFor();
  await phone.look('es-preguntas');
  // There and back: the answers stay with the questions, not with the language.
  await phone.answerStep(2);
  await phone.press('English');
  await page.getByText('Saved').or(page.getByText('Part 1')).first().waitFor();
  assert.ok((await page.locator('input:checked').count()) > 0);
  await phone.press('Español');
  await page.getByText('Parte 1').waitFor();
  await phone.answerAll(/^(Siguiente|Revisar y enviar)$/, /^Revisar y enviar$/, 2);
  await phone.look('es-revisar');
  await phone.press('Enviar mis respuestas');
  await phone.screen('Registradas');
  await phone.look('es-registradas');
  await phone.close();
}

/** Without touching the glass: Tab, arrows, space, Enter. @param {Facts} facts */
export async function keyboard(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US', hasTouch: false, isMobile: false });
  const { page } = phone;
  await page.goto(facts.poster);
  await phone.screen(/^Internal coherence/);
  await tabTo(page, 'Start');
  await page.keyboard.press('Enter');
  await phone.screen('Check in');
  await tabTo(page, 'typed');
  await page.keyboard.type(facts.code);
  await page.keyboard.press('Enter');
  await page.locator('fieldset').first().waitFor();
  assert.equal(
    await page.evaluate(() => document.activeElement?.tagName),
    'H1',
    'a new screen begins at its heading',
  );
  for (let step = 0; !/^Check and send$/.test((await page.locator('h1').textContent()) ?? ''); step++) {
    assert.ok(step < 20, 'the review is reached');
    const groups = await page.locator('fieldset').count();
    for (let group = 0; group < groups; group++) {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
    }
    const before = await page.locator('h1').textContent();
    await tabTo(page, NEXT);
    await page.keyboard.press('Enter');
    await page.waitForFunction((old) => document.querySelector('h1')?.textContent !== old, before);
  }
  await tabTo(page, 'Send my answers');
  await page.keyboard.press('Enter');
  await phone.screen('Recorded');
  await phone.close();
}

/** Press Tab until the element with this text or id has the focus. @param {import('playwright-core').Page} page @param {string | RegExp} name */
async function tabTo(page, name) {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => [
      document.activeElement?.id ?? '',
      document.activeElement?.textContent ?? '',
    ]);
    if (focused.some((text) => (typeof name === 'string' ? text === name : name.test(text)))) return;
  }
  assert.fail(`Tab never reached ${name}`);
}
