/** What the pages of surveys ask. */

import { ask, reading, refused } from '../../shared/asking';
import { listSchools, newestNumbers, type School } from '../schools/data';
import { answerOf, client, every, type Schemas, withEtag } from '../server';

export type Administration = Schemas['Administration'];
export type Participation = Schemas['Participation'];
export type SchoolProgress = Schemas['SchoolProgress'];
export type Texts = Record<string, string>;

export interface Question {
  id: string;
  text: Texts;
  answers: { label: Texts }[];
}

/** An instrument as it is chosen: how long it is, and which groups it could show. */
export interface Instrument {
  id: string;
  instrument: string;
  version: string;
  title: Texts;
  languages: string[];
  statements: number;
  /** Background questions of so few answers that groups can be shown by them. */
  questions: Question[];
}

const MOST_ANSWERS = 3;

interface Document {
  domains: { factors: { items: unknown[] }[] }[];
  background?: Question[];
}

async function readInstrument(summary: Schemas['InstrumentSummary']): Promise<Instrument> {
  const path = { instrument_id: summary.id };
  const stored = await answerOf(client.GET('/v1/instruments/{instrument_id}', { params: { path } }));
  const { domains, background = [] } = stored.document as unknown as Document;
  const factors = domains.flatMap((domain) => domain.factors);
  return {
    ...summary,
    statements: factors.reduce((sum, { items }) => sum + items.length, 0),
    questions: background.filter(({ answers }) => answers.length <= MOST_ANSWERS),
  };
}

export async function listInstruments(): Promise<Instrument[]> {
  const found = await every((cursor) =>
    client.GET('/v1/instruments', { params: { query: { cursor, limit: 200 } } }),
  );
  return Promise.all(found.map(readInstrument));
}

/** All that a plan can choose from. */
export interface Choices {
  instruments: Instrument[];
  schools: School[];
  numbers: Map<string, number>;
}

export async function listChoices(): Promise<Choices> {
  const [instruments, schools, numbers] = await Promise.all([
    listInstruments(),
    listSchools(),
    newestNumbers(),
  ]);
  return { instruments, schools, numbers };
}

/** The newest first. */
export async function listAdministrations(): Promise<Administration[]> {
  const found = await every((cursor) =>
    client.GET('/v1/administrations', { params: { query: { cursor, limit: 200 } } }),
  );
  return found.sort((one, other) => other.opens_at.localeCompare(one.opens_at));
}

export const getAdministration = (id: string) =>
  withEtag(
    client.GET('/v1/administrations/{administration_id}', { params: { path: { administration_id: id } } }),
  );

export const listParticipations = (administration: string): Promise<Participation[]> =>
  every((cursor) =>
    client.GET('/v1/participations', { params: { query: { administration, cursor, limit: 200 } } }),
  );

export const getParticipation = (id: string) =>
  withEtag(
    client.GET('/v1/participations/{participation_id}', { params: { path: { participation_id: id } } }),
  );

export const getProgress = async (administration: string): Promise<SchoolProgress[]> => {
  const path = { administration_id: administration };
  const found = await answerOf(
    client.GET('/v1/administrations/{administration_id}/progress', { params: { path } }),
  );
  return found.data;
};

/** The published profiles by school or unit, for who may read them. */
export async function publishedProfiles(administration: string): Promise<Map<string, string>> {
  const found = await every((cursor) =>
    client.GET('/v1/profiles', { params: { query: { administration, cursor, limit: 200 } } }),
  );
  return new Map(found.map(({ id, school }) => [school.id, id]));
}

/** A file that the server makes: a poster, a list of cards. It is held in memory until it is saved. */
export async function fetchFile(
  path: string,
  { accept, body }: { accept: string; body?: object | null },
): Promise<Blob> {
  const { headers: credentials, ...options } = reading();
  const headers = { ...(credentials as Record<string, string>), Accept: accept };
  const sent = body
    ? { headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
    : { headers };
  const response = await ask(path, { ...options, method: body === undefined ? 'GET' : 'POST', ...sent });
  if (!response?.ok) throw await refused(response);
  return response.blob();
}
