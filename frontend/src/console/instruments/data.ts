/** What the questionnaires' pages ask. */

import { answerOf, client, every, type Schemas } from '../server';

export type Instrument = Schemas['InstrumentSummary'];

export const listInstruments = (): Promise<Instrument[]> =>
  every((cursor) => client.GET('/v1/instruments', { params: { query: { cursor, limit: 200 } } }));

/** Store a document as it is: its faults are named by their paths in it. */
export const store = (text: string, isJson: boolean, header: { 'Idempotency-Key': string }) =>
  answerOf(
    client.POST('/v1/instruments', {
      params: { header },
      body: text as never,
      bodySerializer: (body: unknown) => String(body),
      headers: { 'Content-Type': isJson ? 'application/json' : 'application/yaml' },
    }),
  );
