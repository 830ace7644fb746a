/** From a scanned link, or from what is on the phone, to the right screen. */

import { text, toBase64url } from '../../shared/bytes';
import { PAGE_LANGUAGES, type PageLanguage, setDocumentLanguage } from '../../shared/texts';
import { misfit } from '../misfit';
import type { Scanned } from '../protocol/fragment';
import { parseManifest, pinOf } from '../protocol/manifest';
import type { Questionnaire } from '../questionnaire';
import { momentText } from '../saying';
import { getKept, manifestUrl, questionnaireUrl, Refused } from '../server';
import { current, type StopReason, type Survey, stop, update } from '../state';
import { clearDraft, type Draft, loadDraft, loadReceipts, newDraft } from '../store/drafts';
import { loadTexts } from '../texts';
import { keep } from './keeping';
import { go } from './moving';

/** Slack for phones whose clock is wrong. */
const EXPIRY_SLACK_MS = 30 * 24 * 3_600_000;

/** Decide what to show for a scanned link (or none) and what is kept on this phone. */
export async function begin(scanned: Scanned | 'damaged' | null): Promise<void> {
  update({ screen: 'loading', scanned });
  if (scanned === 'damaged') return stop('damaged');
  let draft: Draft | null;
  let receipts: Awaited<ReturnType<typeof loadReceipts>>;
  try {
    [draft, receipts] = await Promise.all([loadDraft(), loadReceipts(scanned?.participation)]);
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
  let survey: Survey | StopReason;
  try {
    survey = await fetchSurvey(draft, current().language);
  } catch (error) {
    return stop(error instanceof Refused ? (error.code as StopReason) : 'unreachable');
  }
  if (typeof survey === 'string') return refuse(draft, survey);
  const { stage } = survey.questionnaire;
  // Who holds a pass may still send until the grace time is over; for others there is nothing to begin.
  if (stage !== 'open' && (stage !== 'grace' || !draft.pass)) return stop(draft.pass ? 'tooLate' : stage);
  update({ survey, draft: { ...draft, expires: expiryOf(survey) } });
  go(draft.pass ? 'questions' : 'welcome');
  // Reading may begin meanwhile: nothing that has to be kept was given yet.
  if (!(await keep())) stop('storage');
}

/** Speak another language from now on: texts, questions and the document itself. */
export async function speak(language: PageLanguage): Promise<void> {
  const { draft, survey } = current();
  const [t, questionnaire] = await Promise.all([
    loadTexts(language),
    survey && fetchQuestionnaire(draft.participation, language),
  ]);
  setDocumentLanguage(language, t.dir);
  update({ t, language, unspoken: '' });
  if (!survey || !questionnaire) return;
  const reason = misfit(questionnaire, survey.manifest);
  if (reason) return refuse(draft, reason);
  update({ survey: { ...survey, questionnaire }, draft: { ...draft, language } });
  await keep();
}

/** The checked survey, or why it is not taken although it is well-formed. */
async function fetchSurvey(draft: Draft, language: PageLanguage): Promise<Survey | StopReason> {
  const { participation } = draft;
  const asked = Promise.all([
    getKept(manifestUrl(participation)),
    fetchQuestionnaire(participation, language),
  ]);
  // The first moment put into words costs a slow phone a tenth of a second; now it would only wait.
  momentText('2000', language);
  const [raw, questionnaire] = await asked;
  const manifest = parseManifest(raw, participation);
  if (!manifest) return 'notTrusted';
  const pin = await pinOf(raw);
  const pinText = toBase64url(pin);
  const known = [draft.pin, draft.pending?.pin, draft.pass?.pin];
  if (known.some((one) => one && one !== pinText)) return 'wrongPoster';
  return misfit(questionnaire, manifest) ?? { manifest, pin, pinText, questionnaire };
}

/** The questions in the wanted language, or in another that the instrument has. */
async function fetchQuestionnaire(participation: string, wanted: PageLanguage): Promise<Questionnaire> {
  for (const language of new Set([wanted, ...PAGE_LANGUAGES])) {
    try {
      const body = await getKept(questionnaireUrl(participation, language));
      return JSON.parse(text(body)) as Questionnaire;
    } catch (error) {
      if (!(error instanceof Refused && error.code === 'language-not-offered')) throw error;
    }
  }
  throw new Refused('not-found');
}

/** Say why not. A code that has not been used is forgotten with the survey it must not be shown to. */
export async function refuse(draft: Draft, trap: StopReason): Promise<void> {
  if (draft.pass) return stop('changed');
  await clearDraft().catch(() => undefined);
  stop(trap);
}

const expiryOf = ({ manifest }: Survey): number =>
  Date.parse(manifest.closes_no_later_than) + manifest.grace_hours * 3_600_000 + EXPIRY_SLACK_MS;
