/** An operator serves this one person rules with a key of their own; all of it goes through that operator. */

import assert from 'node:assert/strict';
import { Phone } from '../phone.mjs';

/**
 * @typedef {object} PersonalFacts
 * @property {string} profile - directory the browser keeps its things in
 * @property {string} card - link behind a card's square code, at the operator's address
 * @property {string} poster - link behind the poster's square code, at the operator's address
 * @property {string[]} words - as printed on the poster
 * @property {string} code - canonical, as the card's link carries it
 */

/** Open the card's link and go on until the words are shown; nothing that was sent holds the code. @param {PersonalFacts} facts */
async function upToTheWords(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  await page.goto(facts.card);
  await phone.screen(/^Internal coherence/);
  assert.equal(new URL(page.url()).hash, '', 'the link is gone from the address');
  await phone.press('Start');
  await phone.screen('Compare six words');
  const shown = await page.locator('.words li').allTextContents();
  assert.equal(shown.length, 6);
  assert.deepEqual(phone.posted('/v1/passes'), [], 'nothing is posted before the words are confirmed');
  for (const request of phone.requests) {
    const sent = [request.url(), JSON.stringify(request.headers()), request.postData() ?? ''].join();
    assert.ok(!sent.includes(facts.code), 'no request holds the code before the words are confirmed');
  }
  return { phone, shown };
}

/** A person who compares the words with the poster's, and then scans it. @param {PersonalFacts} facts */
export async function comparing(facts) {
  const { phone, shown } = await upToTheWords(facts);
  assert.notDeepEqual(shown, facts.words, 'other rules, other words');
  await phone.press('No, they differ');
  await phone.screen(/^Stop\. This is not the survey on the poster/);
  await phone.page.goto(facts.poster);
  await phone.screen(/^Stop\. This is not the survey on the poster/);
  assert.deepEqual(phone.posted('/v1/passes'), []);
  assert.deepEqual((await phone.kept()).names, [], 'the code is forgotten');
  await phone.close();
  return { words: shown };
}

/** A person who says yes without looking: what the check is for. @param {PersonalFacts} facts */
export async function careless(facts) {
  const { phone, shown } = await upToTheWords(facts);
  await phone.press('Yes, the same words');
  await phone.screen('Check in');
  await phone.press('Check in');
  await phone.page.locator('fieldset').first().waitFor();
  await phone.close();
  return { words: shown };
}
