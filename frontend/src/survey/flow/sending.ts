/** Finishing and sending. What is sent is fixed and on the disk first; a retry sends the same bytes. */

import { fromBase64url, toBase64url } from '../../shared/bytes';
import { passHash } from '../protocol/pass';
import { pad, receiptOf, writeAnswers } from '../protocol/plaintext';
import type { Receipt } from '../protocol/record';
import { seal } from '../protocol/seal';
import { toSend } from '../questionnaire';
import { forgetKept, post, Refused } from '../server';
import { current, stop, update } from '../state';
import { type Finished, newDraft, type Pass } from '../store/drafts';
import { keepReceipt } from '../store/receipts';
import { keep } from './keeping';
import { merge, open } from './opening';

const RETRY_EVERY_MS = 10_000;

/** Seal the answers, forget them, and send. */
export async function finish(): Promise<void> {
  const { draft, busy } = current();
  if (busy || !draft.pass) return;
  update({ busy: true });
  const finished = await sealAnswers(draft.pass);
  // The open answers go in the same write that keeps the sealed ones.
  const { language, expires } = draft;
  const sealed = {
    ...newDraft(draft.participation, language),
    pin: draft.pin,
    pass: draft.pass,
    expires,
    finished,
  };
  update({ draft: sealed });
  const kept = await keep();
  update({ busy: false });
  if (!kept) {
    update({ draft });
    return stop('storage');
  }
  update({ screen: 'sending' });
  await send();
}

async function sealAnswers({ message, signature, pin: pinText }: Pass): Promise<Finished> {
  const { draft, survey } = current();
  const { pin, manifest, questionnaire } = survey;
  const plaintext = writeAnswers(toSend(questionnaire, draft));
  const hash = await passHash(fromBase64url(message));
  const to = { publicKey: fromBase64url(manifest.sealing_public_key), pin, passHash: hash };
  const sealed = await seal(pad(plaintext, manifest.sealed_length), to);
  const { participation } = draft;
  const body = JSON.stringify({ participation, message, signature, sealed: toBase64url(sealed) });
  const receipt = toBase64url(await receiptOf(pin, plaintext));
  return { body, receipt: { participation, pin: pinText, pass_hash: toBase64url(hash), receipt } };
}

/** Send what is finished; being told twice that it is recorded is as good as once. */
export async function send(): Promise<void> {
  const { draft, busy, screen } = current();
  if (busy || screen !== 'sending' || !draft.finished) return;
  update({ busy: true });
  try {
    await post('responses', draft.finished.body);
    const receipts = await keepReceipt(draft.finished.receipt);
    await forgetKept().catch(() => undefined);
    update({ receipts, screen: 'recorded', busy: false });
  } catch (error) {
    update({ busy: false });
    if (!(error instanceof Refused) || error.code === 'too-many-failures') return;
    stop(error.code === 'survey-not-open' ? 'tooLate' : 'refused');
  }
}

/** Try again when the network may be back, and now and then; `send` itself knows whether there is anything to do. */
export function sendWhenPossible(): void {
  const again = () => void send();
  addEventListener('online', again);
  document.addEventListener('visibilitychange', again);
  setInterval(again, RETRY_EVERY_MS);
  again();
}

/** Go on with the survey that was begun on this phone; a poster just scanned is held against it. */
export async function resume(): Promise<void> {
  const { draft, scanned } = current();
  const same = scanned && scanned !== 'damaged' && scanned.participation === draft.participation;
  await open(same ? { ...draft, pin: scanned.pin ?? draft.pin } : draft);
  await send();
}

/** Someone else answers on this phone: the receipts stay, the survey starts anew. */
export function another(): Promise<void> {
  const { scanned, receipts } = current();
  const { participation } = receipts[0] as Receipt;
  const link = scanned && scanned !== 'damaged' ? scanned : { participation, pin: null, code: null };
  return open(merge(null, link));
}
