/** What an administrator does for programs: keys, clients, webhooks, exports; each is used as a program would. */

import assert from 'node:assert/strict';
import { checkState } from '../looking.mjs';
import { Phone } from '../phone.mjs';
import { enter, keepsNone, open, shown } from './console-people.mjs';

/** @typedef {import('./console-people.mjs').OfficeFacts} OfficeFacts */

/** @param {OfficeFacts} facts */
export async function consolePrograms(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  await enter(phone, facts.link);
  const secrets = [await key(phone, facts), await client(phone, facts), await webhook(phone, facts)];
  await keepsNone(phone, secrets);
  await exported(phone, facts);
  await open(phone, facts.origin, 'Audit log');
  const log = phone.page.getByRole('list', { name: 'Audit log' });
  for (const done of [
    'made an API key',
    'ended an API key',
    'exchanged the secret of a client',
    'deleted a webhook',
  ])
    await log.getByText(done).first().waitFor();
  await phone.press('Sign out');
  await phone.screen('Sign in');
  await phone.close();
  return { webhook: secrets[2] };
}

/** What the API answers a program. @param {OfficeFacts} facts @param {string} key */
async function asked(facts, key) {
  const headers = { Authorization: `Bearer ${key}` };
  return (await fetch(`${facts.origin}/v1/profiles`, { headers })).status;
}

/** A key is made, used, ended and refused. @param {Phone} phone @param {OfficeFacts} facts */
async function key(phone, facts) {
  const { page } = phone;
  await open(phone, facts.origin, 'Access for programs');
  await page.getByRole('link', { name: 'Make a key' }).click();
  await phone.press('Make a key');
  await page.getByRole('link', { name: /What it may do: Please choose at least one/ }).waitFor();
  await page.getByLabel('Name').fill('Dashboard');
  await page.getByLabel('Read results', { exact: true }).check();
  await page.getByLabel('Some schools').check();
  await page.getByLabel(facts.school).check();
  await phone.look('console-key');
  await phone.press('Make a key');
  await phone.screen('The key is made');
  await checkState(page, 'console-key-made');
  const text = await shown(phone, 'The key');
  assert.equal(await asked(facts, text), 200);
  await page.getByRole('link', { name: 'I have kept it' }).click();
  await phone.screen('Access for programs');
  await page.getByRole('link', { name: 'End it: Dashboard' }).click();
  await phone.screen('End “Dashboard”?');
  await phone.press('End it');
  await page.getByText('“Dashboard” has ended.').waitFor();
  assert.equal(await asked(facts, text), 401);
  return text;
}

/** A client fetches a token; its secret is exchanged. @param {Phone} phone @param {OfficeFacts} facts */
async function client(phone, facts) {
  const { page } = phone;
  await page.getByRole('link', { name: 'Make a client' }).click();
  await page.getByLabel('Name').fill('Warehouse');
  await page.getByLabel('Read results', { exact: true }).check();
  await phone.press('Make a client');
  await phone.screen('The client is ready');
  const [id, first] = [await shown(phone, 'Id of the client'), await shown(phone, 'Its secret')];
  const token = async (/** @type {string} */ secret) => {
    const Authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
    const body = new URLSearchParams({ grant_type: 'client_credentials' });
    return (await fetch(`${facts.origin}/oauth/token`, { method: 'POST', headers: { Authorization }, body }))
      .status;
  };
  assert.equal(await token(first), 200);
  await page.getByRole('link', { name: 'I have kept it' }).click();
  await page.getByRole('link', { name: 'Exchange the secret: Warehouse' }).click();
  await page.getByLabel('It ends at once').check();
  await phone.press('Exchange the secret');
  await phone.screen('The new secret');
  const second = await shown(phone, 'Its secret');
  assert.deepEqual([await token(first), await token(second)], [401, 200]);
  await page.getByRole('link', { name: 'I have kept it' }).click();
  await phone.screen('Access for programs');
  await checkState(page, 'console-access');
  return second;
}

/** A receiver that refuses, then takes: the log shows both, and sends again. @param {Phone} phone @param {OfficeFacts} facts */
async function webhook(phone, facts) {
  const { page } = phone;
  await open(phone, facts.origin, 'Webhooks');
  await page.getByText('There are no webhooks.').waitFor();
  await page.getByRole('link', { name: 'Add a webhook' }).click();
  await page.getByLabel('Address of the receiver').fill('receiver');
  await phone.press('Add a webhook');
  await page.locator('.fault').waitFor();
  await page.getByLabel('Address of the receiver').fill(facts.receiver);
  await page.getByLabel('Name').fill('Data team');
  await phone.press('Add a webhook');
  await phone.screen('The webhook is set');
  const secret = await shown(phone, 'Its secret');
  await page.getByRole('link', { name: 'Send a test message, and see what comes of it' }).click();
  await phone.screen('Data team');
  const log = page.getByRole('list', { name: 'What was sent' });
  await page.getByText('Nothing has been sent yet.').waitFor();
  await phone.press('Send a test message');
  await lookUntil(phone, 'Attempts: 1');
  await log.getByText('Waits').waitFor();
  await log.getByText('Attempts: 1').click();
  await log.getByText(/refused, answer 503/).waitFor();
  await phone.look('console-webhook');
  await phone.press(/^Try it now|A test message/);
  await lookUntil(phone, 'Delivered');
  await phone.press(/A test message/);
  await lookUntil(phone, 'sent again');
  await page.getByRole('link', { name: 'Send again since a day' }).click();
  await page.getByLabel('Since').fill('2026-01-01T00:00');
  await page.getByLabel('All of them').check();
  await phone.press('Send again');
  await page.getByText(/Messages in line now: \d/).waitFor();
  await page.getByRole('link', { name: 'I have kept it' }).click();
  await phone.press('Switch it off');
  await page.getByText('It is off. Once it is on again').waitFor();
  await phone.press('Switch it on');
  await page.getByText('Nothing is sent while it is off').waitFor();
  await page.getByRole('link', { name: 'Delete it' }).click();
  await phone.screen('Delete this webhook?');
  await phone.press('Delete it');
  await page.getByText('The webhook was deleted.').waitFor();
  return secret;
}

/** Look again at the log until it says so. @param {Phone} phone @param {string} text */
async function lookUntil(phone, text) {
  const said = phone.page.getByRole('list', { name: 'What was sent' }).getByText(text).first();
  for (let times = 0; times < 60 && !(await said.isVisible()); times++) {
    await phone.press('Look again');
    await phone.page.waitForTimeout(250);
  }
  await said.waitFor();
}

/** An export is asked for, waited for and saved. @param {Phone} phone @param {OfficeFacts} facts */
async function exported(phone, facts) {
  const { page } = phone;
  await open(phone, facts.origin, 'Exports');
  await page.getByText('There are no exports.').waitFor();
  await page.getByRole('link', { name: 'Make an export' }).click();
  await page.getByLabel('CSV', { exact: true }).check();
  await phone.press('Make an export');
  const button = page.getByRole('button', { name: /^Save .*zip$/ });
  await button.waitFor();
  await phone.look('console-exports');
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  assert.match(download.suggestedFilename(), /\.zip$/);
}
