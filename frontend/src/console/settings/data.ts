/** What the settings' pages ask. */

import { answerOf, client, NotAnswered, type Schemas, withEtag } from '../server';

export type District = Schemas['District'];
export type Provider = Schemas['IdentityProvider'];

const at = (id: string) => ({ path: { district_id: id } });

export const getDistrict = (id: string) =>
  withEtag(client.GET('/v1/districts/{district_id}', { params: at(id) }));

export const changeDistrict = (id: string, etag: string, body: Schemas['DistrictChanges']) =>
  client.PATCH('/v1/districts/{district_id}', { params: { ...at(id), header: { 'If-Match': etag } }, body });

/** Null where none is set. */
export async function getProvider(id: string): Promise<Provider | null> {
  try {
    return await answerOf(client.GET('/v1/districts/{district_id}/identity-provider', { params: at(id) }));
  } catch (error) {
    if (error instanceof NotAnswered && error.status === 404) return null;
    throw error;
  }
}

export const setProvider = (id: string, body: Schemas['NewIdentityProvider']) =>
  client.PUT('/v1/districts/{district_id}/identity-provider', { params: at(id), body });

export const removeProvider = (id: string) =>
  client.DELETE('/v1/districts/{district_id}/identity-provider', { params: at(id) });

/** Every time zone that this browser knows by name. */
export function timeZones(now: string | null): string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return now && !known.includes(now) ? [now, ...known] : known;
}
