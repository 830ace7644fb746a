/** Before the survey begins, in its grace time, and when it is over: what people are told, and what is still taken. */

import assert from 'node:assert/strict';
import { Phone } from '../phone.mjs';

/** @typedef {import('./survey.mjs').Facts & {origin: string}} Facts */

const NEXT = /^(Next|Check and send)$/;
const REVIEW = /^Check and send$/;

/** Too early: nothing is kept or sent, and the preview is one step away. @param {Facts} facts */
export async function tooEarly(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  await phone.page.goto(facts.card);
  await phone.screen('The survey has not begun');
  await phone.look('not-begun');
  assert.deepEqual((await phone.kept()).names, [], 'the code is not kept');
  await phone.page.getByRole('link', { name: 'Read the questions and the rules' }).click();
  await phone.screen(/Preview$/);
  assert.deepEqual(phone.posted('/v1/passes'), []);
  await phone.close();
}

/** Check in with the poster and a typed code, and answer the first step. @param {Phone} phone @param {Facts} facts */
async function begin(phone, facts) {
  const { page } = phone;
  await page.goto(facts.poster);
  await phone.press('Start');
  await page.getByLabel('The code on your card').fill(facts.code);
  await phone.press('Check in');
  await page.locator('fieldset').first().waitFor();
  await phone.answerStep(1);
}

/** Begun; with `finish`, up to the last button, on a phone whose network is gone. @param {Facts & {finish: boolean}} facts */
export async function holding(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  await begin(phone, facts);
  if (facts.finish) {
    await phone.answerAll(NEXT, REVIEW, 1);
    await phone.page.route('**/v1/responses', (route) => route.abort());
    await phone.press('Send my answers');
    await phone.screen('Not sent yet');
  }
  await phone.close();
}

/** The survey has ended, and what was begun is still taken; then all that was sent is shown. @param {Facts} facts */
export async function inGrace(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  await page.goto(`${facts.origin}/survey/`);
  await page.getByText('Part 1').waitFor();
  await phone.answerAll(NEXT, REVIEW, 1);
  await phone.press('Send my answers');
  await phone.screen('Recorded');
  await page.getByText('See what was sent').click();
  const [sent] = phone.posted('/v1/responses');
  assert.deepEqual(
    await page.locator('dd code').allTextContents(),
    Object.values(JSON.parse(sent ?? '{}')),
    'every byte that was sent is shown',
  );
  await phone.look('what-was-sent');
  const downloading = page.waitForEvent('download');
  await phone.press('Save what was sent');
  let saved = '';
  for await (const part of await (await downloading).createReadStream()) saved += part;
  assert.equal(saved, sent);
  await page.reload();
  await phone.screen('Recorded');
  assert.equal(await page.getByText('See what was sent').count(), 0, 'the phone has forgotten it');
  const kept = await phone.kept();
  for (const part of ['message', 'signature', 'sealed'])
    assert.ok(!kept.text.includes(JSON.parse(saved)[part]), `${part} is not kept`);
  await phone.close();
  return { sent: saved };
}

/** Who has not checked in is told why not, and nothing is kept. @param {Facts & {heading: string}} facts */
export async function turnedAway(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  await phone.page.goto(facts.card);
  await phone.screen(facts.heading);
  await phone.look(facts.heading.toLowerCase().replaceAll(' ', '-'));
  assert.deepEqual((await phone.kept()).names, []);
  assert.deepEqual(phone.posted('/v1/passes'), []);
  await phone.close();
}

/** Finished in time, sent too late: said, and then cleared, asked twice. @param {Facts & {looked: boolean}} facts */
export async function tooLate(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  await page.goto(`${facts.origin}/survey/`);
  await phone.screen('The survey is over');
  await page.getByText('could not be recorded').waitFor();
  if (!facts.looked) await phone.look('too-late');
  await phone.press('Shared device? Clear my answers');
  await page.getByText('you need a replacement code').waitFor();
  await phone.press('Keep everything');
  await phone.screen('The survey is over');
  assert.deepEqual((await phone.kept()).names.sort(), ['draft', 'key'], 'nothing was erased');
  await phone.press('Shared device? Clear my answers');
  await phone.press('Erase everything');
  await phone.screen('Erased');
  assert.deepEqual((await phone.kept()).names, []);
  await phone.close();
}

/** After the window, and a month more for clocks that are wrong, a draft erases itself. @param {Facts} facts */
export async function expired(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  await begin(phone, facts);
  const day = 24 * 3_600_000;
  for (const [days, left] of /** @type {[number, boolean][]} */ ([
    [30, true],
    [400, false],
  ])) {
    await page.clock.setFixedTime(Date.now() + days * day);
    await page.goto('about:blank');
    await page.goto(`${facts.origin}/survey/`);
    await (left ? page.getByText('Part 1').waitFor() : phone.screen('Scan the poster or your card'));
    assert.equal((await phone.kept()).names.length > 0, left);
  }
  await phone.close();
}

/** What was sent, brought along by the person: every part in words, and held against the published list. @param {Facts & {sent: string}} facts */
export async function readSent(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  await page.goto(`${facts.origin}/verify/`);
  await page.getByText('Read what was sent').click();
  const field = page.getByRole('textbox', { name: 'What was sent' });
  await field.fill(facts.sent.slice(1));
  await phone.press('Show its parts');
  await page.getByRole('alert').getByText('This is not what the survey page saved').waitFor();
  await field.fill(facts.sent);
  await phone.press('Show its parts');
  await page.getByText('Line 1 of 1 in the published list').waitFor();
  await page.getByText("It was made with this survey's key").waitFor();
  await page.getByText("Just as long as everyone's").waitFor();
  const { participation, signature } = JSON.parse(facts.sent);
  await page.getByText(`“ics-pass-v1|${participation}|”`).waitFor();
  await phone.look('read-what-was-sent');
  // Of another signature it is said that it is not the survey's; nothing of it is sent anywhere.
  const other = `${signature.slice(0, 100)}AAAA${signature.slice(104)}`;
  await field.fill(JSON.stringify({ ...JSON.parse(facts.sent), signature: other }));
  await phone.press('Show its parts');
  await page.getByText("It was not made with this survey's key").waitFor();
  for (const request of phone.requests) assert.equal(request.method(), 'GET');
  await phone.close();
}
