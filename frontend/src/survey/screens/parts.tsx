/** Pieces every screen is made of. */

import type { ComponentChildren } from 'preact';
import { LanguageChoice } from '../../shared/languages';
import { PAGE_LANGUAGES } from '../../shared/texts';
import { speak } from '../flow/opening';
import { type State, update } from '../state';

/** The heading that takes the focus when a screen appears, so that it is read out. */
export const Title = ({ children }: { children: ComponentChildren }) => <h1 tabIndex={-1}>{children}</h1>;

/** A problem on this screen, read out as it appears; the one of a field is found by its id. */
export const Notice = ({ text, id = 'notice' }: { text: string | undefined; id?: string }) => (
  <div role="alert" id={id}>
    {text && <p class="notice">{text}</p>}
  </div>
);

export const Details = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <details>
    <summary>{title}</summary>
    {children}
  </details>
);

/** The way to another page. */
export const Link = ({ to, label }: { to: string; label: string }) => (
  <p>
    <a href={to}>{label}</a>
  </p>
);

/** The way to the page that looks for receipts in the published list. */
export const Counted = ({ label }: { label: string }) => <Link to="../verify/" label={label} />;

interface Press {
  label: string;
  act: () => unknown;
  kind?: 'main' | 'plain' | 'link';
  busy?: boolean;
}

/** A button; while busy it stays where it is and says so, but does nothing. */
export const Button = ({ label, act, kind = 'plain', busy = false }: Press) => (
  <button type="button" class={kind} aria-disabled={busy} onClick={() => busy || void act()}>
    {label}
  </button>
);

/** The languages of this survey that the page speaks; nothing where there is no choice. */
export function Languages({ state }: { state: State }) {
  const offered = state.survey?.questionnaire.languages;
  const choices = PAGE_LANGUAGES.filter((language) => offered?.includes(language) ?? true);
  return (
    <>
      <LanguageChoice
        label={state.t.languages}
        names={state.t.names}
        offered={choices}
        language={state.language}
        speak={(language) => speak(language).catch(() => update({ unspoken: state.t.unspoken }))}
      />
      <Notice id="unspoken" text={state.unspoken} />
    </>
  );
}
