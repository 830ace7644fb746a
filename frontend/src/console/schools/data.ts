/** What the schools' pages ask. */

import { answerOf, client, every, type Schemas, withEtag } from '../server';

export type School = Schemas['School'];
export type Report = Schemas['RosterReport'];
export type StoredRoster = Schemas['StoredRoster'];

export const listSchools = (): Promise<School[]> =>
  every((cursor) => client.GET('/v1/schools', { params: { query: { cursor, limit: 200 } } }));

export const listRosters = (): Promise<StoredRoster[]> =>
  every((cursor) => client.GET('/v1/rosters', { params: { query: { cursor, limit: 200 } } }));

export const getSchool = (id: string) =>
  withEtag(client.GET('/v1/schools/{school_id}', { params: { path: { school_id: id } } }));

/** How many people each school had in the roster that was stored last; empty where there is none. */
export async function newestNumbers(): Promise<Map<string, number>> {
  const newest = (await listRosters()).at(-1);
  if (!newest) return new Map();
  const path = { roster_id: newest.id };
  const { numbers } = await answerOf(client.GET('/v1/rosters/{roster_id}', { params: { path } }));
  return new Map(numbers.flatMap(({ school, eligible }) => (eligible === null ? [] : [[school, eligible]])));
}

/** Which part of the form a file is: a list of schools, or an archive of a student information system. */
const partOf = (file: File): 'schools' | 'roster' => (/\.zip$/i.test(file.name) ? 'roster' : 'schools');

interface Reading {
  file: File;
  roles: string[];
  dryRun: boolean;
}

export function readRoster({ file, roles, dryRun }: Reading): Promise<Report> {
  const form = new FormData();
  form.append(partOf(file), file, file.name);
  const isZip = partOf(file) === 'roster';
  const query = { dry_run: dryRun, ...(isZip && roles.length && { eligible_roles: roles }) };
  return answerOf(
    client.POST('/v1/rosters', {
      params: { query },
      body: {} as never,
      bodySerializer: () => form,
    }),
  );
}
