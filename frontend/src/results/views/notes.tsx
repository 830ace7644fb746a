/** What to know before reading numbers, as it was published with them. */

import { inLanguage, type Profile } from '../profile';
import type { Reader } from '../reader';

export function NoteList({ notes, reader: { t, language } }: { notes: Profile['notes']; reader: Reader }) {
  if (notes.length === 0) return null;
  return (
    <section class="notes" aria-labelledby="notes">
      <h2 id="notes">{t.about.notes}</h2>
      <ul>
        {notes.map(({ code, text }) => (
          <li key={code}>{inLanguage(text, language)}</li>
        ))}
      </ul>
    </section>
  );
}
