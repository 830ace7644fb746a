/** The questions on paper: the same as the phone's, without a code, on A4 and on Letter. */

import assert from 'node:assert/strict';
import { Phone } from '../phone.mjs';

/** @typedef {{profile: string, paper: string, questions: string[], pages: number}} PaperFacts */

/**
 * Read, switched to Spanish, printed on both sizes of paper; then addresses that lead nowhere.
 *
 * @param {PaperFacts} facts - `questions` in print order
 */
export async function paper(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US', colorScheme: 'dark' });
  const { page } = phone;
  await page.goto(facts.paper);
  await phone.screen(/The questions on paper$/);
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1');
  const asked = await page.locator('.asked > li > p').allTextContents();
  assert.deepEqual(asked, facts.questions);
  const said = (await page.locator('main').textContent()) ?? '';
  assert.match(said, /Only for those who answered “Yes” to question \d+\./);
  assert.match(said, /what is written on it does not count/);
  await phone.look('paper');
  await phone.press('Español');
  await phone.screen(/Las preguntas en papel$/);
  assert.equal(await page.locator('.asked > li').count(), facts.questions.length);
  await phone.look('paper-es');
  await phone.press('English');
  await printed(phone, facts.pages);
  assert.deepEqual(
    phone.requests.map((request) => request.method()).filter((method) => method !== 'GET'),
    [],
  );
  const kept = await page.evaluate(async () => [
    ...(await indexedDB.databases()),
    ...(await caches.keys()),
    ...Object.keys({ ...localStorage, ...sessionStorage }),
    document.cookie,
  ]);
  assert.deepEqual(kept, [''], 'nothing is kept');
  await wrongAddresses(phone, facts);
  await phone.close();
}

/** On paper there are no buttons, it is black on white even on a dark phone, and no line is cut. @param {Phone} phone @param {number} most */
async function printed({ page }, most) {
  await page.emulateMedia({ media: 'print' });
  const { buttons, background } = await page.evaluate(() => ({
    buttons: [...document.querySelectorAll('button, nav')].filter((one) => one.checkVisibility()).length,
    background: getComputedStyle(document.body).backgroundColor,
  }));
  assert.deepEqual([buttons, background], [0, 'rgb(255, 255, 255)']);
  await page.emulateMedia({ media: null });
  for (const format of ['A4', 'Letter']) {
    const pdf = (await page.pdf({ format, preferCSSPageSize: true })).toString('latin1');
    const pages = pdf.match(/\/Type \/Page\b/g)?.length ?? 0;
    assert.ok(pages > 1 && pages <= most, `${pages} pages of ${format}`);
  }
}

/** @param {Phone} phone @param {PaperFacts} facts */
async function wrongAddresses(phone, { paper: address }) {
  const { page } = phone;
  for (const [hash, said] of [
    ['', 'needs the survey’s own address'],
    [`#v=1&p=${address.split('=').at(-1)}&c=0000`, 'needs the survey’s own address'],
    ['#p=00000000-0000-4000-8000-000000000000', 'There is no such survey here'],
  ]) {
    await page.goto('about:blank');
    await page.goto(address.replace(/#.*/, hash ?? ''));
    await phone.screen('The questions cannot be shown');
    await page.getByText(said ?? '').waitFor();
  }
  await phone.look('paper-unknown');
  await page.route('**/v1/**', (route) => route.abort());
  await page.goto('about:blank');
  await page.goto(address);
  await page.getByText('Check your connection').waitFor();
  await page.unroute('**/v1/**');
  await phone.press('Try again');
  await phone.screen(/The questions on paper$/);
  // As in a browser that the survey calls too old, or at an address that is not safe.
  await page.addInitScript(() => {
    Reflect.deleteProperty(AbortSignal, 'timeout');
    for (const name of ['caches', 'crypto', 'indexedDB'])
      Object.defineProperty(globalThis, name, { value: undefined });
  });
  await page.reload();
  await phone.screen(/The questions on paper$/);
}
