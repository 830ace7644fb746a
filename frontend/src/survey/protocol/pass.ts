/** The message a pass signs, and the name under which it is spent. */

import { type Bytes, concat, randomBytes, sha256, utf8 } from '../../shared/bytes';

/** A fresh input_msg: 32 random bytes ‖ "ics-pass-v1|" ‖ participation ‖ "|" ‖ 32 random bytes; 113 bytes. */
export const newInputMsg = (participation: string): Bytes =>
  concat(randomBytes(32), utf8(`ics-pass-v1|${participation}|`), randomBytes(32));

/** SHA-256("ics-spent-v1|" ‖ input_msg): all that the server and the record keep of a pass. */
export const passHash = (inputMsg: Bytes): Promise<Bytes> => sha256(utf8('ics-spent-v1|'), inputMsg);
