/** Keys and clients, which differ in how their secrets are used and not in what they may do. */

import { answerOf, client, every, type Schemas } from '../server';
import type { Scope } from '../who';

export type Key = Schemas['ApiKeyInfo'];
export type Client = Schemas['Client'];
export type Wanted = Pick<Schemas['NewApiKey'], 'name' | 'scopes' | 'schools'>;
/** The two ways for a program to get in, as they stand in the address. */
export type Kind = 'keys' | 'clients';

export const SCOPES: Scope[] = [
  'profiles.read',
  'surveys.read',
  'surveys.write',
  'roster.write',
  'exports.read',
  'evidence.write',
  'webhooks.manage',
  'access.manage',
];

const all = (cursor: string | null) => ({ params: { query: { cursor, limit: 200 } } });

export const listKeys = (): Promise<Key[]> => every((cursor) => client.GET('/v1/api-keys', all(cursor)));

export const listClients = (): Promise<Client[]> => every((cursor) => client.GET('/v1/clients', all(cursor)));

export const getHolder = (kind: Kind, id: string): Promise<Key | Client> =>
  kind === 'keys'
    ? answerOf(client.GET('/v1/api-keys/{key_id}', { params: { path: { key_id: id } } }))
    : answerOf(client.GET('/v1/clients/{client_id}', { params: { path: { client_id: id } } }));

export const makeKey = (body: Wanted) => answerOf(client.POST('/v1/api-keys', { body }));

export const makeClient = (body: Wanted) => answerOf(client.POST('/v1/clients', { body }));

export const rotate = (id: string, overlapHours: number) =>
  answerOf(
    client.POST('/v1/clients/{client_id}/secret', {
      params: { path: { client_id: id } },
      body: { overlap_hours: overlapHours },
    }),
  );

export const revoke = (kind: Kind, id: string) =>
  kind === 'keys'
    ? client.DELETE('/v1/api-keys/{key_id}', { params: { path: { key_id: id } } })
    : client.DELETE('/v1/clients/{client_id}', { params: { path: { client_id: id } } });
