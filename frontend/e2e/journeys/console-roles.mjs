/** What the console offers a person of one role, and what it says to the rest; and what the API says to it. */

import assert from 'node:assert/strict';
import { checkState } from '../looking.mjs';
import { Phone } from '../phone.mjs';

/**
 * @typedef {object} RoleFacts
 * @property {string} profile - directory the browser keeps its things in
 * @property {string} origin
 * @property {string} link - a one-time link for a person of the role
 * @property {string} first - the heading of the page they begin at
 * @property {string[]} refused - sections that are not theirs
 * @property {[method: string, path: string][]} calls - what they may not ask of the API
 * @property {boolean} [look] - look at the states as well
 */

/**
 * @param {RoleFacts} facts
 * @returns {Promise<{offered: string[], answers: number[]}>} what is offered, and how the API answers
 */
export async function consoleRole(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  await page.goto(facts.link);
  await phone.press('Sign in now');
  await phone.screen(facts.first);
  await page.goto(`${facts.origin}/console/`);
  await phone.screen('What would you like to do?');
  if (facts.look) await checkState(page, 'console-role');
  const offered = await page.locator('.ways a').allTextContents();
  for (const section of facts.refused) {
    await page.goto(`${facts.origin}/console/#/${section}`);
    await phone.screen('This is not part of your role');
  }
  if (facts.look) await checkState(page, 'console-refused');
  await page.goto(`${facts.origin}/console/#/nowhere`);
  await phone.screen('There is no such page');
  const answers = await page.evaluate(
    (calls) =>
      Promise.all(
        calls.map(async ([method, path]) => {
          const headers = { 'Content-Type': 'application/json' };
          const body = method === 'GET' ? {} : { headers, body: '{}' };
          return (await fetch(path ?? '', { method: method ?? 'GET', ...body })).status;
        }),
      ),
    facts.calls,
  );
  await phone.press('Sign out');
  await phone.screen('Sign in');
  await page.goto(`${facts.origin}/console/`);
  await phone.screen('Sign in');
  assert.deepEqual(await phone.context.cookies(), [], 'no session is left');
  await phone.close();
  return { offered, answers };
}
