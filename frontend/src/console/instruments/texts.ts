import type { PageLanguage } from '../../shared/texts';
import { useConsole } from '../texts';
import en from './texts/en.json';
import es from './texts/es.json';

export type InstrumentTexts = typeof en;
const TEXTS: Record<PageLanguage, InstrumentTexts> = { en, es };

export const useTexts = (): InstrumentTexts => TEXTS[useConsole().language];
