/** What an administrator does for people: invite, share a profile, change the district; and what the log says of it. */

import assert from 'node:assert/strict';
import { checkState } from '../looking.mjs';
import { Phone } from '../phone.mjs';

/**
 * @typedef {object} OfficeFacts
 * @property {string} profile - directory the browser keeps its things in
 * @property {string} origin
 * @property {string} link - a one-time link of an administrator
 * @property {string} school - a school whose profile is published
 * @property {string} instrument - a questionnaire of the district's own, as JSON
 * @property {string} receiver - address of a receiver of webhooks: the first message is refused there
 */

/** Sign in with a link. @param {Phone} phone @param {string} link */
export async function enter(phone, link) {
  await phone.page.goto(link);
  await phone.press('Sign in now');
  await phone.screen('What would you like to do?');
}

/** Open a section from the first page. @param {Phone} phone @param {string} origin @param {string} name */
export async function open(phone, origin, name) {
  await phone.page.goto(`${origin}/console/#/`);
  await phone.screen('What would you like to do?');
  await phone.page.getByRole('main').getByRole('link', { name, exact: true }).click();
  await phone.screen(name);
}

/** What is shown once, by its label. @param {Phone} phone @param {string} label */
export async function shown(phone, label) {
  return (await phone.page.getByRole('region', { name: label }).locator('code').textContent()) ?? '';
}

/** Nothing that is shown once stands in a storage, an address or a cookie. @param {Phone} phone @param {string[]} secrets */
export async function keepsNone(phone, secrets) {
  const kept = await phone.page.evaluate(() =>
    JSON.stringify([
      document.cookie,
      { ...sessionStorage },
      { ...localStorage },
      location.href,
      history.state,
    ]),
  );
  const asked = phone.requests.map((request) => request.url()).join('\n');
  for (const secret of secrets) {
    assert.ok(secret.length > 20, secret);
    assert.ok(!`${kept}${asked}`.includes(secret), 'what is shown once is kept nowhere');
  }
}

/** @param {OfficeFacts} facts */
export async function consolePeople(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  await enter(phone, facts.link);
  const secrets = [await invite(phone, facts), await share(phone, facts)];
  await keepsNone(phone, secrets);
  await change(phone, facts);
  await audit(phone, facts);
  await phone.close();
}

/** Somebody is invited, and signs in elsewhere with the link that was shown. @param {Phone} phone @param {OfficeFacts} facts */
async function invite(phone, facts) {
  const { page } = phone;
  await open(phone, facts.origin, 'People');
  await page.getByRole('link', { name: 'Invite somebody' }).click();
  await phone.screen('Invite somebody');
  await page.getByLabel('Name').fill('Kim Lee');
  await phone.press('Invite');
  await page.getByRole('link', { name: /E-mail address: Please fill this in/ }).waitFor();
  await page.getByLabel('E-mail address').fill('kim.lee@lakeview.example');
  await page.getByLabel('School leader').check();
  await page.getByLabel(facts.school).check();
  await page.getByLabel('Show it here, once').check();
  await phone.press('Español');
  await page.getByText('Para qué escuelas').or(page.getByText('Qué escuelas')).waitFor();
  assert.equal(await page.getByLabel('Nombre').inputValue(), 'Kim Lee', 'what was typed stays');
  await checkState(page, 'console-invite-es');
  await phone.press('English');
  await phone.press('Invite');
  await phone.screen('They are invited');
  await phone.look('console-invited');
  const link = await shown(phone, 'Their link');
  await phone.press('Copy it');
  await page.getByText(/^(Copied\.|Selected: press Ctrl\+C to copy\.)$/).waitFor();
  await invitedSignsIn(facts, link);

  await open(phone, facts.origin, 'People');
  await page
    .getByText(/last signed in on/)
    .first()
    .waitFor();
  await page.getByRole('link', { name: 'Kim Lee' }).click();
  await phone.screen('Kim Lee');
  await page.getByRole('link', { name: 'Make a sign-in link' }).click();
  await page.getByText('They have signed in before').waitFor();
  assert.equal(await page.getByLabel('Show it here, once').count(), 0, 'nobody signs in as somebody else');
  await page.goBack();
  await phone.press('Keep them out');
  await page.getByText('They are kept out and cannot sign in.').waitFor();
  await page.getByRole('link', { name: 'Remove' }).click();
  await phone.screen('Remove Kim Lee?');
  await checkState(page, 'console-remove');
  await phone.press('Remove');
  await page.getByText('They were removed.').waitFor();
  await page.getByRole('link', { name: 'Invite somebody' }).click();
  await page.getByLabel('E-mail address').fill('viewer@lakeview.example');
  await page.getByLabel('Viewer').check();
  await phone.press('Invite');
  await page.getByText('A link is on its way to their address.').waitFor();
  return link;
}

/** Whoever leads a school reads its results, and no section of an administrator's. @param {OfficeFacts} facts @param {string} link */
async function invitedSignsIn(facts, link) {
  const other = await Phone.open({ profile: `${facts.profile}-other` }, { locale: 'en-US' });
  await other.page.goto(link);
  await other.press('Sign in now');
  await other.page.waitForURL(/\/(console|results)\//);
  await other.page.goto(`${facts.origin}/console/#/people`);
  await other.screen('This is not part of your role');
  await other.page.goto(`${facts.origin}/results/`);
  await other.page.getByRole('link', { name: facts.school }).waitFor();
  await other.close();
}

/** A link to one profile is made, opened by somebody else, and ended. @param {Phone} phone @param {OfficeFacts} facts */
async function share(phone, facts) {
  const { page } = phone;
  await open(phone, facts.origin, 'Links to profiles');
  await checkState(page, 'console-shares');
  await page.getByRole('link', { name: facts.school }).click();
  await phone.screen(`Links to ${facts.school}`);
  await page.getByText('There are no links to this profile.').waitFor();
  await page.getByRole('link', { name: 'Make a link' }).click();
  await page.getByLabel('Whom is it for?').fill('School board');
  await page.getByLabel('Last day').fill('2020-01-01');
  await phone.press('Make a link');
  await page.locator('.fault').waitFor();
  assert.equal(await page.getByLabel('Whom is it for?').inputValue(), 'School board');
  const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Last day').fill(soon);
  await phone.press('Make a link');
  await phone.screen('The link is made');
  await checkState(page, 'console-share-made');
  const link = await shown(phone, 'The link');
  const reader = await Phone.open({ profile: `${facts.profile}-reader` }, { locale: 'en-US' });
  await reader.page.goto(link);
  await reader.screen(facts.school);

  await page.getByRole('link', { name: 'I have kept it' }).click();
  await page.getByText(/works until/).waitFor();
  await page.getByRole('link', { name: 'End it: School board' }).click();
  await phone.screen('End this link?');
  await phone.press('End it');
  await page.getByText(/ended by you on/).waitFor();
  await reader.page.reload();
  await reader.page.getByText('This link does not work any more').waitFor();
  await reader.close();
  return link;
}

/** The district's own matters; faults are shown where they are. @param {Phone} phone @param {OfficeFacts} facts */
async function change(phone, facts) {
  const { page } = phone;
  await open(phone, facts.origin, 'District');
  await page.getByRole('link', { name: 'Change this' }).click();
  await page.getByLabel('Time zone').selectOption('America/Denver');
  await page.getByLabel('NCES number').fill('12');
  await phone.press('Save');
  await page.getByRole('heading', { name: 'Please correct this first' }).waitFor();
  await page.getByLabel('NCES number').fill('0100005');
  await phone.press('Save');
  await page.getByText('America/Denver').waitFor();
  await page.getByRole('link', { name: 'Let people use your district’s accounts' }).click();
  await page.getByLabel('Issuer').fill('login.lakeview.example');
  await page.getByLabel('Client id').fill('throughline');
  await page.getByLabel('Client secret').fill('made-up-secret-of-a-provider');
  await page.getByLabel('E-mail domains').fill('lakeview.example, schools.lakeview.example');
  await phone.press('Save');
  await page.locator('.fault').waitFor();
  await checkState(page, 'console-provider');

  await open(phone, facts.origin, 'Questionnaires');
  await page.getByRole('link', { name: 'Read a questionnaire of your own' }).click();
  const give = (/** @type {string} */ text) =>
    page.getByLabel('Document').setInputFiles({
      name: 'own.json',
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
  await give(facts.instrument.replace('"version":"1.0.0"', '"version":"one"'));
  await phone.press('Read and store it');
  await page.locator('.summary li').first().waitFor();
  await phone.look('console-instrument-faults');
  await give(facts.instrument);
  await phone.press('Read and store it');
  await page.getByText('The questionnaire is stored.').waitFor();
  await page.getByText('your own').first().waitFor();
}

/** All of it stands in the log, in words. @param {Phone} phone @param {OfficeFacts} facts */
async function audit(phone, facts) {
  const { page } = phone;
  await open(phone, facts.origin, 'Audit log');
  const log = page.getByRole('list', { name: 'Audit log' });
  for (const done of [
    'stored a questionnaire',
    'changed the district',
    'ended a link to a profile',
    'made a link to a profile',
    'removed somebody',
    'made a sign-in link',
    'invited somebody',
    'signed in',
  ])
    await log.getByText(done).first().waitFor();
  await page.getByText('Show only some').click();
  await page.getByLabel('What').selectOption({ label: 'ended a link to a profile' });
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await log.getByText('removed somebody').first().waitFor({ state: 'detached' });
  assert.equal(await log.getByRole('listitem').count(), 1);
  await log.getByText('Details').click();
  await log.getByText('share.revoked').waitFor();
  await phone.look('console-audit');
}
