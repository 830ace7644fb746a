/** The slow line of `make bench`: every byte in order, and as late as on a phone. */

import { randomBytes } from 'node:crypto';
import { type AddressInfo, connect, createServer } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { slowLine } from '../bench/line.mjs';

it('carries every byte in order, after two round trips and the time the bytes take', async () => {
  const sent = randomBytes(60_000);
  const server = createServer((socket) => socket.once('data', () => socket.end(sent)));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const line = await slowLine((server.address() as AddressInfo).port);
  const started = performance.now();
  const phone = connect(line.port, '127.0.0.1');
  phone.write('?');
  const received = await buffer(phone);
  const took = performance.now() - started;
  line.close();
  server.close();

  expect(received.equals(sent)).toBe(true);
  // 150 ms to be greeted, 150 ms to ask and be answered, 286 ms for 60 kB.
  expect(took).toBeGreaterThan(580);
});
