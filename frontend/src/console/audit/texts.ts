import type { PageLanguage } from '../../shared/texts';
import { useConsole } from '../texts';
import en from './texts/en.json';
import es from './texts/es.json';

export type AuditTexts = typeof en;
const TEXTS: Record<PageLanguage, AuditTexts> = { en, es };

export const useTexts = (): AuditTexts => TEXTS[useConsole().language];
