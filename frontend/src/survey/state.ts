/** All that the page knows, in one place; every change draws the page anew. */

import type { Bytes } from '../shared/bytes';
import type { PageLanguage } from '../shared/texts';
import type { Scanned } from './protocol/fragment';
import type { Manifest } from './protocol/manifest';
import type { Receipt } from './protocol/record';
import type { Questionnaire } from './questionnaire';
import type { Draft } from './store/drafts';
import type { Texts } from './texts';

export type Screen =
  | 'loading'
  | 'stop'
  | 'resume'
  | 'welcome'
  | 'words'
  | 'code'
  | 'questions'
  | 'review'
  | 'clear'
  | 'forget'
  | 'cleared'
  | 'sending'
  | 'recorded';

/** Why nothing can go on; each has its title and text. */
export type StopReason = keyof Texts['stop'];

/** What may go wrong on a screen that stays; each has its text there, in whatever language is spoken. */
export type Notice =
  | 'length'
  | 'check'
  | 'empty'
  | 'unknown-code'
  | 'code-already-used'
  | 'too-many-failures'
  | 'unreachable'
  | 'offline';

/** A manifest that was checked, and the questions that belong to it. */
export interface Survey {
  manifest: Manifest;
  /** 32 bytes; base64url in `pinText`. */
  pin: Bytes;
  pinText: string;
  questionnaire: Questionnaire;
}

export interface State {
  screen: Screen;
  language: PageLanguage;
  t: Texts;
  stop: StopReason;
  scanned: Scanned | 'damaged' | null;
  draft: Draft;
  survey: Survey;
  /** A request or a computation is under way; what started it is not started twice. */
  busy: boolean;
  /** What went wrong on this screen, by the name of its text; empty if nothing. */
  notice: Notice | '';
  /** What is said after another language was wanted and could not be had. */
  unspoken?: string;
  /** Whether the last answer is on the disk; null before the first. */
  saved: boolean | null;
  receipts: Receipt[];
}

/** Fields are there from the screen on that needs them: see `flow/opening`. */
let state = {
  screen: 'loading',
  busy: false,
  notice: '',
  saved: null,
  receipts: [],
} as unknown as State;
let draw = (_state: State): void => undefined;

export const current = (): State => state;

export function update(change: Partial<State>): void {
  state = { ...state, ...change };
  draw(state);
}

/** Set what draws the page; it is called after every change. */
export function onUpdate(drawer: (state: State) => void): void {
  draw = drawer;
}

/** Nothing can go on: say why. */
export const stop = (reason: StopReason): void => update({ screen: 'stop', stop: reason, busy: false });
