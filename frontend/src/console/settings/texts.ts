import type { PageLanguage } from '../../shared/texts';
import { useConsole } from '../texts';
import en from './texts/en.json';
import es from './texts/es.json';

export type SettingsTexts = typeof en;
const TEXTS: Record<PageLanguage, SettingsTexts> = { en, es };

export const useTexts = (): SettingsTexts => TEXTS[useConsole().language];
