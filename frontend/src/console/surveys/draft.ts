/** The survey that is being planned: kept in this page's memory until it is sent, so that going back loses nothing. */

import { toLocal, toMoment } from '../parts/zoned';
import { type Fault, NotAnswered, type Refusal, type Schemas } from '../server';

export const STEPS = ['questionnaire', 'schools', 'access', 'results', 'window', 'check'] as const;
export type Step = (typeof STEPS)[number];

type New = Schemas['NewAdministration'];
export type Access = 'cards' | 'email' | 'open';
export type ReleaseMode = 'sealed' | 'rolling';

export interface Draft {
  title: string;
  /** `id version`. */
  instrument: string;
  /** Chosen schools, each with the number typed for it. */
  schools: Map<string, string>;
  access: Access;
  word: string;
  release_mode: ReleaseMode;
  subgroup_tables: string[];
  k: string;
  opens_at: string;
  closes_at: string;
  closes_no_later_than: string;
  grace_hours: string;
  repeat_within_90_days: boolean;
  /** What the server said against it. */
  refused: Refusal | null;
}

const DAY_MS = 86_400_000;

/** A Monday-to-Friday start: tomorrow morning, open for ten days, with a week in hand. */
function fresh(timeZone: string | undefined): Draft {
  const day = (days: number) => toLocal(Date.now() + days * DAY_MS, timeZone).slice(0, 10);
  return {
    title: '',
    instrument: '',
    schools: new Map(),
    access: 'cards',
    word: '',
    release_mode: 'sealed',
    subgroup_tables: [],
    k: '5',
    opens_at: `${day(1)}T08:00`,
    closes_at: `${day(11)}T17:00`,
    closes_no_later_than: `${day(18)}T17:00`,
    grace_hours: '24',
    repeat_within_90_days: false,
    refused: null,
  };
}

let planned: Draft | null = null;

const warn = (event: BeforeUnloadEvent): void => event.preventDefault();

/** The plan in hand, begun if there is none. */
export function draft(timeZone: string | undefined): Draft {
  planned ??= fresh(timeZone);
  return planned;
}

/** Keep what a step says; from now on leaving the page asks first. */
export function keep(changes: Partial<Draft>): void {
  if (!planned) return;
  Object.assign(planned, changes);
  addEventListener('beforeunload', warn);
}

export function drop(): void {
  planned = null;
  removeEventListener('beforeunload', warn);
}

const number = (text: string): number => (/^\d+$/.test(text) ? Number(text) : Number.NaN);

/** As it is sent. What is no number or no time goes as it was typed: the server says what is wrong with it. */
export function bodyOf(plan: Draft, timeZone: string | undefined): New {
  const [instrument = '', version = ''] = plan.instrument.split(' ');
  const moment = (local: string) => toMoment(local, timeZone) ?? local;
  const whole = (text: string) => (Number.isNaN(number(text)) ? (text as unknown as number) : number(text));
  return {
    title: plan.title,
    instrument,
    version,
    access: plan.access,
    release_mode: plan.release_mode,
    subgroup_tables: plan.subgroup_tables,
    k: whole(plan.k),
    opens_at: moment(plan.opens_at),
    closes_at: moment(plan.closes_at),
    closes_no_later_than: moment(plan.closes_no_later_than),
    grace_hours: whole(plan.grace_hours),
    repeat_within_90_days: plan.repeat_within_90_days,
    ...(plan.access === 'open' && { word: plan.word }),
    schools: [...plan.schools].map(([school, eligible]) => ({ school, eligible: whole(eligible) })),
  };
}

/** The server counts schools by their place in the list, the form by their ids. */
export function named(error: NotAnswered, plan: Draft): NotAnswered {
  const ids = [...plan.schools.keys()];
  const errors = error.refusal?.errors?.map((fault) => ({
    ...fault,
    pointer: fault.pointer.replace(/^\/schools\/(\d+).*/, (_, at: string) => `/eligible-${ids[Number(at)]}`),
  }));
  return errors?.length && error.refusal
    ? new NotAnswered(error.status, { ...error.refusal, errors })
    : error;
}

const FIELDS: Record<Exclude<Step, 'check'>, RegExp> = {
  questionnaire: /^(title|instrument|version)/,
  schools: /^(schools|eligible-|repeat)/,
  access: /^(access|word)/,
  results: /^(release_mode|subgroup_tables|k$)/,
  window: /^(opens_at|closes|grace_hours)/,
};

/** The step at which a fault is mended. */
export function stepOf({ pointer }: Fault): Step {
  const name = pointer.replace(/^\//, '');
  return STEPS.find((step) => step !== 'check' && FIELDS[step].test(name)) ?? 'check';
}

/** The faults of one step, as a refusal that its form shows. */
export function refusedAt(plan: Draft, step: Step): NotAnswered | null {
  const errors = plan.refused?.errors?.filter((fault) => stepOf(fault) === step) ?? [];
  return plan.refused && errors.length ? new NotAnswered(422, { ...plan.refused, errors }) : null;
}
