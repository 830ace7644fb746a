import type { PageLanguage } from '../../shared/texts';
import { useConsole } from '../texts';
import en from './texts/en.json';
import es from './texts/es.json';

export type SchoolTexts = typeof en;
const TEXTS: Record<PageLanguage, SchoolTexts> = { en, es };

export const useTexts = (): SchoolTexts => TEXTS[useConsole().language];
