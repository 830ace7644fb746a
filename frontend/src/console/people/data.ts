/** What the people's pages ask. */

import { answerOf, client, every, type Schemas, withEtag } from '../server';

export type Person = Schemas['Person'];
export type MadeLink = Schemas['MadeLink'];
export type Role = Person['role'];
export const ROLES: Role[] = [
  'district_administrator',
  'survey_lead',
  'facilitator',
  'school_leader',
  'viewer',
];

export const listPeople = (): Promise<Person[]> =>
  every((cursor) => client.GET('/v1/people', { params: { query: { cursor, limit: 200 } } }));

const path = (id: string) => ({ path: { person_id: id } });

export const getPerson = (id: string) => withEtag(client.GET('/v1/people/{person_id}', { params: path(id) }));

export const invite = (body: Schemas['NewPerson'], header: { 'Idempotency-Key': string }): Promise<Person> =>
  answerOf(client.POST('/v1/people', { params: { header }, body }));

export const change = (id: string, etag: string, body: Schemas['PersonChanges']) =>
  client.PATCH('/v1/people/{person_id}', { params: { ...path(id), header: { 'If-Match': etag } }, body });

export const remove = (id: string) => client.DELETE('/v1/people/{person_id}', { params: path(id) });

export const makeLink = (id: string, send: boolean): Promise<MadeLink> =>
  answerOf(client.POST('/v1/people/{person_id}/link', { params: path(id), body: { send } }));

/** How somebody is called: by their name, or else by their address. */
export const called = ({ name, email }: Person): string => name ?? email;
