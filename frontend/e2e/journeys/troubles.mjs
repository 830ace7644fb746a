/** Journeys through what goes wrong: reloads, no network, used codes, wrong posters. */

import assert from 'node:assert/strict';
import { Phone } from '../phone.mjs';

/** @typedef {import('./survey.mjs').Facts} Facts */

const NEXT = /^(Next|Check and send)$/;
const REVIEW = /^Check and send$/;
const IN_PROGRESS = /begun on this phone/;

/** Check in with the poster and a typed code. @param {Phone} phone @param {Facts} facts */
async function checkIn({ page }, facts) {
  await page.goto(facts.poster);
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByLabel('The code on your card').fill(facts.code);
  await page.getByRole('button', { name: 'Check in' }).click();
  await page.locator('fieldset').first().waitFor();
}

/** A reload, a closed browser and a second scan in the middle of the survey. @param {Facts} facts */
export async function reload(facts) {
  let phone = await Phone.open(facts, { locale: 'en-US' });
  await checkIn(phone, facts);
  await phone.answerStep(5);
  await phone.press('Next');
  await phone.page.getByText('Part 2').waitFor();
  await phone.answerStep(0);
  const kept = await phone.kept();
  assert.deepEqual(kept.names.sort(), ['draft', 'key']);
  for (const secret of ['answers', 'signature', facts.code.replaceAll('-', '')]) {
    assert.ok(!kept.text.includes(secret), `${secret} is not readable on the phone`);
  }
  await phone.page.reload();
  await phone.page.getByText('Part 2').waitFor();
  await phone.close();

  phone = await Phone.open(facts, { locale: 'en-US' });
  await phone.page.goto(facts.poster);
  await phone.screen(IN_PROGRESS);
  await phone.look('resume');
  await phone.press('Go on with it');
  await phone.page.getByText('Part 2').waitFor();
  assert.ok((await phone.page.locator('input:checked').count()) > 0, 'the answers are still there');
  await phone.answerAll(NEXT, REVIEW, 1);
  await phone.press('Send my answers');
  await phone.screen('Recorded');
  await phone.close();
}

/** No network from the first question on; then back again. @param {Facts} facts */
export async function offline(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page, context } = phone;
  await checkIn(phone, facts);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await context.setOffline(true);
  await phone.answerStep(3);
  await page.reload();
  await page.locator('fieldset').first().waitFor();
  assert.ok((await page.locator('input:checked').count()) > 0);
  await phone.answerAll(NEXT, REVIEW, 3);
  await phone.press('Send my answers');
  await phone.screen('Not sent yet');
  await phone.look('waiting');

  // Sent by itself once the network is back. That try arrives, but its answer is lost.
  const sent = phone.posted('/v1/responses').length;
  await context.route('**/v1/responses', async (route) => {
    await route.fetch();
    return route.abort();
  });
  await context.setOffline(false);
  while (phone.posted('/v1/responses').length === sent) await page.waitForTimeout(50);
  await phone.screen('Not sent yet');
  await context.unroute('**/v1/responses');
  await page.reload();
  await phone.screen('Recorded');
  const bodies = phone.posted('/v1/responses').slice(-2);
  assert.equal(bodies.length, 2);
  assert.equal(bodies[0], bodies[1], 'a retry sends the same bytes');
  await context.setOffline(true);
  await page.getByRole('link', { name: 'Is mine counted?' }).click();
  await page.getByRole('alert').getByText('The list can only be read with one').waitFor();
  await phone.look('recorded-offline');
  await phone.close();
}

/** A code that was used, one that is unknown, and a phone that is cleared. @param {Facts & {used: string, unknown: string}} facts */
export async function refusals(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  await page.goto(facts.poster);
  await phone.press('Start');
  const field = page.getByLabel('The code on your card');
  await field.fill(facts.used);
  await phone.press('Check in');
  await page.getByText('This code has already been used').waitFor();
  await phone.look('code-used');
  await field.fill(facts.unknown);
  await phone.press('Check in');
  await page.getByText('The server does not know this code').waitFor();
  await page.reload();
  await phone.press('Start');
  await field.fill(facts.code);
  await phone.press('Check in');
  await page.locator('fieldset').first().waitFor();
  await phone.answerStep(1);
  await phone.press('Shared device? Clear my answers');
  await phone.screen('Clear this phone?');
  await phone.look('clear');
  await phone.press('Erase everything');
  await phone.screen('Erased');
  await phone.look('cleared');
  assert.deepEqual((await phone.kept()).names, []);
  assert.deepEqual((await phone.kept()).caches, []);
  await phone.close();
}

/** A poster for another manifest, words that differ, a changed manifest: the code stays here. @param {Facts & {wrongPoster: string}} facts */
export async function wrongPoster(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  await page.goto(facts.wrongPoster);
  await phone.screen(/^Stop\. This is not the survey on the poster/);
  await phone.look('wrong-poster');
  // First the poster, then the card: the card cannot talk the phone out of the poster's pin.
  await page.goto(facts.card);
  await phone.press('Start');
  await phone.screen('Compare six words');
  await phone.press('No, they differ');
  await phone.screen(/^Stop/);
  assert.deepEqual((await phone.kept()).names, []);
  await page.goto(facts.poster);
  await phone.screen(/^Internal coherence/);
  await page.route('**/manifest', async (route) => {
    const body = await (await route.fetch()).text();
    return route.fulfill({ body: body.replace('"custody":"file"', '"custody":"file","note":"x"') });
  });
  await page.goto(facts.card);
  await phone.screen(/^Stop\. This survey cannot be trusted/);
  await phone.look('not-trusted');
  assert.deepEqual(phone.posted('/v1/passes'), []);
  await phone.close();
}

/** No cards: the word shown in the meeting lets people in. @param {Facts & {word: string}} facts */
export async function meetingWord(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  await page.goto(facts.poster);
  await page.getByText('What this cannot do').click();
  await page.getByText('There are no cards in this survey').waitFor();
  await phone.press('Start');
  await phone.press('Check in');
  await page.getByText('Type the word shown in the meeting').waitFor();
  const field = page.getByLabel('The word shown in the meeting');
  await field.fill('not this one');
  await phone.press('Check in');
  await page.getByText('This is not the word of your meeting').waitFor();
  await phone.look('wrong-word');
  await field.fill(` ${facts.word.toUpperCase()}`);
  await phone.press('Check in');
  await page.locator('fieldset').first().waitFor();
  await phone.close();
}

/** The server cannot be reached at all, a damaged link, another tab. @param {Facts} facts */
export async function stops(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page, context } = phone;
  await page.goto(`${facts.poster}x`);
  await phone.screen('This link is not complete');
  await phone.look('damaged-link');
  await page.route('**/v1/**', (route) => route.abort());
  await page.goto(facts.poster);
  await phone.screen('The survey cannot be reached');
  await phone.look('unreachable');
  await page.unroute('**/v1/**');
  await phone.press('Try again');
  await phone.screen(/^Internal coherence/);
  const other = await context.newPage();
  await other.goto(new URL('/survey/', facts.poster).href);
  await other.getByRole('heading', { name: /^Internal coherence/ }).waitFor();
  await phone.screen('The survey is open in another tab');
  await phone.look('another-tab');
  await phone.press('Try again');
  await phone.screen(/^Internal coherence/);
  // Poster and card may be scanned in either order: the words are for those without a poster.
  await other.close();
  await page.goto(facts.card);
  await phone.press('Start');
  await page.getByText('Your card was read').waitFor();
  await page.goBack();
  await phone.screen(/^Internal coherence/);
  await phone.close();
}
