/** A survey with everything on: joined schools, subgroup tables; and a server that asks for more than its rules say. */

import assert from 'node:assert/strict';
import { Phone } from '../phone.mjs';

/** @typedef {import('./survey.mjs').Facts} Facts */

const NEXT = /^(Next|Check and send)$/;
const REVIEW = /^Check and send$/;

/**
 * What is said before the start, then one background question answered and one declined.
 *
 * @param {Facts & {schools: string[], questions: string[], chosen: string, k: number}} facts
 */
export async function everything(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  await page.goto(facts.poster);
  await phone.screen(/^Internal coherence/);
  const said = (await page.locator('main').textContent()) ?? '';
  for (const text of [
    ...facts.schools,
    ...facts.questions,
    `fewer than ${facts.k} people`,
    `groups of at least ${facts.k} people`,
  ]) {
    assert.ok(said.includes(text), `the consent says: ${text}`);
  }
  assert.ok(said.includes('reported together') && !said.includes('about the school as a whole'));
  await phone.look('consent-everything');
  await phone.press('Español');
  await page.getByText('se informan juntas').waitFor();
  await phone.look('consent-everything-es');
  await phone.press('English');
  await page.getByText('reported together').waitFor();
  await phone.press('Start');
  await page.getByLabel('The code on your card').fill(facts.code);
  await phone.press('Check in');
  await page.locator('fieldset').first().waitFor();
  // Up to the background questions; they come last, each on a screen of its own.
  const about = page.getByRole('heading', { level: 1, name: 'About you' });
  for (let step = 0; (await about.count()) === 0; step++) {
    assert.ok(step < 20, 'the background questions are reached');
    await phone.answerStep(4, (id) => (id === 'meets_in_team' ? 0 : undefined));
    const part = await page.locator('.progress').textContent();
    await phone.press(NEXT);
    await page.waitForFunction((old) => document.querySelector('.progress')?.textContent !== old, part);
  }
  await page.getByText(facts.questions[0] ?? '').waitFor();
  await page.getByText(`at least ${facts.k} people`).waitFor();
  assert.equal(await page.locator('input:checked').count(), 0, 'nothing is preselected');
  await page.getByLabel(facts.chosen).check();
  await phone.look('background');
  await page.reload();
  await page.getByText(facts.questions[0] ?? '').waitFor();
  assert.ok(await page.getByLabel(facts.chosen).isChecked(), 'kept in the draft');
  await phone.press('Next');
  await page.getByText(facts.questions[1] ?? '').waitFor();
  await page.getByLabel('Prefer not to answer').check();
  await phone.press('Check and send');
  await phone.screen(REVIEW);
  await page.getByText('Nothing is left open').waitFor();
  await phone.press('Send my answers');
  await phone.screen('Recorded');
  await phone.close();
}

/**
 * Questions about the person that the rules do not name, or the other way round; also in another language only.
 *
 * @param {Facts} facts
 */
export async function otherQuestions(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  /** @type {(change: (questions: any) => void, only?: string) => Promise<void>} */
  const serve = async (change, only = '') => {
    await page.unroute('**/questionnaire*');
    await page.route('**/questionnaire*', async (route) => {
      const questions = await (await route.fetch()).json();
      if (route.request().url().includes(only)) change(questions);
      return route.fulfill({ json: questions });
    });
  };
  const stopped = /^Stop\. The questions do not fit the rules/;
  await serve(({ background }) => background.push({ id: 'age', text: 'How old are you?', answers: [] }));
  await page.goto(facts.card);
  await phone.screen(stopped);
  await phone.look('other-questions');
  await serve((questions) => {
    questions.background = questions.background.slice(1);
  });
  await page.goto('about:blank');
  await page.goto(facts.poster);
  await phone.screen(stopped);
  await serve(({ background }) => background.reverse(), 'language=es');
  await page.goto('about:blank');
  await page.goto(facts.poster);
  await phone.screen(/^Internal coherence/);
  await phone.press('Español');
  await phone.screen(/^Alto\. Las preguntas no corresponden a las reglas/);
  assert.deepEqual(phone.posted('/v1/passes'), []);
  assert.deepEqual((await phone.kept()).names, [], 'the code is forgotten');
  await page.goto(`${new URL(facts.poster).origin}/survey/`);
  await phone.close();
}

/**
 * By the link in an e-mail: its code is gone from the address before anything is asked, and the words are compared.
 *
 * @param {Facts} facts
 */
export async function emailLink(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  await page.addInitScript(() => {
    const [ask, seen] = [fetch, /** @type {string[]} */ ([])];
    Object.assign(globalThis, {
      seen,
      fetch: (/** @type {Parameters<typeof fetch>} */ ...given) => {
        seen.push(location.href);
        return ask(...given);
      },
    });
  });
  await page.goto(facts.card);
  await phone.screen(/^Internal coherence/);
  const addresses = await page.evaluate(() => /** @type {any} */ (globalThis).seen);
  assert.ok(addresses.length >= 3, 'texts, rules and questions were asked for');
  for (const address of addresses)
    assert.equal(new URL(address).hash, '', 'before any request the code is gone');
  await page.getByText('You use the link from your e-mail once').waitFor({ state: 'attached' });
  await phone.look('email-welcome');
  await phone.press('Start');
  await phone.screen('Compare six words');
  await page.getByText('Your link came by e-mail').waitFor();
  assert.deepEqual(await page.locator('.words li').allTextContents(), facts.words);
  await phone.look('email-words');
  await phone.press('Yes, the same words');
  await page.getByText('The code in your link was read').waitFor();
  await phone.look('email-code');
  await phone.press('Check in');
  await page.locator('fieldset').first().waitFor();
  await phone.answerAll(NEXT, REVIEW, 2);
  await phone.press('Send my answers');
  await phone.screen('Recorded');
  // The same link again: the way to the list is there, and the code is of no more use.
  await page.goto('about:blank');
  await page.goto(facts.card);
  await phone.screen(/^Internal coherence/);
  await page.getByRole('link', { name: 'Answered already?' }).click();
  await phone.screen('Is mine counted?');
  await page.getByText('Receipt 1').waitFor();
  await page.goto(facts.card);
  await phone.press('Start');
  await phone.press('Yes, the same words');
  await phone.press('Check in');
  await page.getByText('This link has already been used').waitFor();
  await phone.look('email-used');
  await phone.close();
}
