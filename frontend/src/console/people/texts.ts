import type { PageLanguage } from '../../shared/texts';
import { useConsole } from '../texts';
import en from './texts/en.json';
import es from './texts/es.json';

export type PeopleTexts = typeof en;
const TEXTS: Record<PageLanguage, PeopleTexts> = { en, es };

export const useTexts = (): PeopleTexts => TEXTS[useConsole().language];
