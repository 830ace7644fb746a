/** The survey's texts: fetched beside the manifest, so that they cost no script. */

import type { PageLanguage } from '../shared/texts';
import type en from './texts/en.json';
import enUrl from './texts/en.json?url';
import esUrl from './texts/es.json?url';

export type Texts = typeof en;

const URLS: Record<PageLanguage, string> = { en: enUrl, es: esUrl };

export const loadTexts = async (language: PageLanguage): Promise<Texts> => {
  const response = await fetch(URLS[language], { credentials: 'omit', referrerPolicy: 'no-referrer' });
  if (!response.ok) throw new Error(String(response.status));
  return response.json() as Promise<Texts>;
};
