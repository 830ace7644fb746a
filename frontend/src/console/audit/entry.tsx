/** One line of the log, in a sentence; what the machine wrote stands below, for whoever wants it exactly. */

import { timeText } from '../parts/words';
import { useConsole } from '../texts';
import type { Entry, Names } from './data';
import { type AuditTexts, useTexts } from './texts';

/** What was done, in words; where there are none, the operation's own name. */
export const didWhat = (action: string, t: AuditTexts): string =>
  t.actions[action as keyof AuditTexts['actions']] ?? `${t.asked} ${action.replace(/^request\./, '')}`;

export function Row({ entry, names }: { entry: Entry; names: Names }) {
  const t = useTexts();
  const { language } = useConsole();
  const actor = entry.actor === 'command' ? t.actors.command : names.actors.get(entry.actor_id);
  const { participation } = entry.detail as { participation?: string };
  const subject = names.subjects.get(entry.subject) ?? names.subjects.get(participation ?? '');
  const himself = entry.subject === entry.actor_id;
  return (
    <li>
      <strong>{actor ?? `${t.actors[entry.actor]} ${entry.actor_id}`}</strong> {didWhat(entry.action, t)}
      {subject && !himself && `: ${subject}`}
      <p class="hint">
        <time dateTime={entry.at}>{timeText(entry.at, language)}</time>
      </p>
      <details>
        <summary>{t.exactly}</summary>
        <dl class="facts">
          <div>
            <dt>{t.action}</dt>
            <dd>
              <code>{entry.action}</code>
            </dd>
          </div>
          <div>
            <dt>{t.by}</dt>
            <dd>
              {t.actors[entry.actor]} <code>{entry.actor_id}</code>
            </dd>
          </div>
          <div>
            <dt>{t.on}</dt>
            <dd>
              <code>{entry.subject}</code>
            </dd>
          </div>
          {Object.entries(entry.detail as Record<string, unknown>).map(([name, value]) => (
            <Detail key={name} name={name} value={value} />
          ))}
        </dl>
      </details>
    </li>
  );
}

function Detail({ name, value }: { name: string; value: unknown }) {
  return (
    <div>
      <dt>
        <code>{name}</code>
      </dt>
      <dd>
        <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>
      </dd>
    </div>
  );
}
