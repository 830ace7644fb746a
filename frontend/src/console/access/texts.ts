import type { PageLanguage } from '../../shared/texts';
import { useConsole } from '../texts';
import en from './texts/en.json';
import es from './texts/es.json';

export type AccessTexts = typeof en;
const TEXTS: Record<PageLanguage, AccessTexts> = { en, es };

export const useTexts = (): AccessTexts => TEXTS[useConsole().language];
