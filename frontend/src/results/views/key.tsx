/** The way to sign in, and asking for an API key. */

import type { Texts } from '../reader';

export function KeyForm({ t, problem, onKey }: { t: Texts; problem: string; onKey: (key: string) => void }) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const key = String(new FormData(event.currentTarget as HTMLFormElement).get('key') ?? '').trim();
    if (key) onKey(key);
  };
  return (
    <form onSubmit={submit}>
      <h1 tabIndex={-1}>{t.key.title}</h1>
      <p>{t.key.lead}</p>
      <p>
        <a href="../sign-in/">{t.key.signIn}</a>
      </p>
      <label for="key">{t.key.label}</label>
      <p class="hint" id="key-hint">
        {t.key.hint}
      </p>
      <div role="alert">{problem && <p class="notice">{problem}</p>}</div>
      <input
        id="key"
        name="key"
        type="password"
        autocomplete="off"
        spellcheck={false}
        aria-describedby="key-hint"
      />
      <button type="submit" class="main">
        {t.key.submit}
      </button>
    </form>
  );
}
