/** Times in the zone of a district. The moments come from `date -u -d 'TZ="<zone>" <time>'` of GNU coreutils. */

import { expect, it } from 'vitest';
import { toLocal, toMoment } from '../../src/console/parts/zoned';

it.each([
  ['2026-11-23T08:00', 'America/Denver', '2026-11-23T15:00:00Z'],
  ['2026-07-01T08:00', 'America/Denver', '2026-07-01T14:00:00Z'],
  ['2026-11-23T17:00', 'Pacific/Honolulu', '2026-11-24T03:00:00Z'],
  ['2026-03-29T12:00', 'Europe/Madrid', '2026-03-29T10:00:00Z'],
  ['2026-10-31T23:30', 'America/New_York', '2026-11-01T03:30:00Z'],
])('%s in %s is %s, and back', (local, zone, moment) => {
  expect(toMoment(local, zone)).toBe(moment);
  expect(toLocal(moment, zone)).toBe(local);
});

it('takes the first of an hour that comes twice, and moves on from one that never comes', () => {
  expect(toMoment('2026-11-01T01:30', 'America/New_York')).toBe('2026-11-01T05:30:00Z');
  expect(toMoment('2026-03-08T02:30', 'America/New_York')).toBe('2026-03-08T07:30:00Z');
});

it.each(['', 'soon', '2026-13-45T99:99'])('%s is no time', (local) => {
  expect(toMoment(local, 'America/Denver')).toBeNull();
});
