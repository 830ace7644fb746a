/** What a person does with the survey page, and what a careful onlooker checks meanwhile. */

import assert from 'node:assert/strict';
import { openBrowser } from './browser.mjs';
import { checkState, inBothSchemes } from './looking.mjs';
import { takePicture } from './pictures.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** A phone (or a desk) with the survey or the results open, watched. */
export class Phone {
  /**
   * @param {import('playwright-core').BrowserContext} context
   * @param {Page} page
   * @param {string | undefined} pictures - directory for screenshots
   */
  constructor(context, page, pictures) {
    this.context = context;
    this.page = page;
    this.pictures = pictures;
    /** @type {import('playwright-core').Request[]} every request made */
    this.requests = [];
    /** @type {string[]} uncaught errors */
    this.errors = [];
    context.on('request', (request) => this.requests.push(request));
    page.on('pageerror', (error) => this.errors.push(String(error)));
  }

  /**
   * @param {{profile: string, pictures?: string}} facts
   * @param {import('playwright-core').BrowserContextOptions} [options]
   */
  static async open({ profile, pictures }, options) {
    const context = await openBrowser(profile, options);
    context.setDefaultTimeout(15_000);
    return new Phone(context, context.pages()[0] ?? (await context.newPage()), pictures);
  }

  /** Close, and fail if the page failed or spoke to anyone else. */
  async close() {
    const origins = new Set(this.requests.map((request) => new URL(request.url()).origin));
    await this.context.close();
    assert.deepEqual(this.errors, []);
    assert.ok(origins.size <= 1, `one origin only, not ${[...origins]}`);
  }

  /** Wait for a screen by its heading. @param {string | RegExp} heading */
  async screen(heading) {
    await this.page.getByRole('heading', { level: 1, name: heading }).waitFor();
  }

  /** Press a button by its label. @param {string | RegExp} name */
  async press(name) {
    await this.page.getByRole('button', { name }).click();
  }

  /** Check a state (`looking.mjs`), and take its pictures, dark and light. @param {string} name */
  async look(name) {
    await checkState(this.page, name);
    const { pictures } = this;
    if (pictures)
      await inBothSchemes(this.page, (scheme) => takePicture(this.page, pictures, `${name}-${scheme}`));
  }

  /** Unfold everything, what is folded inside it too. */
  async unfold() {
    await this.page.evaluate(async () => {
      for (;;) {
        const folded = /** @type {HTMLDetailsElement[]} */ ([
          ...document.querySelectorAll('details:not([open])'),
        ]);
        if (folded.length === 0) return;
        for (const details of folded) details.open = true;
        // What is inside is made when its fold says that it is open.
        await new Promise((go) => setTimeout(go, 100));
      }
    });
  }

  /** Bodies posted to a path. @param {string} path */
  posted(path) {
    return this.requests
      .filter((request) => request.method() === 'POST' && new URL(request.url()).pathname === path)
      .map((request) => request.postData());
  }

  /**
   * Answer every statement on this step with its nth option, but leave some to `except`.
   *
   * @param {number} nth - from 0
   * @param {(id: string) => number | null | undefined} [except] - another option, or null to skip
   */
  async answerStep(nth, except = () => undefined) {
    let changed = false;
    for (const group of await this.page.locator('fieldset').all()) {
      const radios = group.getByRole('radio');
      const name = (await radios.first().getAttribute('name')) ?? '';
      const choice = except(name.split('-').slice(1).join('-'));
      if (choice === null) continue;
      const count = await radios.count();
      const radio = radios.nth(Math.min(choice ?? nth, count - 2));
      if (await radio.isChecked()) continue;
      await radio.check();
      changed = true;
    }
    if (!changed) return;
    await this.page.waitForFunction(() => document.querySelector('.saved')?.textContent !== '');
  }

  /**
   * Go through all steps to the review.
   *
   * @param {RegExp} next - the label of the button that moves on
   * @param {RegExp} review - the heading of the review
   * @param {Parameters<Phone['answerStep']>} answer
   */
  async answerAll(next, review, ...answer) {
    for (;;) {
      await this.answerStep(...answer);
      const before = await this.page.locator('h1').textContent();
      await this.press(next);
      await this.page.waitForFunction((old) => document.querySelector('h1')?.textContent !== old, before);
      if (review.test((await this.page.locator('h1').textContent()) ?? '')) return;
    }
  }

  /**
   * Everything the page keeps on this phone, as text.
   *
   * @returns {Promise<{names: string[], text: string, caches: string[], cookies: string, local: number}>}
   */
  async kept() {
    return this.page.evaluate(async () => {
      const database = await new Promise((resolve) => {
        const request = indexedDB.open('throughline', 1);
        request.onsuccess = () => resolve(request.result);
      });
      const table = database.transaction('kept').objectStore('kept');
      const get = (/** @type {'getAllKeys' | 'getAll'} */ what) =>
        new Promise((resolve) => {
          const request = table[what]();
          request.onsuccess = () => resolve(request.result);
        });
      const [names, values] = [await get('getAllKeys'), await get('getAll')];
      database.close();
      const text = (/** @type {any} */ value) =>
        JSON.stringify(value, (_, part) =>
          part instanceof ArrayBuffer ? new TextDecoder('latin1').decode(part) : part,
        );
      const caches_ = (await caches.keys()).filter((name) => !name.startsWith('survey-'));
      return {
        names: names.map(String),
        text: values.map(text).join('\n'),
        caches: caches_,
        cookies: document.cookie,
        local: localStorage.length + sessionStorage.length,
      };
    });
  }
}
