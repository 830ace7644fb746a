/** Every state that a survey can come to besides those of the other journeys; each is reached, read and left. */

import assert from 'node:assert/strict';
import { Phone } from '../phone.mjs';

/** @typedef {import('./survey.mjs').Facts} Facts */

const NEXT = /^(Next|Check and send)$/;
const REVIEW = /^Check and send$/;

/** Let a request fail with a problem of the server's. @param {Phone} phone @param {string} url @param {string} code */
async function refuseWith({ context }, url, code) {
  await context.unroute(url);
  await context.route(url, (route) => route.fulfill({ status: 409, json: { code } }));
}

/** A screen that stops: it is read out from its heading, and named in the window's title. @param {Phone} phone @param {string | RegExp} heading @param {string} name */
async function stopped(phone, heading, name) {
  await phone.screen(heading);
  await announced(phone);
  await phone.look(name);
}

/** @param {Phone} phone */
async function announced({ page }) {
  const { tag, title, heading } = await page.evaluate(() => ({
    tag: document.activeElement?.tagName,
    title: document.title,
    heading: document.querySelector('h1')?.textContent ?? '',
  }));
  assert.equal(tag, 'H1', 'the focus is on the heading');
  assert.ok(title.startsWith(heading), `${title} begins with ${heading}`);
}

/** There and back: everything is in the other language, and what was typed or chosen is still there. @param {Phone} phone @param {string} name */
async function inSpanish(phone, name) {
  const { page } = phone;
  const given = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('input')].map(({ checked, value }) => `${checked} ${value}`),
    );
  const [before, heading] = [await given(), await page.locator('h1').textContent()];
  await phone.press('Español');
  await page.locator('html[lang=es]').waitFor();
  assert.deepEqual(await given(), before, `${name} keeps what was given`);
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Español', 'the focus stays');
  const spanish = (await page.locator('h1').textContent()) ?? '';
  assert.notEqual(spanish, heading);
  assert.ok((await page.title()).startsWith(spanish), 'the title speaks the language');
  const left = await page.getByRole('alert').allTextContents();
  for (const alert of left) assert.ok(!/\b(?:the|your|code has)\b/i.test(alert), `in Spanish: ${alert}`);
  await phone.look(`es-${name}`);
  await phone.press('English');
  await page.locator('html[lang=en]').waitFor();
  assert.deepEqual(await given(), before);
}

/** Before check-in: what the server may say to a code. @param {Facts} facts */
export async function codeStates(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page, context } = phone;
  await page.goto(facts.poster.replace(/p=[0-9a-f-]{36}/, 'p=00000000-0000-4000-8000-000000000000'));
  await stopped(phone, 'There is no such survey here', 'stop-not-found');
  const questions = '**/questionnaire*';
  await context.route(questions, async (route) =>
    route.fulfill({ json: { ...(await (await route.fetch()).json()), stage: 'over' } }),
  );
  await page.goto(facts.poster);
  await stopped(phone, 'The survey is over', 'stop-over');
  await context.unroute(questions);
  await page.goto('about:blank');
  await page.goto(facts.poster);
  await phone.screen(/^Internal coherence/);
  await page.getByText(/ends on .* HST at the latest/).waitFor(); // by the district's clocks, not the browser's
  await inSpanish(phone, 'welcome');
  await phone.press('Start');
  await phone.screen('Check in');
  await announced(phone);
  const field = page.getByLabel('The code on your card');
  const passes = '**/v1/passes';
  for (const [code, heading, name] of /** @type {const} */ ([
    ['passes-exhausted', 'No passes are left', 'stop-no-passes'],
    ['survey-not-open', 'The survey is not open', 'stop-not-open'],
    ['something-else', 'The server refused', 'stop-refused-code'],
  ])) {
    await refuseWith(phone, passes, code);
    await field.fill(facts.code);
    await phone.press('Check in');
    await stopped(phone, heading, name);
    await page.reload();
    await phone.press('Start');
  }
  await refuseWith(phone, passes, 'too-many-failures');
  await field.fill(facts.code);
  await phone.press('Check in');
  await page.getByRole('alert').getByText('Too many codes were wrong').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'typed', 'the focus is on the field');
  await phone.look('code-too-many');
  await inSpanish(phone, 'code-too-many');
  await context.unroute(passes);
  await context.route(passes, (route) => route.abort());
  await phone.press('Check in');
  await page.getByRole('alert').getByText('The server cannot be reached').waitFor();
  await phone.look('code-unreachable');
  await context.unroute(passes);
  await context.route(passes, (route) => route.fulfill({ json: { signature: 'A'.repeat(512) } }));
  await phone.press('Check in');
  await stopped(phone, 'Stop. The pass is not valid', 'stop-bad-signature');
  await phone.close();
}

/** From check-in to the receipt: a disk that is full, rules that change, and what the server may say to answers. @param {Facts} facts */
export async function answerStates(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page, context } = phone;
  await page.goto(facts.poster);
  await phone.press('Start');
  await page.getByLabel('The code on your card').fill(facts.code);
  const release = await hold(phone, '**/v1/passes');
  await phone.press('Check in');
  await page.getByRole('button', { name: 'Checking in…' }).waitFor();
  await phone.look('code-busy');
  release();
  await page.locator('fieldset').first().waitFor();
  await announced(phone);
  await saveFails(phone);
  await inSpanish(phone, 'questions-answered');
  await rulesChange(phone);
  await phone.answerAll(NEXT, REVIEW, 2);
  await announced(phone);
  await page.getByText('Nothing is left open').waitFor();
  await phone.look('review-complete');
  await inSpanish(phone, 'review-complete');
  const responses = '**/v1/responses';
  await refuseWith(phone, responses, 'survey-not-open');
  await phone.press('Send my answers');
  await stopped(phone, 'The survey is over', 'stop-too-late');
  await inSpanish(phone, 'stop-too-late');
  await refuseWith(phone, responses, 'something-else');
  await phone.press('Try again');
  await stopped(phone, 'The server refused', 'stop-refused');
  await context.unroute(responses);
  const arrive = await hold(phone, responses);
  await phone.press('Try again');
  await phone.screen('Sending');
  await phone.look('sending');
  arrive();
  await phone.screen('Recorded');
  await announced(phone);
  await inSpanish(phone, 'recorded');
  await phone.close();
}

/** Hold a request back until it is let go. @param {Phone} phone @param {string} url @returns {Promise<() => void>} */
async function hold({ context }, url) {
  /** @type {(value?: unknown) => void} */
  let go = () => undefined;
  const gone = new Promise((resolve) => {
    go = resolve;
  });
  const once = { times: 1 };
  await context.route(url, (route) => gone.then(() => route.continue()), once);
  return go;
}

/** An answer that cannot be saved is said to be so, and saved once it can be. @param {Phone} phone */
async function saveFails(phone) {
  const { page } = phone;
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    Object.assign(globalThis, { put });
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await page.locator('fieldset').first().getByRole('radio').nth(2).check();
  await page.getByRole('alert').getByText('could not save your last answer').waitFor();
  await phone.look('questions-not-saved');
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = /** @type {any} */ (globalThis).put;
  });
  await phone.press('Try again');
  await page.getByRole('status').getByText('Saved on this phone').waitFor();
}

/** The server changes the rules after check-in: the answers stay where they are. @param {Phone} phone */
async function rulesChange(phone) {
  const { page } = phone;
  await page.route('**/manifest', async (route) => {
    const body = await (await route.fetch()).text();
    return route.fulfill({ body: body.replace('"grace_hours":0', '"grace_hours":1') });
  });
  await page.reload();
  await stopped(phone, 'Stop. The survey has changed', 'stop-changed');
  await page.unroute('**/manifest');
  await page.reload();
  await page.locator('fieldset').first().waitFor();
  assert.equal(await page.locator('input:checked').count(), 1, 'the answer is still there');
}

/** In the middle and without a network: the other language is at hand, and what was chosen stays. @param {Facts} facts */
export async function offlineSpanish(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page, context } = phone;
  const spanish = '**/questionnaire?language=es';
  await context.route(spanish, (route) => route.abort());
  await page.goto(facts.poster);
  await phone.screen(/Internal coherence/);
  await phone.press('Español');
  await page.getByText('The other language could not be fetched').waitFor();
  await phone.look('no-other-language');
  await context.unroute(spanish);
  await phone.press('Español');
  await page.locator('html[lang=es]').waitFor();
  assert.equal(await page.getByRole('alert').getByText(/./).count(), 0, 'said only while it is true');
  await phone.press('English');
  await page.locator('html[lang=en]').waitFor();
  await phone.press('Start');
  await page.getByLabel('The code on your card').fill(facts.code);
  await phone.press('Check in');
  await page.locator('fieldset').first().waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.waitForFunction(async () => (await (await caches.open('questions')).keys()).length === 3);
  await context.setOffline(true);
  await phone.answerStep(1);
  await inSpanish(phone, 'offline');
  await context.setOffline(false);
  await phone.answerAll(NEXT, REVIEW, 1);
  await phone.press('Send my answers');
  await phone.screen('Recorded');
  await phone.close();
}
