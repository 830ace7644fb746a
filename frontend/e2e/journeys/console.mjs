/** A district lead at the console: from an empty system to an open survey, and from there to the results. */

import assert from 'node:assert/strict';
import { checkState } from '../looking.mjs';
import { Phone } from '../phone.mjs';

/**
 * @typedef {object} ConsoleFacts
 * @property {string} profile - directory the browser keeps its things in
 * @property {string} origin
 * @property {string} link - a one-time link for the lead
 * @property {string} roster - a schools.csv
 * @property {string} broken - one with a fault in line 3
 * @property {string} survey - the id of the administration
 * @property {string} school - the school whose people answer
 * @property {string} other - the other school
 * @property {string} poster - where the poster is saved
 * @property {string} cards - where the cards are saved
 * @property {string} card - what a camera reads from a card
 * @property {string[]} words - the six words of the poster
 * @property {string[]} addresses - of some who may answer
 */

/** @param {ConsoleFacts} facts */
const lead = (facts) => Phone.open(facts, { locale: 'en-US' });

/** Press the form's button. @param {Phone} phone @param {string} name */
const submit = (phone, name) => phone.press(name);

/** Led to signing in, into a console without anything, and a roster that is only read. @param {ConsoleFacts} facts */
export async function consoleRoster(facts) {
  const phone = await lead(facts);
  const { page } = phone;
  await page.goto(`${facts.origin}/console/#/schools`);
  await phone.screen('Sign in');
  await page.goto(facts.link);
  await phone.press('Sign in now');
  await phone.screen('What would you like to do?');
  await phone.look('console-home');
  await phone.press('Español');
  await phone.screen('¿Qué quiere hacer?');
  await checkState(page, 'console-home-es');
  await phone.press('English');
  await page.getByRole('link', { name: 'Surveys' }).last().click();
  await phone.screen('Surveys');
  await checkState(page, 'console-surveys-none');
  await page.goto(`${facts.origin}/console/#/schools`);
  await phone.screen('Schools');
  const focused = await page.evaluate(() => document.activeElement?.tagName);
  assert.equal(focused, 'H1', 'a new page begins at its heading');
  await checkState(page, 'console-schools-none');

  await page.getByRole('link', { name: 'Read a roster' }).click();
  await phone.screen('Read a roster');
  await submit(phone, 'Show what would change');
  await page.getByRole('link', { name: /Please choose a file/ }).click();
  assert.equal(
    await page.evaluate(() => document.activeElement?.getAttribute('name')),
    'file',
    'a fault leads to its field',
  );
  await checkState(page, 'console-roster-fault');
  await page.getByLabel('File', { exact: true }).setInputFiles(facts.broken);
  await submit(phone, 'Show what would change');
  await page.getByText('line 3').waitFor();
  await checkState(page, 'console-roster-refused');
  await page.getByLabel('File', { exact: true }).setInputFiles(facts.roster);
  await submit(phone, 'Show what would change');
  await phone.screen('What this roster would change');
  await page.getByRole('rowheader', { name: facts.school }).waitFor();
  await page.getByText(`${facts.other} has 6 people`).waitFor();
  await phone.look('console-roster-report');
  await page.route('**/v1/rosters?*', (route) => route.abort());
  await submit(phone, 'Store this roster');
  await page.getByText('The server cannot be reached').waitFor();
  await checkState(page, 'console-unreachable');
  await page.unroute('**/v1/rosters?*');
  await interrupted(phone, facts);
  await phone.close();
}

/** A page that could not be fetched can be asked for again; a session that ended is said, and nothing is sent. @param {Phone} phone @param {ConsoleFacts} facts */
async function interrupted({ context, page }, { origin }) {
  await page.route('**/v1/schools?*', (route) => route.fulfill({ status: 503 }));
  await page.goto(`${origin}/console/#/schools`);
  await page.getByRole('heading', { name: 'This did not work' }).waitFor();
  await checkState(page, 'console-failed');
  await page.unroute('**/v1/schools?*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('There are no schools yet').waitFor();
  await page.goto(`${origin}/console/#/schools/new`);
  await page.getByLabel('Name of the school').fill('Juniper');
  const session = await context.cookies();
  await context.clearCookies();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('You are not signed in any more').waitFor();
  await checkState(page, 'console-signed-out');
  assert.equal(await page.getByLabel('Name of the school').inputValue(), 'Juniper', 'nothing typed is lost');
  await context.addCookies(session);
}

/** The roster stored, a survey planned choice by choice, made ready, printed, opened. @param {ConsoleFacts} facts */
export async function consolePlan(facts) {
  const phone = await lead(facts);
  const { page } = phone;
  await page.goto(`${facts.origin}/console/#/schools/roster`);
  await page.getByLabel('File', { exact: true }).setInputFiles(facts.roster);
  await submit(phone, 'Show what would change');
  await submit(phone, 'Store this roster');
  await page.getByText('The roster is stored.').waitFor();
  await checkState(page, 'console-schools');
  await page.getByRole('link', { name: facts.other }).click();
  await phone.screen(facts.other);
  await checkState(page, 'console-school');

  await page.goto(`${facts.origin}/console/#/surveys/new`);
  await planned(phone);
  const id = page.url().split('/').at(-1) ?? '';
  await checkState(page, 'console-draft');
  await page.getByRole('link', { name: 'Make it ready' }).click();
  await phone.screen('Make the survey ready?');
  await checkState(page, 'console-ready');
  await submit(phone, 'Make it ready');
  await page.getByText('The survey is ready.').waitFor();
  await printed(phone, facts);

  await page.goto(`${facts.origin}/console/#/surveys/${id}/open`);
  await phone.screen('Open the survey?');
  await submit(phone, 'Open the survey');
  await page.getByText('The survey is open.').waitFor();
  await phone.look('console-open');
  await page.setViewportSize({ width: 1280, height: 900 });
  await checkState(page, 'console-open-desk');
  const small = await page
    .locator('nav a, .actions a, button')
    .evaluateAll(
      (all) => all.filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44).length,
    );
  assert.equal(small, 0, 'every way on is at least 44 px high');
  await phone.close();
  return { survey: id };
}

/** Step by step, with a choice that cannot be: it is named, mended, and nothing typed is lost. @param {Phone} phone */
async function planned(phone) {
  const { page } = phone;
  await phone.screen('What is asked?');
  await submit(phone, 'Go on');
  await page.getByRole('link', { name: /Name of the survey/ }).waitFor();
  await checkState(page, 'console-plan-fault');
  await page.getByLabel('Name of the survey').fill('Autumn 2026');
  await page.getByLabel('Internal coherence, short form').check();
  await submit(phone, 'Go on');
  await phone.screen('Which schools take part?');
  await checkState(page, 'console-plan-schools');
  await submit(phone, 'Go on');
  await phone.screen('How do people get in?');
  await phone.look('console-plan-access');
  await page.getByLabel('A word, said in the meeting').check();
  await page.getByLabel('The word').fill('juniper');
  await submit(phone, 'Go on');
  await phone.screen('What is shown, and when?');
  await checkState(page, 'console-plan-results');
  await page.getByLabel('Smallest group that is ever shown').fill('4');
  await submit(phone, 'Go on');
  await page.getByRole('link', { name: /This number is too small/ }).waitFor();
  await page.getByLabel('Smallest group that is ever shown').fill('5');
  await submit(phone, 'Go on');
  await phone.screen('From when to when?');
  await page.getByLabel('Not before').fill('2026-01-01T08:00');
  await page.getByLabel('End', { exact: true }).fill('2099-12-01T17:00');
  await page.getByLabel('Latest end').fill('2099-12-08T17:00');
  await page.getByLabel('Hours for late phones').fill('0');
  await checkState(page, 'console-plan-window');
  await submit(phone, 'Go on');
  await phone.screen('Check, then store the draft');
  await submit(phone, 'Store the draft');
  await page
    .getByRole('link', { name: /A word needs 30 people/ })
    .first()
    .waitFor();
  await checkState(page, 'console-plan-refused');
  await page.goto(`${page.url().split('#')[0]}#/surveys/new/access`);
  await phone.screen('How do people get in?');
  assert.equal(await page.getByLabel('The word').inputValue(), 'juniper', 'nothing typed is lost');
  await page.getByLabel('Cards, drawn from a hat').check();
  await submit(phone, 'Go on');
  await page.goto(`${page.url().split('#')[0]}#/surveys/new/schools`);
  await phone.screen('Which schools take part?');
  await submit(phone, 'Go on');
  await page.goto(`${page.url().split('#')[0]}#/surveys/new/check`);
  await phone.screen('Check, then store the draft');
  await checkState(page, 'console-plan-check');
  await phone.press('Español');
  await phone.screen('Revise y guarde el borrador');
  await phone.look('console-plan-check-es');
  await phone.press('English');
  await submit(phone, 'Store the draft');
  await page.getByText('The draft is stored.').waitFor();
}

/** The poster and the cards as files, which are shown nowhere. @param {Phone} phone @param {ConsoleFacts} facts */
async function printed(phone, facts) {
  const { page } = phone;
  const saved = async (/** @type {string} */ name, /** @type {string} */ path) => {
    const [download] = await Promise.all([page.waitForEvent('download'), submit(phone, name)]);
    await download.saveAs(path);
    await download.delete();
  };
  await page.getByRole('link', { name: facts.school }).click();
  await phone.screen(facts.school);
  await checkState(page, 'console-part');
  await page.getByRole('link', { name: 'Print the poster' }).click();
  await phone.screen('Print the poster');
  await checkState(page, 'console-poster');
  await saved('Save the poster', facts.poster);
  await page.goBack();
  await page.getByRole('link', { name: 'Make the cards' }).click();
  await phone.screen('Make the cards');
  await checkState(page, 'console-cards');
  await saved('Make the cards and save the file', facts.cards);
  await phone.screen('The file is saved');
  await checkState(page, 'console-cards-made');
  const shown = await page.evaluate(() => document.documentElement.outerHTML + document.cookie);
  assert.ok(!/c=[0-9A-Z]{20}/.test(shown), 'no code is in the page');
  const kept = await page.evaluate(() => Object.values({ ...sessionStorage, ...localStorage }));
  assert.deepEqual(kept, [], 'nothing is kept in the browser');
  await page.getByRole('link', { name: 'I have the file' }).click();
  await page.getByText('The cards were made').waitFor();
  assert.equal(await page.getByRole('link', { name: 'Make the cards' }).count(), 0, 'they exist once');
}

/** Somebody who drew a card, on a phone of their own. @param {ConsoleFacts} facts */
export async function consoleAnswer(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  await page.goto(facts.card);
  await phone.screen(/^Internal coherence/);
  await phone.press('Start');
  await phone.screen('Compare six words');
  assert.deepEqual(await page.locator('.words li').allTextContents(), facts.words);
  await phone.press('Yes, the same words');
  await phone.screen('Check in');
  await phone.press('Check in');
  await page.locator('fieldset').first().waitFor();
  await phone.answerAll(/^(Next|Check and send)$/, /^Check and send$/, 3);
  await phone.press('Send my answers');
  await phone.screen('Recorded');
  await phone.close();
}

/** Watched, reminded, put right, ended; and the profile read. @param {ConsoleFacts} facts */
export async function consoleEnd(facts) {
  const phone = await lead(facts);
  const { page } = phone;
  const survey = `${facts.origin}/console/#/surveys/${facts.survey}`;
  await page.goto(`${survey}/remind`);
  await submit(phone, 'Show the text');
  await phone.screen('A text to hand on');
  await checkState(page, 'console-remind');
  await page.goto(`${survey}/extend`);
  await page.getByLabel('New end').fill('2099-12-09T17:00');
  await submit(phone, 'Move the end');
  await page.getByText('not after the latest end').waitFor();
  assert.equal(await page.getByLabel('New end').inputValue(), '2099-12-09T17:00', 'nothing typed is lost');
  await checkState(page, 'console-extend-refused');
  await page.getByLabel('New end').fill('2099-12-05T17:00');
  await submit(phone, 'Move the end');
  await page.getByText('The end of the survey was moved.').waitFor();

  await page.getByRole('link', { name: facts.school }).click();
  await page.getByRole('link', { name: 'Correct how many may answer' }).click();
  await page.getByLabel(/People who may answer/).fill('11');
  await submit(phone, 'Correct it');
  await page.getByText('The number was corrected.').waitFor();
  await page.getByRole('link', { name: 'Replace lost cards' }).click();
  await phone.screen('Replace lost cards');
  await checkState(page, 'console-replace');
  await page.getByLabel('How many').fill('9');
  await submit(phone, 'Make them and save the file');
  await page.getByRole('link', { name: /This number is too large/ }).waitFor();

  await page.goto(`${survey}/close`);
  await phone.screen('End the survey now?');
  await checkState(page, 'console-close');
  await submit(phone, 'End the survey now');
  await page.getByText('The survey is over.').waitFor();
  await checkState(page, 'console-closed');
  await published(page);
  await checkState(page, 'console-published');
  await page.getByRole('row', { name: facts.school }).getByRole('link', { name: 'Read the profile' }).click();
  await phone.screen(facts.school);
  await page.getByText('people answered').first().waitFor();
  await phone.close();
}

/** A survey by e-mail: addresses, how far the messages are, everyone reminded; and a survey deleted. @param {ConsoleFacts} facts */
export async function consoleMail(facts) {
  const phone = await lead(facts);
  const { page } = phone;
  await page.goto(facts.link);
  await phone.press('Sign in now');
  await phone.screen('What would you like to do?');
  const survey = `${facts.origin}/console/#/surveys/${facts.survey}`;
  await page.goto(survey);
  await page.getByRole('link', { name: facts.school }).click();
  await page.getByRole('link', { name: 'Give addresses' }).click();
  await phone.screen('Give addresses');
  const typed = facts.addresses.join('\n');
  await page.getByLabel('Addresses', { exact: true }).fill(typed);
  await submit(phone, 'Store the addresses');
  await page.getByText('one address for each person').waitFor();
  assert.equal(await page.getByLabel('Addresses', { exact: true }).inputValue(), typed, 'nothing is lost');
  await checkState(page, 'console-addresses');
  await page.getByLabel('Some people have no address').check();
  await submit(phone, 'Store the addresses');
  await page.getByText('The addresses are stored.').waitFor();
  await page.getByText(`addresses of ${facts.addresses.length} people`).waitFor();
  await page.getByText('Messages wait to be sent.').waitFor();
  await checkState(page, 'console-mail');
  const shown = await page.content();
  assert.ok(!facts.addresses.some((one) => shown.includes(one)), 'no address is shown again');
  await page.goto(`${survey}/open`);
  await submit(phone, 'Open the survey');
  await page.getByText('The survey is open.').waitFor();
  await page.goto(`${survey}/remind`);
  await submit(phone, 'Remind everyone');
  await page.getByText('on its way to everyone').waitFor();
  await page.goto(`${survey}/remind`);
  await submit(phone, 'Remind everyone');
  await page.getByText('within the last 24 hours').waitFor();

  await page.goto(`${survey}/delete`);
  await page.getByText('not in a state in which this can be done').waitFor();
  await page.goto(`${survey}/close`);
  await submit(phone, 'End the survey now');
  await page.getByText('The survey is over.').waitFor();
  await published(page);
  await page.getByRole('link', { name: 'Delete it' }).click();
  await phone.screen('Delete “Autumn”?');
  await phone.press('Español');
  await phone.screen('¿Borrar «Autumn»?');
  await checkState(page, 'console-delete-es');
  await phone.press('English');
  await submit(phone, 'Delete it for good');
  await page.getByRole('link', { name: /This is not its name/ }).waitFor();
  await page.getByLabel(/To be sure/).fill('Autumn');
  await submit(phone, 'Delete it for good');
  await page.getByText('The survey is deleted.').waitFor();
  await phone.close();
}

/** Look again until it is published. @param {import('playwright-core').Page} page */
async function published(page) {
  const state = page.locator('.state strong');
  for (let tries = 0; (await state.textContent()) !== 'Published.'; tries++) {
    assert.ok(tries < 120, 'the results are published in time');
    await page.waitForTimeout(250);
    const again = page.getByRole('button', { name: 'Look again' });
    if (await again.count()) await again.click();
  }
}
