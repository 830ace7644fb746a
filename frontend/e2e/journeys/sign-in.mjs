/** Signing in by a link, reading with the session, signing out; and a link to one profile. */

import assert from 'node:assert/strict';
import { checkState } from '../looking.mjs';
import { Phone } from '../phone.mjs';

/**
 * @typedef {object} SignInFacts
 * @property {string} profile - directory the browser keeps its things in
 * @property {string} origin
 * @property {string} link - a one-time link
 * @property {string} share - a link to one profile
 * @property {string} school - the school's name, whose profile both may read
 */

/** @param {SignInFacts} facts */
export async function signIn(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  const kept = () =>
    page.evaluate(() => [document.cookie, ...Object.values({ ...sessionStorage, ...localStorage })]);
  await page.goto(`${facts.origin}/results/`);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await phone.screen('Sign in');
  await checkState(page, 'sign-in-ask');
  await page.getByLabel('E-mail address').fill('lead@lakeview.example');
  await phone.press('Send me a link');
  await page.getByText('This server sends no e-mail').waitFor();
  await page.goto(`${facts.origin}/sign-in/#refused`);
  await page.getByText('You were not signed in').waitFor();
  await checkState(page, 'sign-in-refused');

  await page.goto(facts.link);
  await page.getByRole('button', { name: 'Sign in now' }).waitFor();
  assert.equal(new URL(page.url()).hash, '', 'the token stands in no history');
  await checkState(page, 'sign-in-link');
  await phone.press('Español');
  await page.getByRole('button', { name: 'Entrar ahora' }).waitFor();
  await checkState(page, 'sign-in-link-es');
  await phone.press('Entrar ahora');
  // Who runs surveys begins at the console, which speaks the browser's language: no page keeps a choice.
  await phone.screen('What would you like to do?');
  await page.getByRole('main').getByRole('link', { name: 'School profiles' }).click();
  await page.getByRole('link', { name: facts.school }).click();
  await phone.screen(facts.school);
  assert.deepEqual(await kept(), [''], 'no script can read the session, and no key is kept');
  await page.goto(facts.link);
  await phone.press('Sign in now');
  await page.getByText('This link was used already').waitFor();
  await checkState(page, 'sign-in-used');
  await page.goto(`${facts.origin}/results/`);
  await page.getByRole('link', { name: facts.school }).waitFor();
  await phone.press('Sign out');
  await page.getByLabel('API key').waitFor();
  await page.reload();
  await page.getByLabel('API key').waitFor();

  await page.goto(facts.share);
  await phone.screen(facts.school);
  await checkState(page, 'results-shared');
  assert.equal(
    await page.getByRole('button', { name: /Sign out|Forget/ }).count(),
    0,
    'a reader has nothing to leave',
  );
  await page.goto(`${facts.share.slice(0, -1)}x`);
  await page.getByText('This link does not work any more').waitFor();
  await checkState(page, 'results-shared-over');
  await phone.close();
}
