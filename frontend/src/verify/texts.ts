/** The page's texts. */

import type { PageLanguage } from '../shared/texts';
import en from './texts/en.json';
import es from './texts/es.json';

export type Texts = typeof en;

export const TEXTS: Record<PageLanguage, Texts> = { en, es };
