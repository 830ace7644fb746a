/**
 * A language that nobody speaks, written from right to left: every text of the pages, longer and in Hebrew letters.
 *
 * It goes in where real languages do, as the file of texts and as the questions in that language, so the page
 * turns its own direction. Latin letters that are left on a screen are texts that cannot be translated.
 */

const LETTERS = 'אבגדהוזחטיכלמנסעפצקרשתםןףץך';
const LONGER = 1.3;

/** One text; {places} and markup stay. @param {string} text */
export function pseudoText(text) {
  const words = text.split(/(\{\w+\})/).map((part) => (part.startsWith('{') ? part : inLetters(part)));
  const extra = Math.ceil(text.length * (LONGER - 1));
  return words.join('') + LETTERS[extra % LETTERS.length]?.repeat(Math.min(extra, 8));
}

/** @param {string} part */
const inLetters = (part) =>
  part
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[a-z]/gi, (letter) => LETTERS[letter.toLowerCase().charCodeAt(0) - 97] ?? letter);

/** All texts of a page, as its file has them. @param {any} texts @returns {any} */
export function pseudoTexts(texts) {
  const { names, ...others } = texts;
  return { ...each(others, pseudoText), names, dir: 'rtl' };
}

/** What a person reads of a questionnaire. @param {any} questionnaire */
export function pseudoQuestions(questionnaire) {
  const read = new Set(['title', 'text', 'label']);
  /** @type {(value: any, key: string) => any} */
  const walk = (value, key) => {
    if (typeof value === 'string') return read.has(key) ? pseudoText(value) : value;
    if (Array.isArray(value)) return value.map((one) => walk(one, key));
    return value && typeof value === 'object' ? mapped(value, walk) : value;
  };
  return walk(questionnaire, '');
}

/** @param {any} value @param {(text: string) => string} change @returns {any} */
const each = (value, change) =>
  typeof value === 'string' ? change(value) : mapped(value, (inner) => each(inner, change));

/** @param {object} object @param {(value: any, key: string) => any} change */
const mapped = (object, change) =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));

/** Serve the pseudo-language in English's place. @param {import('playwright-core').BrowserContext} context */
export async function servePseudo(context) {
  await context.route(/\/survey\/assets\/en-[\w-]+\.json$/, async (route) =>
    route.fulfill({ json: pseudoTexts(await (await route.fetch()).json()) }),
  );
  await context.route(/\/questionnaire\?language=en$/, async (route) =>
    route.fulfill({ json: pseudoQuestions(await (await route.fetch()).json()) }),
  );
  // These pages carry their texts in their script: only the direction is another.
  await context.route(/\/(?:verify|results|paper|preview)\/assets\/index-[\w-]+\.js$/, async (route) => {
    const script = await (await route.fetch()).text();
    const turned = script.replace(/\bdir:(["'`])ltr\1/g, 'dir:$1rtl$1');
    if (turned === script) throw new Error('the direction of the texts was not found');
    return route.fulfill({ body: turned, contentType: 'text/javascript' });
  });
}
