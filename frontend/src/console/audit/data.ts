/** What the audit log's page asks: entries, and the names of whom and what they are about. */

import { answerOf, client, every, NotAnswered, type Schemas } from '../server';

export type Entry = Schemas['AuditEntry'];

export interface Filter {
  actor_id?: string;
  action?: string;
  since?: string;
  until?: string;
}

/** One page, the newest first. */
export const entries = (filter: Filter, cursor: string | null) =>
  answerOf(client.GET('/v1/audit', { params: { query: { ...filter, cursor, limit: 50 } } }));

export interface Names {
  /** Who may have done something, by the id the log names them by. */
  actors: Map<string, string>;
  /** What it may have been done to. */
  subjects: Map<string, string>;
}

const all = (cursor: string | null) => ({ params: { query: { cursor, limit: 200 } } });

/** A list, or nothing for whoever may not read it: the log then shows ids. */
async function orNothing<T>(rows: Promise<T[]>): Promise<T[]> {
  try {
    return await rows;
  } catch (error) {
    if (error instanceof NotAnswered && error.status === 403) return [];
    throw error;
  }
}

/** Names as they are now. What was deleted has none any more. */
export async function getNames(): Promise<Names> {
  const [people, keys, clients, schools, surveys, hooks] = await Promise.all([
    orNothing(every((cursor) => client.GET('/v1/people', all(cursor)))),
    orNothing(every((cursor) => client.GET('/v1/api-keys', all(cursor)))),
    orNothing(every((cursor) => client.GET('/v1/clients', all(cursor)))),
    orNothing(every((cursor) => client.GET('/v1/schools', all(cursor)))),
    orNothing(every((cursor) => client.GET('/v1/administrations', all(cursor)))),
    orNothing(every((cursor) => client.GET('/v1/webhooks', all(cursor)))),
  ]);
  const parts = await orNothing(every((cursor) => client.GET('/v1/participations', all(cursor))));
  const actors = new Map<string, string>([
    ...people.map(({ id, name, email }): [string, string] => [id, name ?? email]),
    ...[...keys, ...clients].map(({ id, name }): [string, string] => [id, name]),
  ]);
  const subjects = new Map<string, string>([
    ...actors,
    ...schools.map(({ id, name }): [string, string] => [id, name]),
    ...surveys.map(({ id, title }): [string, string] => [id, title]),
    ...parts.map(({ id, school_name }): [string, string] => [id, school_name]),
    ...hooks.map(({ id, description, url }): [string, string] => [id, description ?? url]),
  ]);
  return { actors, subjects };
}
