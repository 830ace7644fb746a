import type { PageLanguage } from '../../shared/texts';
import { useConsole } from '../texts';
import en from './texts/en.json';
import es from './texts/es.json';

export type WebhookTexts = typeof en;
const TEXTS: Record<PageLanguage, WebhookTexts> = { en, es };

export const useTexts = (): WebhookTexts => TEXTS[useConsole().language];
