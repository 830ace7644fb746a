/** The few calls a phone makes. Nothing is sent along that could tell who calls. */

import { CONFIG, origins, readConfig } from '../shared/addresses';
import { type Bytes, text } from '../shared/bytes';

/** The server could not be reached, or could not answer just now: the same request may be sent again. */
export class Unreachable extends Error {}

/** The server said no, and why: the `code` of its problem document (docs/problems.md). */
export class Refused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

const TIMEOUT_MS = 20_000;
/** For files of the page itself, asked for as the page was: then they come on the same connection, or came already. */
export const OWN: RequestInit = { credentials: 'same-origin' };
/** Where copies of the manifest and the questions are kept. */
const KEPT = 'questions';

/** Forget the copies: they would tell which school's survey was open on this phone. */
export const forgetKept = (): Promise<boolean> => caches.delete(KEPT);

const at = (participation: string, what: string): string =>
  `${origins.passes}/v1/participations/${participation}/${what}`;

let found = false;

/** Learn where the servers are, once, before anything is asked of them; false if the file does not say. */
export const findServers = async (): Promise<boolean> =>
  (found ||= readConfig(text(await call(CONFIG, OWN))));

export const manifestUrl = (participation: string): string => at(participation, 'manifest');
export const recordUrl = (participation: string): string => at(participation, 'record');
export const questionnaireUrl = (participation: string, language: string): string =>
  at(participation, `questionnaire?language=${encodeURIComponent(language)}`);

/** POST a body that is already text: a retry sends the same bytes. */
export async function post<T>(what: 'passes' | 'responses', body: string): Promise<T> {
  const url = origins[what] + { passes: '/v1/passes', responses: '/v1/responses' }[what];
  const headers = { 'Content-Type': 'application/json' };
  return JSON.parse(text(await call(url, { method: 'POST', headers, body }))) as T;
}

/** GET what does not change, and keep a copy for when there is no network. */
export async function getKept(url: string): Promise<Bytes> {
  const copies = await caches.open(KEPT);
  try {
    const body = await call(url, {});
    await copies.put(url, new Response(body));
    return body;
  } catch (error) {
    const copy = error instanceof Unreachable ? await copies.match(url) : undefined;
    if (!copy) throw error;
    return new Uint8Array(await copy.arrayBuffer());
  }
}

/** The body of a good answer. An answer that breaks off half-way counts as none. */
export async function call(url: string, options: RequestInit): Promise<Bytes> {
  const unreachable = (): never => {
    throw new Unreachable();
  };
  const response = await fetch(url, {
    credentials: 'omit',
    ...options,
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(unreachable);
  const body = new Uint8Array(await response.arrayBuffer().catch(unreachable));
  if (response.ok) return body;
  throw response.status >= 500 ? new Unreachable() : new Refused(problemCode(body));
}

/** The stable name of a problem; empty for an answer that is not ours, such as a proxy's page. */
function problemCode(body: Bytes): string {
  try {
    return String((JSON.parse(text(body)) as { code: unknown }).code);
  } catch {
    return '';
  }
}
