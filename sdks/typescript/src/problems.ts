/** Refusals as errors with types. */
import type { components } from './generated/schema.js'

type Problem = components['schemas']['Problem']

/** The API refused: `problem` says why (RFC 9457), `code` is what programs should look at. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`)
    this.name = 'ProblemError'
  }

  get code(): string {
    return this.problem.code
  }
}

/** Neither what was asked for nor a problem came back, from a proxy perhaps. */
export class UnexpectedAnswerError extends Error {}

/** What a call answered: `const school = await answerOf(client.GET(…))`. */
export async function answerOf<Data>(
  call: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Exclude<Data, undefined>> {
  const { data, error, response } = await call
  if (data !== undefined) return data as Exclude<Data, undefined>
  if (isProblem(error)) throw new ProblemError(error)
  throw new UnexpectedAnswerError(`HTTP ${response.status} without an answer`)
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'status' in value
}
