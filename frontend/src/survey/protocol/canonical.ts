/** RFC 8785 canonical JSON, restricted to ASCII keys, strings, integers, arrays and objects. */

/**
 * The one canonical text of a value: sorted keys, no blanks.
 *
 * @throws RangeError for booleans, null, fractions and keys that are not ASCII.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string' || Number.isSafeInteger(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (typeof value !== 'object' || value === null) throw new RangeError('not canonical');
  const members = Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  if (!Object.keys(value).every((key) => /^[ -~]*$/.test(key))) throw new RangeError('not canonical');
  return `{${members.join()}}`;
}
