/** From a scanned link, or from what is on the phone, to the right screen. */

import { toBase64url } from '../../shared/bytes';
import { PAGE_LANGUAGES, type PageLanguage, setDocumentLanguage } from '../../shared/texts';
import type { Scanned } from '../protocol/fragment';
import { MalformedManifest, parseManifest, pinOf } from '../protocol/manifest';
import type { Questionnaire } from '../questionnaire';
import { getKept, manifestUrl, questionnaireUrl, Refused } from '../server';
import { current, type StopReason, type Survey, stop, update } from '../state';
import { clearDraft, type Draft, loadDraft, loadReceipts, newDraft } from '../store/drafts';
import { loadTexts } from '../texts';
import { keep } from './keeping';
import { go } from './moving';

/** Slack for phones whose clock is wrong. */
const EXPIRY_SLACK_MS = 30 * 24 * 3_600_000;

/** The manifest is well-formed, but not the one on the poster or the one checked in with. */
class WrongPoster extends Error {}

/** Decide what to show for a scanned link (or none) and what is kept on this phone. */
export async function begin(scanned: Scanned | 'damaged' | null): Promise<void> {
  update({ screen: 'loading', scanned });
  if (scanned === 'damaged') return stop('damaged');
  let draft: Draft | null;
  let receipts: Awaited<ReturnType<typeof loadReceipts>>;
  try {
    [draft, receipts] = [await loadDraft(), await loadReceipts(scanned?.participation)];
  } catch {
    return stop('storage');
  }
  if (draft?.finished || (draft && !scanned)) return open(draft);
  if (draft && scanned && (draft.pass || draft.pending)) return update({ draft, screen: 'resume' });
  if (receipts.length > 0 && !scanned?.code) return update({ receipts, screen: 'recorded' });
  if (!scanned) return stop('noLink');
  return open(merge(draft, scanned));
}

/** A new draft; what an earlier scan of the same survey gave is kept: first the poster, then the card. */
export function merge(draft: Draft | null, scanned: Scanned): Draft {
  const { participation, pin, code } = scanned;
  const base = draft?.participation === participation ? draft : newDraft(participation, current().language);
  return { ...base, pin: pin ?? base.pin, code: code ?? base.code };
}

/** Get and check the survey of a draft, and show the screen the draft has come to. */
export async function open(draft: Draft): Promise<void> {
  update({ draft, screen: 'loading' });
  // What is finished needs no manifest any more, and may wait for a network.
  if (draft.finished) return update({ screen: 'sending' });
  try {
    const survey = await fetchSurvey(draft, current().language);
    update({ survey, draft: { ...draft, expires: expiryOf(survey) } });
  } catch (error) {
    return refuse(draft, error);
  }
  if (!(await keep())) return stop('storage');
  go(draft.pass ? 'questions' : 'welcome');
}

/** Speak another language from now on: texts, questions and the document itself. */
export async function speak(language: PageLanguage): Promise<void> {
  const { draft, survey } = current();
  const [t, questionnaire] = await Promise.all([
    loadTexts(language),
    survey && fetchQuestionnaire(draft.participation, language),
  ]);
  setDocumentLanguage(language, t.dir);
  update({ t, language });
  if (!survey) return;
  update({ survey: { ...survey, questionnaire }, draft: { ...draft, language } });
  await keep();
}

async function fetchSurvey(draft: Draft, language: PageLanguage): Promise<Survey> {
  const { participation } = draft;
  const [raw, questionnaire] = await Promise.all([
    getKept(manifestUrl(participation)),
    fetchQuestionnaire(participation, language),
  ]);
  const manifest = parseManifest(raw, participation);
  const pin = await pinOf(raw);
  const pinText = toBase64url(pin);
  const known = [draft.pin, draft.pending?.pin, draft.pass?.pin];
  if (known.some((one) => one && one !== pinText)) throw new WrongPoster();
  if (questionnaire.instrument.digest !== manifest.instrument_digest) throw new MalformedManifest();
  return { manifest, pin, pinText, questionnaire };
}

/** The questions in the wanted language, or in another that the instrument has. */
async function fetchQuestionnaire(participation: string, wanted: PageLanguage): Promise<Questionnaire> {
  const others = PAGE_LANGUAGES.filter((language) => language !== wanted);
  for (const language of [wanted, ...others]) {
    try {
      const body = await getKept(questionnaireUrl(participation, language));
      return JSON.parse(new TextDecoder().decode(body)) as Questionnaire;
    } catch (error) {
      if (!(error instanceof Refused && error.code === 'language-not-offered')) throw error;
    }
  }
  throw new Refused('not-found');
}

/** Say why not. A code that has not been used is forgotten with the survey it must not be shown to. */
async function refuse(draft: Draft, error: unknown): Promise<void> {
  const trap =
    error instanceof WrongPoster ? 'wrongPoster' : error instanceof MalformedManifest && 'notTrusted';
  if (!trap) return stop(error instanceof Refused ? reasonFor(error) : 'unreachable');
  if (draft.pass) return stop('changed');
  await clearDraft().catch(() => undefined);
  stop(trap);
}

/** The stop screen for what the server said. */
export const reasonFor = ({ code }: Refused): StopReason =>
  code in current().t.stop ? (code as StopReason) : 'refused';

const expiryOf = ({ manifest }: Survey): number =>
  Date.parse(manifest.closes_no_later_than) + manifest.grace_hours * 3_600_000 + EXPIRY_SLACK_MS;
