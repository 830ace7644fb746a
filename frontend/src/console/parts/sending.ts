/** Sending something that changes things: once at a time, and what the server said against it. */

import { useState } from 'preact/hooks';
import { type Fault, NotAnswered } from '../server';

export interface Sending {
  busy: boolean;
  problem: NotAnswered | null;
  /** Do it; false if it was refused, and then `problem` says why. */
  send: (act: () => Promise<unknown>) => Promise<boolean>;
}

export function useSending(before: NotAnswered | null = null): Sending {
  const [busy, work] = useState(false);
  const [problem, take] = useState<NotAnswered | null>(before);
  const send = async (act: () => Promise<unknown>): Promise<boolean> => {
    if (busy) return false;
    work(true);
    take(null);
    try {
      await act();
      return true;
    } catch (error) {
      if (!(error instanceof NotAnswered)) throw error;
      take(error);
      return false;
    } finally {
      work(false);
    }
  };
  return { busy, problem, send };
}

/** Faults that this page found itself, in the form of the server's. */
export function refuse(...faults: [field: string, code: string][]): void {
  if (!faults.length) return;
  const errors: Fault[] = faults.map(([field, code]) => ({ pointer: `/${field}`, code, detail: '' }));
  throw new NotAnswered(422, { code: 'invalid-request', title: '', detail: '', errors });
}

/** Texts of a form, without blanks around them. */
export function valuesOf(form: HTMLFormElement): Record<string, string> {
  const given = [...new FormData(form)].filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  );
  return Object.fromEntries(given.map(([name, value]) => [name, value.trim()]));
}
