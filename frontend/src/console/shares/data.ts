/** What the pages on links to profiles ask. */

import { answerOf, client, every, type Schemas } from '../server';

export type Share = Schemas['Share'];

/** A published profile: of which school, and of which survey. */
export interface Published {
  participation: string;
  school: string;
  survey: string;
}

/** Everything whose final release is out, by survey, the newest first, and by school. */
export async function listPublished(language: string): Promise<Published[]> {
  const surveys = await every((cursor) =>
    client.GET('/v1/administrations', { params: { query: { cursor, limit: 200 } } }),
  );
  const parts = await Promise.all(surveys.map(({ id, title }) => partsOf(id, title, language)));
  return parts.reverse().flat();
}

async function partsOf(administration: string, survey: string, language: string): Promise<Published[]> {
  const parts = await every((cursor) =>
    client.GET('/v1/participations', { params: { query: { administration, cursor, limit: 200 } } }),
  );
  return parts
    .filter(({ state }) => state === 'published')
    .map(({ id, school_name }) => ({ participation: id, school: school_name, survey }))
    .sort((one, other) => one.school.localeCompare(other.school, language));
}

export const getPart = (participation: string) =>
  answerOf(client.GET('/v1/participations/{participation_id}', { params: at(participation) }));

const at = (participation: string) => ({ path: { participation_id: participation } });

export const listShares = (participation: string): Promise<Share[]> =>
  every((cursor) =>
    client.GET('/v1/participations/{participation_id}/shares', {
      params: { ...at(participation), query: { cursor, limit: 200 } },
    }),
  );

export const makeShare = (participation: string, body: Schemas['NewShare']) =>
  answerOf(client.POST('/v1/participations/{participation_id}/shares', { params: at(participation), body }));

export const revoke = (participation: string, share: string) =>
  client.DELETE('/v1/participations/{participation_id}/shares/{share_id}', {
    params: { path: { participation_id: participation, share_id: share } },
  });
