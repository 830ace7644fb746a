/** Erasing the receipts, asked twice: nothing can bring one back. */

import { useState } from 'preact/hooks';
import type { Texts } from '../texts';

export function Erase({ t, erase }: { t: Texts; erase: () => unknown }) {
  const [asking, ask] = useState(false);
  if (!asking) {
    return (
      <button type="button" onClick={() => ask(true)}>
        {t.erase}
      </button>
    );
  }
  return (
    <>
      <p role="alert">{t.eraseHint}</p>
      <div class="moves">
        <button type="button" ref={(keep) => keep?.focus()} onClick={() => ask(false)}>
          {t.eraseNot}
        </button>
        <button type="button" onClick={() => void erase()}>
          {t.eraseSure}
        </button>
      </div>
    </>
  );
}
