/** Why there is no pass: loaded with the questions, for it is seldom needed. */

import { InvalidSignature } from '../protocol/blind-rsa';
import { Refused } from '../server';
import { current, type StopReason, stop, update } from '../state';
import { later } from './checkin';
import { keep } from './keeping';

later.explain = explain;

async function explain(error: unknown): Promise<void> {
  const { draft } = current();
  if (error instanceof InvalidSignature || error instanceof RangeError) return stop('badSignature');
  if (!(error instanceof Refused)) return update({ notice: 'unreachable' });
  const { code } = error;
  if (code === 'unknown-code' || code === 'code-already-used') {
    // The code is of no use here: another may be typed.
    update({ draft: { ...draft, code: null, pending: null } });
    await keep();
  } else if (code !== 'too-many-failures') return stop(code as StopReason);
  update({ notice: code });
}
