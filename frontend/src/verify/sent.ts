/** What a phone sent, kept by the person: read again, and held against what is published. */

import { type Bytes, fromBase64url, text, toBase64url } from '../shared/bytes';
import { verify } from '../survey/protocol/blind-rsa';
import type { Manifest } from '../survey/protocol/manifest';
import { passHash } from '../survey/protocol/pass';
import type { PublishedRecord } from '../survey/protocol/record';
import { type Answer, fetchList } from './counting';

/** The body of a submission (docs/protocol.md), base64url. */
export interface Sent {
  participation: string;
  message: string;
  signature: string;
  sealed: string;
}

export interface Examined {
  /** What can be read of the message: its label and the participation. */
  label: string;
  sealedBytes: number;
  passHash: string;
  /** What the published list says; or why there is none to say it. */
  list: Answer | { signed: boolean; length: number; line: number; of: number };
}

const FIELDS = 'message,participation,sealed,signature';
/** The label lies between two times 32 random bytes. */
const RANDOM_BYTES = 32;

/** The file that the survey page saved, as text; null for anything else. */
export function readSent(pasted: string): Sent | null {
  try {
    const found = JSON.parse(pasted) as Sent;
    const whole = Object.keys(found).sort().join() === FIELDS;
    return whole && Object.values(found).every((value) => typeof value === 'string') ? found : null;
  } catch {
    return null;
  }
}

/** @returns null if the parts are not what they should be. */
export async function examine(sent: Sent): Promise<Examined | null> {
  try {
    const [message, signature, sealed] = [sent.message, sent.signature, sent.sealed].map(fromBase64url) as [
      Bytes,
      Bytes,
      Bytes,
    ];
    const hash = toBase64url(await passHash(message));
    const found = await fetchList(sent.participation);
    return {
      label: text(message.slice(RANDOM_BYTES, -RANDOM_BYTES)),
      sealedBytes: sealed.length,
      passHash: hash,
      list: 'missing' in found ? found.missing : await against(found.text, { message, signature, hash }),
    };
  } catch {
    return null;
  }
}

async function against(
  list: string,
  { message, signature, hash }: { message: Bytes; signature: Bytes; hash: string },
): Promise<Examined['list']> {
  const record = JSON.parse(list) as PublishedRecord;
  const manifest = JSON.parse(record.manifest) as Manifest;
  return {
    signed: await verify(fromBase64url(manifest.issuer_public_key), message, signature),
    length: manifest.sealed_length,
    line: record.pass_hashes.indexOf(hash) + 1,
    of: record.pass_hashes.length,
  };
}
