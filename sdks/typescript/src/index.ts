/**
 * A typed client of Throughline's REST API.
 *
 * The types of every path are generated (`generated/schema.ts`); openapi-fetch calls them. Here is what neither
 * knows: tokens that renew themselves, patience when asked for it, answers that are kept while they are right,
 * lists without pages, and refusals as errors.
 */
import createFetchClient, { type Client } from 'openapi-fetch'
import { courteous } from './courteous.js'
import type { components, paths } from './generated/schema.js'
import { type Credentials, tokens } from './tokens.js'

export { type Page, each } from './each.js'
export type { components, operations, paths } from './generated/schema.js'
export { ProblemError, UnexpectedAnswerError, answerOf } from './problems.js'
export { NoTokenError } from './tokens.js'

export type Problem = components['schemas']['Problem']
export type Suppressed = components['schemas']['Suppressed']
export type Profile = components['schemas']['ProfileDocument']
export type Throughline = Client<paths>

export interface Options {
  /** A client's id and secret, made with `POST /v1/clients`; or an API key. */
  credentials: Credentials
  /** How long a `Retry-After` may make a request wait before its answer is handed on as it is. */
  longestWaitSeconds?: number
  /** What carries the requests; `globalThis.fetch` if left out. */
  fetch?: (request: Request) => Promise<Response>
}

/** Whether a published value is withheld; its `reason` says why. */
export function isSuppressed(value: unknown): value is Suppressed {
  return typeof value === 'object' && value !== null && 'suppressed' in value
}

/** Make a client: `client.GET('/v1/schools')` and so on, typed by path. */
export function connect(baseUrl: string, options: Options): Throughline {
  const base = baseUrl.replace(/\/+$/, '')
  const plain = options.fetch ?? ((request: Request) => globalThis.fetch(request))
  const patient = courteous(plain, options.longestWaitSeconds ?? 60)
  return createFetchClient<paths>({ baseUrl: base, fetch: tokens(base, options.credentials, patient) })
}
