/** Days and times as people write them. */

/** The day of a point in time, in the reader's own zone or in another. */
export const dateText = (moment: string, language: string, timeZone?: string | null): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', ...(timeZone && { timeZone }) }).format(
    new Date(moment),
  );

/** Day and time, with the name of the zone. */
export const timeText = (moment: string, language: string, timeZone?: string | null): string =>
  new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    ...(timeZone && { timeZone }),
  }).format(new Date(moment));
