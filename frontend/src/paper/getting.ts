/** Gets what is printed: the rules and the questions of one survey, as every phone gets them. */

import { text } from '../shared/bytes';
import { PAGE_LANGUAGES, type PageLanguage } from '../shared/texts';
import { type Manifest, parseManifest } from '../survey/protocol/manifest';
import type { Questionnaire } from '../survey/questionnaire';
import { call, findServers, manifestUrl, questionnaireUrl, Refused } from '../survey/server';

export interface Sheet {
  manifest: Manifest;
  /** By the language they are written in. */
  questionnaires: Partial<Record<PageLanguage, Questionnaire>>;
}

/** Why there is nothing to print; each has its text. */
export type Failure = 'link' | 'unknown' | 'unreachable';

/** The survey an address names: `#p=<participation>` and nothing else, so that no code can be on the sheet. */
export const participationIn = (fragment: string): string | null =>
  /^#p=([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(fragment)?.[1] ?? null;

/** The sheet in every language it has, or why it cannot be had. */
export async function getSheet(participation: string | null): Promise<Sheet | Failure> {
  if (!participation) return 'link';
  try {
    if (!(await findServers())) return 'unreachable';
    const manifest = parseManifest(await call(manifestUrl(participation), {}), participation);
    if (!manifest) return 'unknown';
    const found = await Promise.all(PAGE_LANGUAGES.map((language) => inLanguage(participation, language)));
    return { manifest, questionnaires: Object.assign({}, ...found) };
  } catch (error) {
    return error instanceof Refused ? 'unknown' : 'unreachable';
  }
}

/** The questions under their language; nothing for one that the instrument does not have. */
async function inLanguage(participation: string, language: PageLanguage): Promise<Sheet['questionnaires']> {
  try {
    const body = await call(questionnaireUrl(participation, language), {});
    return { [language]: JSON.parse(text(body)) as Questionnaire };
  } catch (error) {
    if (error instanceof Refused && error.code === 'language-not-offered') return {};
    throw error;
  }
}
