/** What is done to a survey as a whole, each on a page that says first what will happen. */

import { useState } from 'preact/hooks';
import { fill } from '../../shared/texts';
import { Action } from '../parts/action';
import { Field } from '../parts/forms';
import { Loaded, useLoaded } from '../parts/loaded';
import { refuse, valuesOf } from '../parts/sending';
import { Title } from '../parts/title';
import { timeText } from '../parts/words';
import { toLocal, toMoment } from '../parts/zoned';
import { href } from '../routes';
import { answerOf, client, onceKeys, type Schemas, type Tagged } from '../server';
import { useConsole } from '../texts';
import { type Administration, getAdministration } from './data';
import { type SurveyTexts, useTexts } from './texts';

const PATHS = {
  ready: '/v1/administrations/{administration_id}/ready',
  open: '/v1/administrations/{administration_id}/open',
  close: '/v1/administrations/{administration_id}/close',
} as const;

type Plain = keyof typeof PATHS;

const isPlain = (what: string): what is Plain => what in PATHS;

export function ActionPage({ id, what }: { id: string; what: string }) {
  const got = useLoaded(() => getAdministration(id), [id]);
  return (
    <Loaded got={got}>
      {(found) => {
        if (isPlain(what)) return <PlainPage found={found} what={what} />;
        if (what === 'extend') return <Extend found={found} />;
        if (what === 'remind') return <Remind found={found} />;
        return what === 'delete' ? <Delete found={found} /> : <Unknown />;
      }}
    </Loaded>
  );
}

function Unknown() {
  const { t } = useConsole();
  return (
    <>
      <Title>{t.nothing.title}</Title>
      <p>{t.nothing.text}</p>
    </>
  );
}

interface Found {
  found: Tagged<Administration>;
}

const target = ({ value, etag }: Tagged<Administration>) => ({
  path: { administration_id: value.id },
  header: { 'If-Match': etag },
});

const Points = ({ points }: { points: string[] }) => (
  <ul>
    {points.map((point) => (
      <li key={point}>{point}</li>
    ))}
  </ul>
);

/** Ready, open, close: nothing to fill in, something to know. */
function PlainPage({ found, what }: Found & { what: Plain }) {
  const t = useTexts().actions[what];
  return (
    <Action
      title={t.title}
      submit={t.submit}
      to={href('surveys', found.value.id)}
      done={t.done}
      danger={what === 'close'}
      act={() => client.POST(PATHS[what], { params: target(found) })}
    >
      <Points points={Object.values(t.points)} />
    </Action>
  );
}

function Extend({ found }: Found) {
  const t = useTexts().actions.extend;
  const { language, timeZone } = useConsole();
  const { value } = found;
  const act = async (form: HTMLFormElement) => {
    const moment = toMoment(valuesOf(form).closes_at ?? '', timeZone ?? undefined);
    if (!moment) refuse(['closes_at', 'missing']);
    const path = '/v1/administrations/{administration_id}/extend';
    return client.POST(path, { params: target(found), body: { closes_at: moment ?? '' } });
  };
  return (
    <Action title={t.title} submit={t.submit} to={href('surveys', value.id)} done={t.done} act={act}>
      <p>{fill(t.lead, { latest: timeText(value.closes_no_later_than, language, timeZone) })}</p>
      <Field
        name="closes_at"
        type="datetime-local"
        label={t.label}
        value={toLocal(value.closes_at, timeZone ?? undefined)}
      />
    </Action>
  );
}

/** Everyone, or nobody: nobody here knows who has answered. Without addresses there is a text to hand on. */
function Remind({ found }: Found) {
  const t = useTexts().actions.remind;
  const [sent, take] = useState<Schemas['Reminders'] | null>(null);
  const { id, access } = found.value;
  const once = onceKeys();
  const path = '/v1/administrations/{administration_id}/reminders';
  const ask = async () => {
    const headers = once(id);
    take(await answerOf(client.POST(path, { params: target(found), headers })));
  };
  if (sent && !sent.sent_to_everyone) return <Copy text={sent.text} id={id} t={t} />;
  return (
    <Action
      title={t.title}
      submit={access === 'email' ? t.submit : t.submitText}
      to={access === 'email' ? href('surveys', id) : href('surveys', id, 'remind')}
      done={access === 'email' ? t.done : ''}
      act={ask}
    >
      <p>{access === 'email' ? t.lead : t.leadText}</p>
    </Action>
  );
}

function Copy({
  text,
  id,
  t,
}: {
  text: Schemas['ReminderText'];
  id: string;
  t: SurveyTexts['actions']['remind'];
}) {
  return (
    <>
      <Title back={{ to: href('surveys', id), name: t.backTo }}>{t.copy}</Title>
      <p>{t.copyText}</p>
      <blockquote lang="en">{flowing(text.en)}</blockquote>
      <blockquote lang="es">{flowing(text.es)}</blockquote>
    </>
  );
}

/** Lines of a message are broken for mail programs; here paragraphs flow. */
const flowing = (text: string): string => text.replace(/([^\n])\n(?=[^\n])/g, '$1 ');

function Delete({ found }: Found) {
  const t = useTexts().actions.delete;
  const { value } = found;
  const path = '/v1/administrations/{administration_id}';
  const params = { path: { administration_id: value.id } };
  const got = useLoaded(() => answerOf(client.DELETE(path, { params })), [value.id]);
  return (
    <Loaded got={got}>
      {({ counts, confirm }) => (
        <Action
          title={fill(t.title, { title: value.title })}
          submit={t.submit}
          to={href('surveys')}
          done={t.done}
          danger
          act={(form) => {
            if (valuesOf(form).sure !== value.title) refuse(['sure', 'not-the-same']);
            const query = { dry_run: false, confirm };
            return client.DELETE(path, { params: { ...target(found), query } });
          }}
        >
          <p>{t.lead}</p>
          <ul>
            {Object.entries(counts)
              .filter(([, n]) => n > 0)
              .map(([kind, n]) => (
                <li key={kind}>
                  {t.kinds[kind as keyof typeof t.kinds] ?? kind}: {n}
                </li>
              ))}
          </ul>
          <p class="notice">{t.forGood}</p>
          <Field name="sure" label={fill(t.sure, { title: value.title })} hint={t.sureHint} />
        </Action>
      )}
    </Loaded>
  );
}
