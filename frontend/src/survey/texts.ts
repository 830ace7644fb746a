/** The survey's texts: fetched beside the manifest, so that they cost no script. */

import { text } from '../shared/bytes';
import type { PageLanguage } from '../shared/texts';
import { call, OWN } from './server';
import type en from './texts/en.json';
import enUrl from './texts/en.json?url';
import esUrl from './texts/es.json?url';

export type Texts = typeof en;

const URLS: Record<PageLanguage, string> = { en: enUrl, es: esUrl };

export const loadTexts = async (language: PageLanguage): Promise<Texts> =>
  JSON.parse(text(await call(URLS[language], OWN))) as Texts;
