/** Whether factors are shown as in the original display: chosen once for the page, and off to begin with. */

import { useEffect, useState } from 'preact/hooks';
import { fill } from '../../shared/texts';
import { isSuppressed, type Reference, type Suppressed } from '../profile';
import type { Reader } from '../reader';
import { whySuppressed } from '../words';
import { WORDS } from './words';

type Place = Reference | Suppressed | undefined;

let shown = false;
const watching = new Set<(shown: boolean) => void>();

function show(now: boolean): void {
  shown = now;
  for (const tell of watching) tell(now);
}

export function useOriginal(): boolean {
  const [now, setNow] = useState(shown);
  useEffect(() => {
    watching.add(setNow);
    setNow(shown);
    return () => {
      watching.delete(setNow);
    };
  }, []);
  return now;
}

/** Why there is nothing to switch to. */
function NoPlace({ places, reader: { language, t } }: { places: Place[]; reader: Reader }) {
  const hidden = places.find((place): place is Suppressed => isSuppressed(place));
  if (!hidden) return null;
  return (
    <p class="hint">
      {WORDS[language].title}: {whySuppressed(hidden, t)}
    </p>
  );
}

/** What the marks mean, by shape and not by colour. */
function Legend({ language }: Pick<Reader, 'language'>) {
  const t = WORDS[language];
  return (
    <ul class="legend">
      <li>
        <span class="key mark" /> {t.own}
      </li>
      <li>
        <span class="key line" /> {t.mean}
      </li>
      <li>
        <span class="key round" /> {t.lowest} · {t.highest}
      </li>
    </ul>
  );
}

/** The switch, and what the display is once it is on; nothing where no place may be shown. */
export function OriginalSwitch({ places, reader }: { places: Place[]; reader: Reader }) {
  const { language } = reader;
  const on = useOriginal();
  const t = WORDS[language];
  const known = places.find((place): place is Reference => !!place && !isSuppressed(place));
  if (!known) return <NoPlace places={places} reader={reader} />;
  return (
    <section class="original" aria-label={t.title}>
      <button type="button" onClick={() => show(!on)}>
        {on ? t.hide : t.show}
      </button>
      {on && (
        <>
          <p>{fill(t.what, { schools: known.schools }, language)}</p>
          <p class="notice">{t.danger}</p>
          <p class="hint">{t.hidden}</p>
          <Legend language={language} />
        </>
      )}
    </section>
  );
}
