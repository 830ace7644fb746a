import type { PageLanguage } from '../../shared/texts';
import { useConsole } from '../texts';
import en from './texts/en.json';
import es from './texts/es.json';

export type ExportTexts = typeof en;
const TEXTS: Record<PageLanguage, ExportTexts> = { en, es };

export const useTexts = (): ExportTexts => TEXTS[useConsole().language];
