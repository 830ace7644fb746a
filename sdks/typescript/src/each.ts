/** Lists without pages. */
import { answerOf } from './problems.js'

/** One page of a list. */
export interface Page<Item> {
  data: Item[]
  next_cursor: string | null
  has_more: boolean
}

/**
 * Every item of a list, one page after the other:
 * `for await (const school of each((cursor) => client.GET('/v1/schools', { params: { query: { cursor } } })))`
 */
export async function* each<Item>(
  page: (cursor: string | undefined) => Promise<{ data?: Page<Item>; error?: unknown; response: Response }>,
): AsyncGenerator<Item, void, undefined> {
  let cursor: string | undefined
  do {
    const found = await answerOf(page(cursor))
    yield* found.data
    cursor = found.has_more && found.next_cursor !== null ? found.next_cursor : undefined
  } while (cursor !== undefined)
}
