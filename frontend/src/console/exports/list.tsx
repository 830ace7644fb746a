/** What was asked for, how far it is, and its files. */

import { useEffect } from 'preact/hooks';
import { fill } from '../../shared/texts';
import { Loaded, useLoaded } from '../parts/loaded';
import { Refused } from '../parts/problem';
import { useSending } from '../parts/sending';
import { Title } from '../parts/title';
import { timeText } from '../parts/words';
import { href } from '../routes';
import { useConsole } from '../texts';
import { type Export, fetchFile, listExports, listSurveys, type Survey } from './data';
import { useTexts } from './texts';

const LOOK_AGAIN_MS = 2000;

export function List() {
  const t = useTexts();
  const got = useLoaded(async () => ({ exports: await listExports(), surveys: await listSurveys() }));
  const busy = got.value?.exports.some(({ state }) => state === 'waiting' || state === 'running');
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(() => void got.again(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [busy, got.again]);
  return (
    <Loaded got={got}>
      {({ exports, surveys }) => (
        <>
          <Title>{t.title}</Title>
          <p>{t.lead}</p>
          <p class="actions">
            <a href={href('exports', 'new')}>{t.make}</a>
          </p>
          {exports.length === 0 && <p>{t.none}</p>}
          <ul class="rows">
            {[...exports].reverse().map((one) => (
              <Row key={one.id} made={one} surveys={surveys} />
            ))}
          </ul>
        </>
      )}
    </Loaded>
  );
}

function Row({ made, surveys }: { made: Export; surveys: Survey[] }) {
  const t = useTexts();
  const { language } = useConsole();
  const titles = made.administrations.map((id) => surveys.find((one) => one.id === id)?.title ?? id);
  const name = `${t.formats[made.format].name}, ${titles.join(', ')}`;
  const progress = fill(t.progress, { done: made.profiles_done, all: made.profiles_total ?? '–' }, language);
  return (
    <li>
      <strong>{name}</strong>
      <p class="hint">
        {t.states[made.state]}
        {made.state === 'running' && ` · ${progress}`} ·{' '}
        {fill(t.askedFor, { time: timeText(made.created_at, language) })}
      </p>
      {made.files.map((file) => (
        <File key={file.name} of={made.id} file={file} />
      ))}
      {made.expires_at && made.state === 'ready' && (
        <p class="hint">{fill(t.keptUntil, { time: timeText(made.expires_at, language) })}</p>
      )}
      {made.state !== 'waiting' && made.state !== 'running' && (
        <p class="actions">
          <a href={href('exports', made.id, 'remove')} aria-label={`${t.remove}: ${name}`}>
            {t.remove}
          </a>
        </p>
      )}
    </li>
  );
}

function File({ of, file }: { of: string; file: Export['files'][number] }) {
  const t = useTexts();
  const { t: words, language } = useConsole();
  const sending = useSending();
  const size = new Intl.NumberFormat(language, { style: 'unit', unit: 'kilobyte' }).format(
    Math.ceil(file.bytes / 1000),
  );
  const press = () => void sending.send(() => fetchFile(of, file.name));
  return (
    <>
      <p class="buttons">
        <button type="button" onClick={press} aria-disabled={sending.busy}>
          {sending.busy ? words.working : fill(t.fetch, { name: file.name })}
        </button>
        <span class="hint">{size}</span>
      </p>
      {sending.problem && <Refused problem={sending.problem} />}
    </>
  );
}
