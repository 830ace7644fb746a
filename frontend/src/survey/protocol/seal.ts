/** Sealing one response for the release: HPKE base mode (RFC 9180), loaded after the first question. */

import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { type Bytes, concat, utf8 } from '../../shared/bytes';

const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

export interface SealFor {
  /** 65-byte uncompressed P-256 point, from the manifest. */
  publicKey: Bytes;
  /** 32 bytes. */
  pin: Bytes;
  /** 32 bytes. */
  passHash: Bytes;
}

/**
 * Seal one padded plaintext.
 *
 * The info binds the ciphertext to one manifest and one pass, so it cannot be copied to another.
 *
 * @param ephemeral - a key pair, given only to reproduce test vectors.
 * @returns enc ‖ ciphertext, 81 bytes longer than the plaintext.
 */
export async function seal(plaintext: Bytes, to: SealFor, ephemeral?: CryptoKeyPair): Promise<Bytes> {
  const recipientPublicKey = await suite.kem.deserializePublicKey(to.publicKey.slice().buffer);
  const info = concat(utf8('ics-seal-v1|'), to.pin, to.passHash).buffer;
  const params = { recipientPublicKey, info, ...(ephemeral && { ekm: ephemeral }) };
  const { enc, ct } = await suite.seal(params, plaintext.slice().buffer);
  return concat(new Uint8Array(enc), new Uint8Array(ct));
}
