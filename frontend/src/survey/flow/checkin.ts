/** Checking in: a code for a pass. The pass's secrets are on the disk before the code leaves the phone. */

import { type Bytes, fromBase64url, toBase64url } from '../../shared/bytes';
import { blind, finalize } from '../protocol/blind-rsa';
import { parseCode } from '../protocol/codes';
import { newInputMsg } from '../protocol/pass';
import { post } from '../server';
import { current, type Notice, stop, update } from '../state';
import type { PendingPass } from '../store/drafts';
import type { Texts } from '../texts';
import { keep } from './keeping';
import { go } from './moving';
import { refuse } from './opening';

/** The words were compared: the manifest is the one everybody has, or this stops here. */
export async function answerWords(same: boolean): Promise<void> {
  const { draft, survey } = current();
  if (!same) return refuse(draft, 'wrongPoster');
  update({ draft: { ...draft, pin: survey.pinText } });
  await keep();
  go('code');
}

/** What is said about codes, in the words of the way people get in: a card, an e-mail, a word. */
export function codeTexts(): Texts['code'] & Record<Notice, string> {
  const { t, survey } = current();
  const { access } = survey.manifest;
  const own = t.code as unknown as Record<string, Texts['code'] & Record<Notice, string>>;
  return { ...t.code, ...own[access] } as (typeof own)[string];
}

/** What the person has to give: a code from the card or typed, or the meeting's word. */
export function readCredential(typed: string): { code: string } | { notice: Notice } {
  const { draft, survey } = current();
  if (survey.manifest.access === 'open') {
    const word = typed.trim();
    return word ? { code: word } : { notice: 'empty' };
  }
  const parsed = parseCode(draft.code ?? typed);
  return 'fault' in parsed ? { notice: parsed.fault } : parsed;
}

/** What says why not; until it has been loaded (`refusals`), the connection must be to blame. */
export const later = {
  explain: (_: unknown): unknown => update({ notice: 'unreachable' }),
};

/** Exchange the code for a pass. A request that got lost is sent again as it was. */
export async function checkIn(typed: string): Promise<void> {
  const read = readCredential(typed);
  if ('notice' in read) return update({ notice: read.notice });
  if (current().busy) return;
  update({ busy: true, notice: '' });
  const pending = await preparePass(read.code);
  if (!pending) return stop('storage');
  try {
    const signature = await askForPass(pending);
    await holdPass(pending, signature);
  } catch (error) {
    await later.explain(error);
  } finally {
    update({ busy: false });
  }
}

/** Blind a new message, or take the one this code was already sent with. */
async function preparePass(code: string): Promise<PendingPass | null> {
  const { draft, survey } = current();
  if (draft.pending?.code === code) return draft.pending;
  const message = newInputMsg(draft.participation);
  const { blinded, inv } = await blind(fromBase64url(survey.manifest.issuer_public_key), message);
  const pending: PendingPass = {
    code,
    message: toBase64url(message),
    blinded: toBase64url(blinded),
    inv: toBase64url(inv),
    pin: survey.pinText,
  };
  update({ draft: { ...draft, pending } });
  return (await keep()) ? pending : null;
}

async function askForPass({ code, blinded }: PendingPass): Promise<string> {
  const { draft, survey } = current();
  const credential = survey.manifest.access === 'open' ? { word: code } : { code };
  const body = JSON.stringify({ participation: draft.participation, ...credential, blinded });
  return (await post<{ signature: string }>('passes', body)).signature;
}

/** Unblind and check the signature; from here on the code is forgotten. */
async function holdPass({ message, inv, pin }: PendingPass, blindSignature: string): Promise<void> {
  const { draft, survey } = current();
  const given = [survey.manifest.issuer_public_key, message, blindSignature, inv] as const;
  const [n, inputMsg, blindSig, unblind] = given.map(fromBase64url) as [Bytes, Bytes, Bytes, Bytes];
  const signature = toBase64url(await finalize(n, inputMsg, blindSig, unblind));
  update({ draft: { ...draft, pass: { message, signature, pin }, pending: null, code: null } });
  if (await keep()) go('questions', 0);
  else stop('storage');
}
