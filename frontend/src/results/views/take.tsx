/** Taking the profile along: on paper from this page, or as a PDF that the server makes. */

import { useState } from 'preact/hooks';
import { saveFile } from '../../shared/saving';
import { fill } from '../../shared/texts';
import type { Reader } from '../reader';
import { getPdf, type Origin, type Paper } from '../server';

type Part = 'summary' | 'full';

interface Props {
  school: string;
  origin: Origin;
  reader: Reader;
}

export function Take({ school, origin, reader }: Props) {
  const { t, language } = reader;
  const [paper, choose] = useState<Paper>(usualPaper(navigator.language));
  const [said, say] = useState('');
  const save = async (part: Part) => {
    say(t.take.wait);
    try {
      const file = await getPdf(origin, { part, paper, language });
      saveFile(`${school} – ${t.take[part]}.pdf`, file);
      say(fill(t.take.done, { part: t.take[part] }));
    } catch {
      say(t.take.failed);
    }
  };
  return (
    <details class="take">
      <summary>{t.take.title}</summary>
      <p>
        <label for="paper">{t.take.paper}</label>{' '}
        <select id="paper" onChange={(event) => choose(event.currentTarget.value as Paper)}>
          <option value="a4" selected={paper === 'a4'}>
            A4
          </option>
          <option value="letter" selected={paper === 'letter'}>
            {t.take.letter}
          </option>
        </select>
      </p>
      <p class="buttons">
        <button type="button" onClick={() => void save('summary')}>
          {t.take.summary} (PDF)
        </button>
        <button type="button" onClick={() => void save('full')}>
          {t.take.full} (PDF)
        </button>
        <button type="button" onClick={() => print()}>
          {t.take.print}
        </button>
      </p>
      <p role="status">{said}</p>
    </details>
  );
}

/** Countries that write on Letter paper. */
const LETTER = /-(?:US|CA|MX|CO|VE|CL|PR|PH|419)\b/i;

const usualPaper = (locale: string): Paper => (LETTER.test(locale) ? 'letter' : 'a4');
