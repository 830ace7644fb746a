/** Addresses come from one file in one form; anything else is refused rather than guessed. */

import { beforeEach, expect, it } from 'vitest';
import { origins, readConfig } from '../src/shared/addresses';

const config = (api: unknown, collector: unknown) => JSON.stringify({ api, collector });

beforeEach(() => Object.assign(origins, { passes: 'before', responses: 'before' }));

it.each([
  ['nothing', ''],
  ['a page of the host', '<!doctype html><title>Not found</title>'],
  ['another type', config(1, '')],
  ['a field missing', '{"api":"https://a.example"}'],
  ['a field misspelt', '{"Api":"https://a.example","collector":""}'],
  ['a field too many', '{"api":"","collector":"","more":""}'],
  ['a field repeated', '{"api":"","api":"https://a.example","collector":""}'],
  ['a path', config('https://a.example/v1', '')],
  ['a trailing slash', config('https://a.example/', '')],
  ['a user', config('https://a@b.example', '')],
  ['a wildcard', config('https://*.example', '')],
  ['another scheme', config('', 'javascript:alert(1)')],
  ['no scheme', config('a.example', '')],
  ['two addresses', config('https://a.example https://b.example', '')],
])('refuses %s', (_name, file) => {
  expect(readConfig(file)).toBe(false);
});

it.each([
  [config('', ''), '', ''],
  [config('https://api.example', ''), 'https://api.example', 'https://api.example'],
  [config('', 'https://in.example'), '', 'https://in.example'],
  [
    `${JSON.stringify({ api: 'http://127.0.0.1:8000', collector: 'https://in.example:8443' }, null, 2)}\n`,
    'http://127.0.0.1:8000',
    'https://in.example:8443',
  ],
])('takes %s', (file, passes, responses) => {
  expect(readConfig(file)).toBe(true);
  expect(origins).toEqual({ passes, responses });
});
