/** Languages of the pages, and filling in their texts. */

/** Languages the pages are written in; the first is used where nothing else fits. */
export const PAGE_LANGUAGES = ['en', 'es'] as const;
export type PageLanguage = (typeof PAGE_LANGUAGES)[number];

/** The first of the wanted languages that the pages are written in; region subtags do not matter. */
export function pickLanguage(wanted: readonly string[]): PageLanguage {
  for (const tag of wanted) {
    const found = PAGE_LANGUAGES.find((language) => language === tag.split('-')[0]?.toLowerCase());
    if (found) return found;
  }
  return PAGE_LANGUAGES[0];
}

/** Put values where a text has {names}; numbers are written as the language writes them. */
export const fill = (text: string, values: Record<string, string | number>, language?: string): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    return typeof value === 'number' ? value.toLocaleString(language) : value;
  });

/** Tell the document which language it is in, and which way that is written. */
export function setDocumentLanguage(language: string, direction: string): void {
  Object.assign(document.documentElement, { lang: language, dir: direction });
}
