import type { PageLanguage } from '../../shared/texts';
import { useConsole } from '../texts';
import en from './texts/en.json';
import es from './texts/es.json';

export type ShareTexts = typeof en;
const TEXTS: Record<PageLanguage, ShareTexts> = { en, es };

export const useTexts = (): ShareTexts => TEXTS[useConsole().language];
