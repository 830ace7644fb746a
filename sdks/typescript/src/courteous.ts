/** What every request passes: wait when told to, and fetch nothing again that has not changed. */
import type { Fetch } from './tokens.js'

const TRIES = 5
const REMEMBERED = 500
/** What may be sent twice without doing anything twice; a POST only under an Idempotency-Key. */
const SAFE = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])

/** `fetch` that hears `Retry-After` and keeps the last answers with their ETags, in memory only. */
export function courteous(send: Fetch, longestWaitSeconds: number): Fetch {
  const kept = new Map<string, Response>()
  return async (request) => {
    const known = request.method === 'GET' ? kept.get(request.url) : undefined
    const conditional = known !== undefined && !request.headers.has('If-None-Match')
    if (conditional) request.headers.set('If-None-Match', known.headers.get('ETag') ?? '')
    const answer = await patiently(send, request, longestWaitSeconds)
    if (conditional && answer.status === 304) return again(known)
    if (request.method === 'GET' && answer.status === 200 && answer.headers.has('ETag')) {
      keep(kept, request.url, answer)
    }
    return answer
  }
}

async function patiently(send: Fetch, request: Request, longestWaitSeconds: number): Promise<Response> {
  for (let left = TRIES - 1; ; left--) {
    const answer = await send(request.clone())
    const seconds = waitOf(request, answer)
    if (left === 0 || seconds === undefined || seconds > longestWaitSeconds) return answer
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
  }
}

function waitOf(request: Request, answer: Response): number | undefined {
  const asked = answer.headers.get('Retry-After') ?? ''
  const mayRepeat = SAFE.has(request.method) || request.headers.has('Idempotency-Key')
  // 429 says that nothing was done; after 503 something may have been.
  const fits = answer.status === 429 || (answer.status === 503 && mayRepeat)
  return fits && /^\d+$/.test(asked) ? Number(asked) : undefined
}

function keep(kept: Map<string, Response>, url: string, answer: Response): void {
  kept.delete(url)
  kept.set(url, answer.clone())
  const oldest = kept.keys().next()
  if (kept.size > REMEMBERED && !oldest.done) kept.delete(oldest.value)
}

/** A kept answer as if it were new, with the header `X-From-Cache: 1`. */
function again(known: Response): Response {
  const copy = known.clone()
  const headers = new Headers(copy.headers)
  headers.set('X-From-Cache', '1')
  return new Response(copy.body, { status: 200, headers })
}
