/** Why something did not work, in the language of the page where it is known, else as the server said it. */

import type { NotAnswered } from '../server';
import { type Texts, useConsole } from '../texts';

/** A text, and whether it is the server's own, which is in English. */
export interface Said {
  text: string;
  foreign: boolean;
}

export function sayProblem({ status, refusal }: NotAnswered, t: Texts): Said {
  const known = t.problems.codes[(refusal?.code ?? '') as keyof Texts['problems']['codes']];
  if (known) return { text: known, foreign: false };
  if (refusal?.detail) return { text: refusal.detail, foreign: true };
  return { text: status ? t.problems.other : t.problems.unreachable, foreign: false };
}

export const Saying = ({ text, foreign }: Said) => <span {...(foreign && { lang: 'en' })}>{text}</span>;

/** Where the server's own words name what no text of ours can: which school, which day, how many. */
const NAMING = new Set(['asked-too-soon', 'replacements-exhausted', 'external-id-taken', 'wrong-state']);

/** As a notice, with the way to sign in where that is what is missing. */
export function Refused({ problem }: { problem: NotAnswered }) {
  const { t } = useConsole();
  const { refusal, status } = problem;
  const said = sayProblem(problem, t);
  return (
    <div role="alert" class="refused">
      <p class="notice">
        <Saying {...said} />
      </p>
      {!said.foreign && NAMING.has(refusal?.code ?? '') && (
        <p class="hint" lang="en">
          {refusal?.detail}
        </p>
      )}
      {status === 401 && (
        <p>
          <a href="../sign-in/" target="_blank" rel="noreferrer">
            {t.signIn}
          </a>
        </p>
      )}
      {status >= 500 && refusal?.request_id && (
        <p class="hint">
          {t.problems.reference} <code>{refusal.request_id}</code>
        </p>
      )}
    </div>
  );
}
