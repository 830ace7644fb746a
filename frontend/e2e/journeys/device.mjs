/** Twice, in two tabs, on a phone that cannot save, inside another app, in a browser that is not able. */

import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Phone } from '../phone.mjs';

/** @typedef {import('./survey.mjs').Facts} Facts */

const NEXT = /^(Next|Check and send)$/;
const REVIEW = /^Check and send$/;
const USED = 'This code has already been used';

/** From the poster to the code's field. @param {Phone} phone @param {Facts} facts */
async function upToTheCode({ page }, facts) {
  await page.goto(facts.poster);
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByLabel('The code on your card').fill(facts.code);
}

/** Every button pressed twice, the answers posted again, another phone with the same code. @param {Facts} facts */
export async function twice(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  await upToTheCode(phone, facts);
  await page.getByRole('button', { name: 'Check in' }).dblclick();
  await page.locator('fieldset').first().waitFor();
  assert.equal(phone.posted('/v1/passes').length, 1, 'a double tap checks in once');
  await phone.answerAll(NEXT, REVIEW, 2);
  await page.getByRole('button', { name: 'Send my answers' }).dblclick();
  await phone.screen('Recorded');
  const [body] = phone.posted('/v1/responses');
  assert.equal(phone.posted('/v1/responses').length, 1, 'a double tap sends once');
  const { sealed, ...rest } = JSON.parse(body ?? '{}');
  const again = [
    body ?? '',
    JSON.stringify({ ...rest, sealed: `${sealed.slice(0, 200)}AAAA${sealed.slice(204)}` }),
  ];
  const said = await page.evaluate(async (bodies) => {
    const headers = { 'Content-Type': 'application/json' };
    const answers = await Promise.all(
      bodies.map((one) => fetch('/v1/responses', { method: 'POST', headers, body: one })),
    );
    return Promise.all(answers.map(async (one) => [one.status, await one.text()]));
  }, again);
  assert.deepEqual(said, Array(2).fill([200, '{"recorded":true}']));
  await phone.press('Someone else answers on this phone');
  await phone.press('Start');
  await page.getByLabel('The code on your card').fill(facts.code);
  await phone.press('Check in');
  await page.getByText(USED).waitFor();
  await page.goto('about:blank');
  await page.goto(facts.poster);
  await phone.screen('Recorded');
  // The receipt too is erased only when asked twice.
  await phone.press('Erase the receipt too');
  await page.getByText('Your answers were sent and stay counted').waitFor();
  await phone.look('erase-receipt');
  await phone.press('Keep everything');
  await phone.screen('Recorded');
  assert.ok((await phone.kept()).names.includes('last'), 'the receipt is still there');
  await phone.press('Erase the receipt too');
  await phone.press('Erase everything');
  await phone.screen('Erased');
  assert.deepEqual((await phone.kept()).names, []);
  await phone.close();
}

/** Begun in one tab, gone on with in another, and back: one response. @param {Facts} facts */
export async function twoTabs(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page, context } = phone;
  await upToTheCode(phone, facts);
  await phone.press('Check in');
  await page.locator('fieldset').first().waitFor();
  await phone.answerStep(0);
  const other = new Phone(context, await context.newPage(), undefined);
  await other.page.goto(new URL('/survey/', facts.poster).href);
  await other.page.locator('fieldset').first().waitFor();
  await phone.screen('The survey is open in another tab');
  assert.ok((await other.page.locator('input:checked').count()) > 0, 'the answers came along');
  await other.answerAll(NEXT, REVIEW, 0);
  await phone.press('Try again');
  await phone.press('Go on with it');
  await page.locator('fieldset').first().waitFor();
  await other.screen('The survey is open in another tab');
  await phone.answerAll(NEXT, REVIEW, 0);
  await phone.press('Send my answers');
  await phone.screen('Recorded');
  await other.press('Try again');
  await other.screen('Recorded');
  assert.equal(phone.posted('/v1/responses').length, 1);
  await phone.close();
}

/** A phone that cannot save at all: said at once, no code is used; once there is room, it goes on. @param {Facts} facts */
export async function storageRefused(facts) {
  // A file where the browser wants to make a directory: its database cannot be opened.
  const inTheWay = join(facts.profile, 'Default', 'IndexedDB');
  mkdirSync(join(facts.profile, 'Default'), { recursive: true });
  writeFileSync(inTheWay, '');
  const phone = await Phone.open(facts, { locale: 'en-US' });
  await phone.page.goto(facts.poster);
  await phone.screen('This phone cannot save');
  await phone.look('storage-refused');
  assert.deepEqual(phone.posted('/v1/passes'), []);
  rmSync(inTheWay);
  await phone.press('Try again');
  await phone.screen(/^Internal coherence/);
  await phone.close();
}

/** A phone that runs full among the questions: the answer is not called saved, and nothing is lost. @param {Facts} facts */
export async function storageFull(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  await upToTheCode(phone, facts);
  await phone.press('Check in');
  await page.locator('fieldset').first().waitFor();
  await phone.answerStep(3);
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('no room', 'QuotaExceededError');
    };
    Object.assign(globalThis, { makeRoom: () => Object.assign(IDBObjectStore.prototype, { put }) });
  });
  await page.locator('fieldset').first().getByRole('radio').first().check();
  await page.getByRole('alert').getByText('This phone could not save your last answer').waitFor();
  assert.equal(await page.locator('.saved').textContent(), '', 'it does not say that it saved');
  await phone.look('storage-full');
  await page.evaluate(() => /** @type {any} */ (globalThis).makeRoom());
  await phone.press('Try again');
  await page.getByText('Saved on this phone').waitFor();
  await phone.answerAll(NEXT, REVIEW, 3, (id) => (id === firstOf(facts) ? 0 : undefined));
  await phone.press('Send my answers');
  await phone.screen('Recorded');
  await phone.close();
}

/** @param {Facts} facts */
const firstOf = (facts) => /** @type {any} */ (facts).first;

/** Inside another app: warned with the link still in the address, and nothing asked; then on all the same. @param {Facts} facts */
export async function inApp(facts) {
  const userAgent =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/21F79';
  const phone = await Phone.open(facts, { locale: 'en-US', userAgent });
  const { page } = phone;
  await page.goto(facts.card);
  await phone.screen('Open this in your own browser');
  await page.getByText('Abra esto en su propio navegador').waitFor();
  assert.equal(page.url(), facts.card, 'the app can hand the whole link on');
  assert.deepEqual(apiCalls(phone), []);
  await phone.look('in-app');
  await phone.press(/Go on here/);
  await phone.screen(/^Internal coherence/);
  assert.equal(new URL(page.url()).hash, '');
  await phone.close();
}

/** A plain http address, and a browser that does not understand the page: why, and the paper form's address. @param {Facts} facts */
export async function unable(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  const { origin, hash } = new URL(facts.card);
  // The same server by a name that no browser calls secure.
  const plain = 'http://school.example';
  await page.route(`${plain}/**`, async (route) =>
    route.fulfill({ response: await route.fetch({ url: route.request().url().replace(plain, origin) }) }),
  );
  await page.goto(`${plain}/survey/${hash}`);
  await phone.screen('This address is not safe enough');
  const [, participation] = /p=([0-9a-f-]{36})/.exec(hash) ?? [];
  const paper = page.locator('#insecure a');
  assert.match((await paper.textContent()) ?? '', new RegExp(`${plain}/paper/#p=${participation}$`));
  assert.deepEqual(apiCalls(phone), []);
  await phone.look('insecure');
  await paper.click();
  await phone.screen(/The questions on paper$/);
  // Without the page's own script, the document itself says what to do.
  await page.route('**/assets/index-*.js', (route) => route.abort());
  await page.goto('about:blank');
  await page.goto(`${plain}/survey/${hash}`);
  await page.getByText('Getting the survey').waitFor();
  // Eight seconds later.
  await page.evaluate(() => {
    for (const waiting of document.getAnimations()) waiting.finish();
  });
  await phone.screen('If nothing else appears here');
  // What a browser without modules runs, and no other: the address is that of this survey.
  assert.ok(!phone.requests.some((request) => request.url().endsWith('/old.js')));
  await page.addScriptTag({ url: './old.js' });
  assert.equal(
    await page.locator('#old a').evaluate((link) => /** @type {any} */ (link).hash),
    `#p=${participation}`,
  );
  await phone.look('too-old');
  await phone.close();
}

/** @param {Phone} phone */
const apiCalls = (phone) =>
  phone.requests.map((request) => new URL(request.url()).pathname).filter((path) => path.startsWith('/v1/'));
