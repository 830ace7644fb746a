/** Access tokens: fetched with a client's id and secret, renewed before they end, and once more after a 401. */

export type Credentials = { clientId: string; clientSecret: string } | { apiKey: string }
export type Fetch = (request: Request) => Promise<Response>

/** Renewed this long before its end, so that no request is under way with a token that ends meanwhile. */
const MARGIN_MS = 60_000

/** No access token was given: the server's own words (RFC 6749). */
export class NoTokenError extends Error {
  constructor(
    readonly error: string,
    readonly description: string,
  ) {
    super(`${error}: ${description}`)
    this.name = 'NoTokenError'
  }
}

/** `fetch` with an `Authorization` of its own. */
export function tokens(base: string, credentials: Credentials, send: Fetch): Fetch {
  if ('apiKey' in credentials) return (request) => send(signed(request, credentials.apiKey))
  let token: Promise<{ text: string; ends: number }> | undefined

  async function current(): Promise<string> {
    const known = await token
    if (known === undefined || Date.now() >= known.ends - MARGIN_MS) return renew()
    return known.text
  }

  async function renew(): Promise<string> {
    token = issue(base, credentials as { clientId: string; clientSecret: string }, send)
    try {
      return (await token).text
    } catch (error) {
      token = undefined
      throw error
    }
  }

  return async (request) => {
    const again = request.clone()
    const answer = await send(signed(request, await current()))
    return answer.status === 401 ? send(signed(again, await renew())) : answer
  }
}

function signed(request: Request, token: string): Request {
  const copy = new Request(request)
  copy.headers.set('Authorization', `Bearer ${token}`)
  return copy
}

async function issue(
  base: string,
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
  send: Fetch,
): Promise<{ text: string; ends: number }> {
  const asked = Date.now()
  const pair = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`
  const answer = await send(
    new Request(`${base}/oauth/token`, {
      method: 'POST',
      headers: { Authorization: `Basic ${btoa(pair)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    }),
  )
  const said = (await answer.json().catch(() => ({}))) as Record<string, unknown>
  if (!answer.ok) {
    throw new NoTokenError(String(said['error'] ?? `HTTP ${answer.status}`), String(said['error_description'] ?? ''))
  }
  return { text: String(said['access_token']), ends: asked + Number(said['expires_in']) * 1000 }
}
