/** "Is mine counted?": the page that looks for receipts in the published list. */

import assert from 'node:assert/strict';
import { Phone } from '../phone.mjs';

/** Only the whole list was fetched, and nothing in an address names a receipt. @param {Phone} phone */
function checkRequests(phone) {
  const asked = phone.requests.map((request) => new URL(request.url()));
  assert.deepEqual(new Set(asked.map(({ search }) => search)), new Set(['']));
  const api = asked.map(({ pathname }) => pathname).filter((path) => path.startsWith('/v1/'));
  for (const path of api)
    assert.match(path, /^\/v1\/participations\/[0-9a-f-]{36}\/(record|manifest|questionnaire)$/);
  for (const request of phone.requests) assert.equal(request.method(), 'GET');
}

/**
 * After the results are out, on the phone that answered: from the survey's address, and from the poster again.
 *
 * @param {{profile: string, origin: string, poster: string, verdict: string}} facts
 */
export async function counted(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  await page.goto(`${facts.origin}/survey/`);
  await phone.screen('Recorded');
  await page.goto(facts.poster);
  await phone.screen('Recorded');
  await page.getByRole('link', { name: 'Is mine counted?' }).click();
  await phone.screen('Is mine counted?');
  await phone.press('Check now');
  await page.getByText(facts.verdict).waitFor();
  await phone.look('counted');
  await page.getByText('What is stored about you').click();
  assert.equal(await page.getByText(/^Line \d+ of \d+ in the published list/).count(), 2);
  await phone.look('what-is-stored');
  // Taken along: as text and as a file.
  await page.getByText('Take this receipt along').click();
  const code = (await page.locator('code.code').textContent()) ?? '';
  const downloading = page.waitForEvent('download');
  await phone.press('Save as a file');
  const file = await (await downloading).createReadStream();
  let saved = '';
  for await (const part of file) saved += part;
  await phone.look('counted-taken-along');
  checkRequests(phone);
  await phone.close();
  return { code, saved };
}

/**
 * The school's report, from the poster: before it is out, on the phone that answered, and on one that did not.
 *
 * @param {{profile: string, origin: string, poster: string, school: string, factors: string[], out: boolean}} facts
 */
export async function report(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  await page.goto(facts.poster);
  await phone.screen(/^Recorded|^The results are out/);
  await phone.look(`report-${facts.out ? 'link' : 'not-yet'}`);
  await page.getByRole('link', { name: 'Read the report' }).click();
  if (facts.out) {
    await phone.screen(facts.school);
    for (const title of facts.factors)
      await page.getByRole('heading', { name: title, exact: true }).waitFor();
    await phone.look('report');
  } else {
    await page.getByText('There is no report here yet').waitFor();
  }
  assert.equal(await page.getByRole('button', { name: 'Forget the key' }).count(), 0, 'there is no key');
  for (const request of phone.requests) {
    const { authorization, cookie, referer } = await request.allHeaders();
    assert.deepEqual([authorization ?? '', cookie ?? '', referer ?? ''], ['', '', '']);
  }
  await phone.close();
}

/**
 * What the page says on the phone that answered, while someone who runs the server changes what it serves.
 *
 * @param {{profile: string, origin: string, record: string | null, state: string, verdict: string}} facts
 */
export async function told(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  await page.route('**/record', (route) =>
    facts.record === null
      ? route.abort()
      : route.fulfill({ body: facts.record, contentType: 'application/json' }),
  );
  await page.goto(`${facts.origin}/verify/`);
  await phone.screen('Is mine counted?');
  await phone.press('Check now');
  await page.getByText(facts.verdict).waitFor();
  const alarming = facts.state !== 'unreachable';
  assert.equal(await page.getByText('Save your receipt and a picture').count(), alarming ? 1 : 0);
  await phone.look(`told-${facts.state}`);
  await phone.close();
}

/**
 * On another device, in Spanish and dark: nothing is kept there, a wrong receipt is refused, a pasted one is checked.
 *
 * @param {{profile: string, origin: string, code: string, saved: string, verdict: string}} facts
 */
export async function elsewhere(facts) {
  const phone = await Phone.open(facts, { locale: 'es-MX', colorScheme: 'dark' });
  const { page } = phone;
  await page.goto(`${facts.origin}/verify/`);
  await phone.screen('¿Se contaron las mías?');
  await page.getByText('no se guarda ningún recibo').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Comprobar ahora' }).count(), 0);
  await phone.look('es-nothing-kept');
  const field = page.getByLabel('Su recibo');
  await field.fill(facts.code.slice(0, -3));
  await phone.press('Comprobar este recibo');
  await page.getByRole('alert').getByText('Este recibo no está entero').waitFor();
  assert.equal(await field.evaluate((element) => element === document.activeElement), true);
  await phone.look('es-not-whole');
  for (const pasted of [`${facts.code.slice(0, 70)}\n${facts.code.slice(70)}\n`, facts.saved]) {
    await field.fill(pasted);
    await phone.press('Comprobar este recibo');
    await page.getByText(facts.verdict).waitFor();
  }
  await phone.look('es-pasted');
  checkRequests(phone);
  // Nothing of it stays on a device that did not answer.
  await page.reload();
  await page.getByText('no se guarda ningún recibo').waitFor();
  await phone.close();
}

/** The receipt is erased, asked twice. @param {{profile: string, origin: string}} facts */
export async function erased(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US' });
  const { page } = phone;
  await page.goto(`${facts.origin}/verify/`);
  await page.getByText('What is kept about you').click();
  await phone.press('Erase the receipts on this device');
  await phone.look('erase');
  await phone.press('Keep them');
  await phone.press('Erase the receipts on this device');
  await phone.press('Yes, erase them');
  await page.getByText('The receipts on this device are erased').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1');
  assert.deepEqual((await phone.kept()).names, []);
  await phone.close();
}
