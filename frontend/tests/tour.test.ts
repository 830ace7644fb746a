/** The pictures in docs/tour: each state in both colour schemes with a caption, and few bytes. */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { faultsOf, pageOf, STATES } from '../e2e/tour.mjs';
import en from '../src/survey/texts/en.json';

const directory = fileURLToPath(new URL('../../docs/tour/', import.meta.url));

it('has a caption for each picture, both pictures for each caption, and is small', () => {
  expect(faultsOf(directory)).toEqual([]);
});

it('is the page that the captions make', () => {
  expect(readFileSync(`${directory}README.md`, 'utf8')).toBe(pageOf());
});

/** The picture of every reason for which the survey stops. */
const STOPS: Record<keyof (typeof en)['stop'], string> = {
  noLink: 'nothing-scanned',
  damaged: 'damaged-link',
  wrongPoster: 'wrong-poster',
  changed: 'stop-changed',
  notTrusted: 'not-trusted',
  otherQuestions: 'other-questions',
  badSignature: 'stop-bad-signature',
  unreachable: 'unreachable',
  'not-found': 'stop-not-found',
  'survey-not-open': 'stop-not-open',
  'passes-exhausted': 'stop-no-passes',
  tooLate: 'stop-too-late',
  refused: 'stop-refused',
  elsewhere: 'another-tab',
  storage: 'storage-refused',
  misconfigured: 'misconfigured',
  before: 'not-begun',
  grace: 'checking-in-is-over',
  over: 'stop-over',
  published: 'the-results-are-out',
};

it('shows every reason for which the survey stops', () => {
  const named = Object.values(STATES).flatMap((states) => Object.keys(states));
  expect(Object.keys(STOPS)).toEqual(Object.keys(en.stop));
  expect(Object.values(STOPS).filter((name) => !named.includes(name))).toEqual([]);
});
