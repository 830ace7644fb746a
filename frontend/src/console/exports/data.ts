/** What the exports' pages ask. */

import { saveBlob } from '../parts/saving';
import { answerOf, client, every, type Schemas } from '../server';

export type Export = Schemas['Export'];
export type Format = Export['format'];
export type Survey = Schemas['Administration'];
export const FORMATS: Format[] = ['xlsx', 'csv', 'parquet', 'ndjson', 'edfi-xml', 'edfi-jsonl'];

export const listExports = (): Promise<Export[]> =>
  every((cursor) => client.GET('/v1/exports', { params: { query: { cursor, limit: 200 } } }));

/** Surveys that may have something to export. */
export async function listSurveys(): Promise<Survey[]> {
  const found = await every((cursor) =>
    client.GET('/v1/administrations', { params: { query: { cursor, limit: 200 } } }),
  );
  return found.filter(({ state }) => state === 'closed' || state === 'published').reverse();
}

export const request = (body: Schemas['NewExport'], header: { 'Idempotency-Key': string }) =>
  client.POST('/v1/exports', { params: { header }, body });

export const remove = (id: string) =>
  client.DELETE('/v1/exports/{export_id}', { params: { path: { export_id: id } } });

/** Fetch a file as whoever is signed in, and save it. */
export async function fetchFile(id: string, name: string): Promise<void> {
  const path = { export_id: id, name };
  const found = await answerOf(
    client.GET('/v1/exports/{export_id}/files/{name}', { params: { path }, parseAs: 'blob' }),
  );
  saveBlob(name, found as unknown as Blob);
}
