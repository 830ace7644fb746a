/** Times as people write them into a form, in the district's own zone, and the moments they mean. */

/** How far a zone's clocks are ahead of UTC at a moment, in milliseconds. */
function offsetMs(moment: number, timeZone: string | undefined): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  } as Intl.DateTimeFormatOptions).formatToParts(moment);
  const at = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'));
  return shown - Math.floor(moment / 1000) * 1000;
}

/**
 * The moment at which a zone's clocks show a time.
 *
 * @param local - `2026-11-23T08:00`, as `datetime-local` fields have it
 * @param timeZone - IANA name; undefined: that of this computer
 * @returns `2026-11-23T15:00:00Z`, or null where it is no time. An hour that the clocks skip is moved on; of an hour
 * that comes twice the first is meant.
 */
export function toMoment(local: string, timeZone: string | undefined): string | null {
  const wall = Date.parse(`${local}Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(local) || Number.isNaN(wall)) return null;
  // The offset before and after a change of clocks: one of the two fits, or neither in the hour that is skipped.
  const tries = [offsetMs(wall - 86_400_000, timeZone), offsetMs(wall + 86_400_000, timeZone)];
  const fits = tries.filter((offset) => offsetMs(wall - offset, timeZone) === offset);
  const moment = wall - (fits[0] ?? tries[0] ?? 0);
  return `${new Date(moment).toISOString().slice(0, 19)}Z`;
}

/** What a zone's clocks show at a moment, to the minute, as `datetime-local` fields take it. */
export function toLocal(moment: string | number, timeZone: string | undefined): string {
  const at = typeof moment === 'number' ? moment : Date.parse(moment);
  return new Date(at + offsetMs(at, timeZone)).toISOString().slice(0, 16);
}
