/**
 * A slow mobile line in front of a server: a round trip of 150 ms and 1.6 Mbit/s down, 0.75 up, for all connections
 * together. These are the values Lighthouse calls "mobile"; here real connections wait for real packets.
 */

import { connect, createServer } from 'node:net';

const ONE_WAY_MS = 75;
const DOWN_BYTES_PER_MS = (1.6 * 1024 * 1024) / 8 / 1000;
const UP_BYTES_PER_MS = (0.75 * 1024 * 1024) / 8 / 1000;
/** What a packet carries: smaller pieces would only cost time here, larger ones would arrive too late. */
const PIECE = 1400;

/** One direction of the line, shared by all connections: each byte waits for those before it. */
class Direction {
  /** @param {number} rate - bytes per millisecond */
  constructor(rate) {
    this.rate = rate;
    this.freeAt = 0;
  }

  /** When something of this size, sent now, has arrived: milliseconds from now. @param {number} size */
  arrival(size) {
    const now = performance.now();
    this.freeAt = Math.max(now, this.freeAt) + size / this.rate;
    return this.freeAt - now + ONE_WAY_MS;
  }
}

/** @param {import('node:net').Socket} from @param {import('node:net').Socket} to @param {Direction} line */
function carry(from, to, line) {
  /** @type {{at: number, give: () => void}[]} first come, first served: timers alone may change places */
  const waiting = [];
  const deliver = () => {
    while (waiting[0] && waiting[0].at <= performance.now() + 1) waiting.shift()?.give();
  };
  const later = (/** @type {number} */ size, /** @type {() => void} */ give) => {
    const wait = line.arrival(size);
    waiting.push({ at: performance.now() + wait, give });
    setTimeout(deliver, Math.ceil(wait));
  };
  from.on('data', (bytes) => {
    for (let at = 0; at < bytes.length; at += PIECE) {
      const piece = bytes.subarray(at, at + PIECE);
      later(piece.length, () => to.writable && to.write(piece));
    }
  });
  from.on('end', () => later(0, () => to.end()));
  from.on('error', () => to.destroy());
}

/**
 * Put the line in front of a server of this machine.
 *
 * @param {number} port - of the server
 * @returns {Promise<{port: number, close: () => void}>}
 */
export async function slowLine(port) {
  const [up, down] = [new Direction(UP_BYTES_PER_MS), new Direction(DOWN_BYTES_PER_MS)];
  const server = createServer((phone) => {
    // The phone believes it is connected at once; the round trip of the greeting is waited for here.
    phone.pause();
    setTimeout(() => {
      const far = connect(port, '127.0.0.1', () => phone.resume());
      carry(phone, far, up);
      carry(far, phone, down);
    }, 2 * ONE_WAY_MS);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { port: address.port, close: () => server.close() };
}
