/** Every text exists in every language, with the same places to fill in. */

import { describe, expect, it } from 'vitest';
import wordingEn from '../../services/survey-core/src/survey_core/wording/en.json';
import wordingEs from '../../services/survey-core/src/survey_core/wording/es.json';
import accessEn from '../src/console/access/texts/en.json';
import accessEs from '../src/console/access/texts/es.json';
import auditEn from '../src/console/audit/texts/en.json';
import auditEs from '../src/console/audit/texts/es.json';
import exportsEn from '../src/console/exports/texts/en.json';
import exportsEs from '../src/console/exports/texts/es.json';
import instrumentsEn from '../src/console/instruments/texts/en.json';
import instrumentsEs from '../src/console/instruments/texts/es.json';
import peopleEn from '../src/console/people/texts/en.json';
import peopleEs from '../src/console/people/texts/es.json';
import schoolsEn from '../src/console/schools/texts/en.json';
import schoolsEs from '../src/console/schools/texts/es.json';
import settingsEn from '../src/console/settings/texts/en.json';
import settingsEs from '../src/console/settings/texts/es.json';
import sharesEn from '../src/console/shares/texts/en.json';
import sharesEs from '../src/console/shares/texts/es.json';
import surveysEn from '../src/console/surveys/texts/en.json';
import surveysEs from '../src/console/surveys/texts/es.json';
import consoleEn from '../src/console/texts/en.json';
import consoleEs from '../src/console/texts/es.json';
import webhooksEn from '../src/console/webhooks/texts/en.json';
import webhooksEs from '../src/console/webhooks/texts/es.json';
import paperEn from '../src/paper/texts/en.json';
import paperEs from '../src/paper/texts/es.json';
import previewEn from '../src/preview/texts/en.json';
import previewEs from '../src/preview/texts/es.json';
import districtEn from '../src/results/district/texts/en.json';
import districtEs from '../src/results/district/texts/es.json';
import referenceEn from '../src/results/reference/texts/en.json';
import referenceEs from '../src/results/reference/texts/es.json';
import resultsEn from '../src/results/texts/en.json';
import resultsEs from '../src/results/texts/es.json';
import { fill, pickLanguage } from '../src/shared/texts';
import signInEn from '../src/sign-in/texts/en.json';
import signInEs from '../src/sign-in/texts/es.json';
import surveyEn from '../src/survey/texts/en.json';
import surveyEs from '../src/survey/texts/es.json';
import verifyEn from '../src/verify/texts/en.json';
import verifyEs from '../src/verify/texts/es.json';

function flatten(texts: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') found.set(path + key, value);
    else for (const [inner, text] of flatten(value, `${path}${key}.`)) found.set(inner, text);
  }
  return found;
}

const places = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

describe.each([
  ['survey', surveyEn, surveyEs],
  ['results', resultsEn, resultsEs],
  ['the view of a district', districtEn, districtEs],
  ['the original display', referenceEn, referenceEs],
  ['the profile, page and PDF', wordingEn, wordingEs],
  ['sign-in', signInEn, signInEs],
  ['verify', verifyEn, verifyEs],
  ['paper', paperEn, paperEs],
  ['preview', previewEn, previewEs],
  ['console', consoleEn, consoleEs],
  ['console, schools', schoolsEn, schoolsEs],
  ['console, access', accessEn, accessEs],
  ['console, audit', auditEn, auditEs],
  ['console, exports', exportsEn, exportsEs],
  ['console, instruments', instrumentsEn, instrumentsEs],
  ['console, people', peopleEn, peopleEs],
  ['console, settings', settingsEn, settingsEs],
  ['console, shares', sharesEn, sharesEs],
  ['console, webhooks', webhooksEn, webhooksEs],
  ['console, surveys', surveysEn, surveysEs],
])('the texts of %s', (_page, english, spanish) => {
  const [en, es] = [flatten(english), flatten(spanish)];

  it('have the same keys, none of them empty', () => {
    expect([...es.keys()]).toEqual([...en.keys()]);
    expect([...en.values(), ...es.values()].filter((text) => text.trim() === '')).toEqual([]);
  });

  it('have the same places to fill in', () => {
    for (const [key, text] of en) expect([key, places(es.get(key) ?? '')]).toEqual([key, places(text)]);
  });

  it('are not the English ones left over', () => {
    const same = [...en].filter(([key, text]) => es.get(key) === text && text.includes(' '));
    expect(same).toEqual([]);
  });
});

it('takes the first language it knows, whatever its region', () => {
  expect(pickLanguage(['fr', 'es-MX', 'en'])).toBe('es');
  expect(pickLanguage(['fr'])).toBe('en');
  expect(pickLanguage([])).toBe('en');
});

it('writes numbers as the language does', () => {
  expect(fill('{n} of {all}', { n: 12345, all: 'many' }, 'es')).toBe('12.345 of many');
});
