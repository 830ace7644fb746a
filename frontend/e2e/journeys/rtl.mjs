/** The whole survey written from right to left, with every text another one. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Phone } from '../phone.mjs';
import { pseudoText, servePseudo } from '../pseudo.mjs';

/** @typedef {import('./survey.mjs').Facts} Facts */

const file = new URL('../../src/survey/texts/en.json', import.meta.url);
const TEXTS = JSON.parse(readFileSync(file, 'utf8'));

/** What is the same in every language: names of languages, days and times, codes and words to compare. */
const SAME = 'time, [lang]:not(html), .words, code, [translate=no]';

/** From the card and the poster to the receipt, and to the page that looks for it. @param {Facts} facts */
export async function rightToLeft(facts) {
  const phone = await Phone.open(facts, { locale: 'en-US', serviceWorkers: 'block' });
  const { page } = phone;
  await servePseudo(phone.context);
  await page.goto(facts.card);
  await page.locator('h1[tabindex]').waitFor();
  await turned(phone, 'rtl-welcome');
  await press(phone, TEXTS.welcome.start);
  await shows(phone, TEXTS.words.title);
  await turned(phone, 'rtl-words');
  await page.goto('about:blank');
  await page.goto(facts.poster);
  await press(phone, TEXTS.welcome.start);
  await shows(phone, TEXTS.code.title);
  await turned(phone, 'rtl-code');
  await press(phone, TEXTS.code.submit);
  await page.locator('fieldset').first().waitFor();
  await turned(phone, 'rtl-questions');
  await checkRadios(phone);
  const next = either(TEXTS.questions.next, TEXTS.questions.toReview);
  await phone.answerAll(next, either(TEXTS.review.title), 1);
  await turned(phone, 'rtl-review');
  await press(phone, TEXTS.review.send);
  await shows(phone, TEXTS.recorded.title);
  await turned(phone, 'rtl-recorded');
  const about = `#p=${new URLSearchParams(facts.poster).get('p')}`;
  for (const other of ['verify', 'results', `paper/${about}`, `preview/${about}`]) {
    await page.goto(new URL(`/${other}`, facts.poster).href);
    await page.locator('h1[tabindex]').waitFor();
    await checkDirection(phone);
    await phone.look(`rtl-${/^\w+/.exec(other)}`);
  }
  await phone.close();
}

/** @param {string[]} texts */
const either = (...texts) => new RegExp(`^(${texts.map(pseudoText).join('|')})$`);

/** @param {Phone} phone @param {string} text */
const press = (phone, text) => phone.press(either(text));

/** @param {Phone} phone @param {string} text */
const shows = (phone, text) => phone.screen(either(text));

/** The state is turned around, and every text of it came with the language. @param {Phone} phone @param {string} name */
async function turned(phone, name) {
  await checkDirection(phone);
  const left = await phone.page.evaluate((same) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const { parentElement: parent, textContent } = walker.currentNode;
      if (parent?.checkVisibility() && !parent.closest(same)) found.push(textContent ?? '');
    }
    return found.filter((text) => /[A-Za-z]/.test(text));
  }, SAME);
  const untranslated = left.filter((text) => !/\d{4}/.test(text));
  assert.deepEqual(untranslated, [], `only dates are not in the language on ${name}`);
  await phone.look(name);
}

/** The document says so, and the heading begins at the right. @param {Phone} phone */
async function checkDirection({ page }) {
  const { dir, direction, align } = await page.evaluate(() => {
    const style = getComputedStyle(document.querySelector('h1') ?? document.body);
    return { dir: document.documentElement.dir, direction: style.direction, align: style.textAlign };
  });
  assert.deepEqual([dir, direction], ['rtl', 'rtl']);
  assert.ok(align === 'start' || align === 'right', align);
}

/** A radio button stands to the right of its words, and the mark of the field to the right of its text. @param {Phone} phone */
async function checkRadios({ page }) {
  const label = page.locator('fieldset label').first();
  const [radio, words] = [
    await label.getByRole('radio').boundingBox(),
    await label.locator('span').boundingBox(),
  ];
  assert.ok(radio && words && radio.x >= words.x + words.width, 'the radio button comes first');
}
