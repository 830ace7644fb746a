/** What the webhooks' pages ask. */

import { answerOf, client, every, type Schemas, withEtag } from '../server';

export type Webhook = Schemas['Webhook'];
export type Delivery = Schemas['Delivery'];
export type EventName = Webhook['events'][number];
export const EVENTS: EventName[] = [
  'administration.opened',
  'administration.closed',
  'profile.published',
  'profile.deleted',
  'export.ready',
];

const at = (id: string) => ({ path: { webhook_id: id } });

export const listWebhooks = (): Promise<Webhook[]> =>
  every((cursor) => client.GET('/v1/webhooks', { params: { query: { cursor, limit: 200 } } }));

export const getWebhook = (id: string) =>
  withEtag(client.GET('/v1/webhooks/{webhook_id}', { params: at(id) }));

export const create = (body: Schemas['NewWebhook']) => answerOf(client.POST('/v1/webhooks', { body }));

export const change = (id: string, etag: string, body: Schemas['WebhookChanges']) =>
  client.PATCH('/v1/webhooks/{webhook_id}', { params: { ...at(id), header: { 'If-Match': etag } }, body });

export const remove = (id: string) => client.DELETE('/v1/webhooks/{webhook_id}', { params: at(id) });

export const rotate = (id: string, overlapHours: number) =>
  answerOf(
    client.POST('/v1/webhooks/{webhook_id}/secret', {
      params: at(id),
      body: { overlap_hours: overlapHours },
    }),
  );

export const test = (id: string) => client.POST('/v1/webhooks/{webhook_id}/test', { params: at(id) });

export const replaySince = (id: string, body: Schemas['NewReplay']) =>
  answerOf(client.POST('/v1/webhooks/{webhook_id}/replays', { params: at(id), body }));

export const replayOne = (id: string, delivery: string) =>
  client.POST('/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/replay', {
    params: { path: { webhook_id: id, delivery_id: delivery } },
  });

/** One page of the log, the newest first. */
export const deliveries = (id: string, cursor: string | null) =>
  answerOf(
    client.GET('/v1/webhooks/{webhook_id}/deliveries', {
      params: { ...at(id), query: { cursor, limit: 20 } },
    }),
  );
