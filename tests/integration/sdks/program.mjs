// Uses the TypeScript client in every way it offers, and prints what happened as one JSON document.
import { NoTokenError, ProblemError, UnexpectedAnswerError, answerOf, connect, each, isSuppressed } from '@throughline/client'

const { THROUGHLINE_URL, THROUGHLINE_CLIENT_ID, THROUGHLINE_CLIENT_SECRET, PROFILE } = process.env
const credentials = { clientId: THROUGHLINE_CLIENT_ID, clientSecret: THROUGHLINE_CLIENT_SECRET }

/** Real HTTP with a note of what went over it; `answers` come instead, the first ones first. */
function wire(...answers) {
  const seen = []
  const fetch = async (request) => {
    const ofTokens = new URL(request.url).pathname === '/oauth/token'
    const answer = (!ofTokens && answers.shift()) || (await globalThis.fetch(request))
    seen.push([ofTokens ? 'token' : request.method, answer.status])
    return answer
  }
  const tokens = () => seen.filter(([what]) => what === 'token').length
  const statuses = () => seen.filter(([what]) => what !== 'token').map(([, status]) => status)
  return { client: connect(`${THROUGHLINE_URL}/`, { credentials, fetch }), tokens, statuses }
}

async function failure(call) {
  try {
    await call()
  } catch (error) {
    return error
  }
}

const found = {}

const stranger = connect(THROUGHLINE_URL, { credentials: { ...credentials, clientSecret: '00'.repeat(32) } })
const noToken = await failure(() => answerOf(stranger.GET('/v1/schools')))
found.noToken = noToken instanceof NoTokenError && noToken.error

const { client, tokens } = wire()
const path = { profile_id: '00000000-0000-4000-8000-000000000000' }
const missing = await failure(() => answerOf(client.GET('/v1/profiles/{profile_id}', { params: { path } })))
found.missing = missing instanceof ProblemError && { code: missing.code, status: missing.problem.status }
const invalid = await failure(() => answerOf(client.POST('/v1/schools', { body: { name: '' } })))
found.invalid = invalid instanceof ProblemError && invalid.problem.errors[0].pointer
const strange = wire(new Response('<html>', { status: 502 }))
const unexpected = await failure(() => answerOf(strange.client.GET('/v1/schools')))
found.unexpected = unexpected instanceof UnexpectedAnswerError

found.names = []
const schools = (cursor) => client.GET('/v1/schools', { params: { query: { limit: 5, cursor } } })
for await (const school of each(schools)) found.names.push(school.name)
const made = await answerOf(client.POST('/v1/schools', { body: { name: 'Hill School' } }))
const read = await answerOf(client.GET('/v1/schools/{school_id}', { params: { path: { school_id: made.id } } }))
found.made = made.name
found.read = read.name
found.tokens = tokens()

const reader = wire()
const get = () => reader.client.GET('/v1/profiles/{profile_id}', { params: { path: { profile_id: PROFILE } } })
const first = await get()
const second = await get()
found.suppressed = isSuppressed(first.data.start_here) && first.data.start_here.reason
found.profile = reader.statuses()
found.fromCache = [first, second].map(({ response }) => response.headers.get('X-From-Cache'))
found.same = JSON.stringify(first.data) === JSON.stringify(second.data)

const renewing = wire(new Response(null, { status: 401 }))
const after401 = await renewing.client.GET('/v1/schools')
found.after401 = { status: after401.response.status, tokens: renewing.tokens() }

const busy = (status, headers = { 'Retry-After': '0' }) => new Response('{}', { status, headers })
const hurried = wire(busy(503), busy(429), undefined, busy(503), busy(429, {}))
found.patient = [
  (await hurried.client.GET('/v1/schools')).response.status,
  (await hurried.client.POST('/v1/schools', { body: { name: 'Unsure' } })).response.status,
  (await hurried.client.GET('/v1/schools')).response.status,
]

console.log(JSON.stringify(found))
