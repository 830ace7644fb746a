import type { Bytes } from '../src/shared/bytes';

export const fromHex = (hex: string): Bytes => new Uint8Array(Buffer.from(hex.replace(/^0x/, ''), 'hex'));

export const toHex = (bytes: Bytes): string => Buffer.from(bytes).toString('hex');
