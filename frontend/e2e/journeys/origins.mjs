/** The page from one origin, the API at a second, responses to a third. */

import assert from 'node:assert/strict';
import { Phone } from '../phone.mjs';

/** @typedef {import('./survey.mjs').Facts & {api: string, collector: string}} Facts */

const NEXT = /^(Next|Check and send)$/;
const REVIEW = /^Check and send$/;

/** Every origin that was asked for something, with the paths. @param {Phone} phone */
function asked({ requests }) {
  /** @type {Record<string, string[]>} */
  const found = {};
  for (const request of requests) {
    const { origin, pathname } = new URL(request.url());
    found[origin] = [...(found[origin] ?? []), pathname];
  }
  return found;
}

/** What the browser had to forbid. @param {Phone} phone */
function watch({ page }) {
  /** @type {string[]} */
  const found = [];
  page.on('console', (message) => {
    if (/Content Security Policy|CORS policy/.test(message.text())) found.push(message.text());
  });
  return found;
}

/** The whole survey, and where each part of it went. @param {Facts} facts */
export async function threeOrigins(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page, context } = phone;
  const forbidden = watch(phone);
  await page.goto(facts.poster);
  await phone.press('Start');
  await page.getByLabel('The code on your card').fill(facts.code);
  await phone.press('Check in');
  await page.locator('fieldset').first().waitFor();

  // The phone has kept the addresses with the page.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await context.setOffline(true);
  await page.reload();
  await page.locator('fieldset').first().waitFor();
  await context.setOffline(false);

  await phone.answerAll(NEXT, REVIEW, 2);
  await phone.press('Send my answers');
  await phone.screen('Recorded');
  await page.getByRole('link', { name: 'Is mine counted?' }).click();
  await phone.screen('Is mine counted?');
  await phone.press('Check now');
  await page.getByText('The list is not published yet').waitFor();

  const found = asked(phone);
  const own = new URL(facts.poster).origin;
  assert.deepEqual(
    Object.keys(found).sort(),
    [own, facts.api, facts.collector].sort(),
    'three, and no other',
  );
  assert.deepEqual(
    found[own]?.filter((path) => path.startsWith('/v1/')),
    [],
    'the host of the page learns nothing',
  );
  assert.deepEqual([...new Set(found[facts.collector])], ['/v1/responses']);
  assert.ok(found[facts.api]?.includes('/v1/passes') && !found[facts.api]?.includes('/v1/responses'));
  for (const request of phone.requests) {
    const headers = await request.allHeaders();
    assert.deepEqual([headers.cookie ?? '', headers.referer ?? ''], ['', '']);
  }
  assert.deepEqual([forbidden, phone.errors], [[], []]);
  await context.close();
}

/** An API that does not list the page's origin: nothing is shown, nothing sent. @param {Facts} facts */
export async function notListed(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const forbidden = watch(phone);
  await phone.page.goto(facts.poster);
  await phone.screen('The survey cannot be reached');
  assert.ok(
    forbidden.some((text) => text.includes('CORS policy')),
    'the browser refused the answer',
  );
  assert.deepEqual(phone.posted('/v1/passes'), []);
  await phone.context.close();
}

/** A config.json that says nothing clear. @param {Facts} facts */
export async function misconfigured(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  await phone.page.goto(facts.poster);
  await phone.screen('This survey page is not set up right');
  await phone.look('misconfigured');
  await phone.page.goto(facts.poster.replace(/\/survey\/.*/, '/results/'));
  const paths = Object.values(asked(phone)).flat();
  assert.deepEqual(
    paths.filter((path) => path.startsWith('/v1/')),
    [],
    'nobody was asked for anything',
  );
  await phone.close();
}
