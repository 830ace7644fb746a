/** The manifest: what everyone in a participation agrees on before the first answer. */

import { type Bytes, sha256, text } from '../../shared/bytes';

export interface Manifest {
  v: 1;
  administration: string;
  participation: string;
  access: 'cards' | 'email' | 'open' | 'import';
  release_mode: 'sealed' | 'rolling';
  custody: 'file';
  opens_at: string;
  closes_no_later_than: string;
  grace_hours: number;
  eligible: number;
  replacement_cap: number;
  k: number;
  subgroup_tables: string[];
  instrument: string;
  instrument_version: string;
  instrument_digest: string;
  /** Members of a reporting unit; left out where one school reports. */
  schools?: string[];
  sealed_length: number;
  issuer_public_key: string;
  sealing_public_key: string;
  suites: { pass: string; seal: string };
}

/** Bytes of enc and of the tag: what a seal adds to its plaintext. */
export const SEAL_OVERHEAD = 65 + 16;

const UUID = '"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"';
const TIME = String.raw`"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"`;
const QUESTION = String.raw`"[A-Za-z\d][\w.-]{0,63}"`;
/** 384 bytes of base64url whose first bit is 1 and whose last is 1: an odd number of exactly 3072 bits. */
const MODULUS = '"[g-z0-9_-][\\w-]{510}[BDFHJLNPRTVXZbdfhjlnprtvxz13579_]"';
/** 65 bytes of base64url that begin with 04; the two unused bits of the last symbol are 0. */
const POINT = '"B[A-P][\\w-]{84}[AEIMQUYcgkosw048]"';
const COUNT = String.raw`(0|[1-9]\d{0,5})`;

/**
 * Every field, in canonical order, and how it is written; only `schools` may be left out. No string here may hold an
 * escape, so the canonical text is one regular expression: a field that is unknown, missing, repeated
 * or differently spelled does not match. There is no free-form field to hide a mark in.
 */
const FORM: Record<keyof Manifest, string> = {
  access: '"(cards|email|open|import)"',
  administration: UUID,
  closes_no_later_than: TIME,
  custody: '"file"',
  eligible: COUNT,
  grace_hours: COUNT,
  instrument: '"[a-z0-9][a-z0-9-]{0,62}"',
  instrument_digest: '"sha256:[0-9a-f]{64}"',
  instrument_version: String.raw`"\d{1,5}\.\d{1,5}\.\d{1,5}"`,
  issuer_public_key: MODULUS,
  k: COUNT,
  opens_at: TIME,
  participation: UUID,
  release_mode: '"(sealed|rolling)"',
  replacement_cap: COUNT,
  schools: String.raw`\[${UUID}(,${UUID}){1,49}\]`,
  sealed_length: COUNT,
  sealing_public_key: POINT,
  subgroup_tables: String.raw`\[(${QUESTION}(,${QUESTION})?)?\]`,
  suites: '{"pass":"RSABSSA-SHA384-PSS-Randomized","seal":"DHKEM-P256-HKDF-SHA256,HKDF-SHA256,AES-256-GCM"}',
  v: '1',
};

const TEXT = new RegExp(
  `^{${Object.entries(FORM)
    .map(([name, form]) => (name === 'schools' ? `(,"${name}":${form})?` : `,"${name}":${form}`))
    .join('')
    .slice(1)}}$`,
);

/**
 * Read a manifest as a careful client must.
 *
 * @returns null for any other spelling of it and for any impossible value: this page may not trust it.
 */
export function parseManifest(raw: Bytes, participation: string): Manifest | null {
  const source = text(raw);
  const manifest = TEXT.test(source) && (JSON.parse(source) as Manifest);
  return manifest && manifest.participation === participation && isPossible(manifest) ? manifest : null;
}

function isPossible(manifest: Manifest): boolean {
  const { opens_at, closes_no_later_than, eligible, replacement_cap, k, sealed_length } = manifest;
  const { subgroup_tables: tables, schools = [] } = manifest;
  return (
    isMoment(opens_at) &&
    isMoment(closes_no_later_than) &&
    opens_at < closes_no_later_than &&
    eligible > 0 &&
    eligible <= 100_000 &&
    manifest.grace_hours <= 168 &&
    replacement_cap <= Math.max(2, Math.ceil(eligible * 0.05)) &&
    k >= 5 &&
    new Set(tables).size === tables.length &&
    schools.every((id, at) => at === 0 || (schools[at - 1] as string) < id) &&
    sealed_length > SEAL_OVERHEAD &&
    sealed_length <= 65_536
  );
}

/** Whether there is such a day and time. */
const isMoment = (time: string): boolean => new Date(time).toJSON() === time.replace('Z', '.000Z');

/** The pin: SHA-256 of the manifest's exact bytes. */
export const pinOf = (raw: Bytes): Promise<Bytes> => sha256(raw);
