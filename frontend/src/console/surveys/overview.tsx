/** One survey: how far it is, what can be done now, and each school's part. */

import { fill } from '../../shared/texts';
import { Loaded, useLoaded } from '../parts/loaded';
import { Scrolls } from '../parts/scrolls';
import { Title } from '../parts/title';
import { timeText } from '../parts/words';
import { href } from '../routes';
import { useConsole } from '../texts';
import { may, type Who } from '../who';
import {
  type Administration,
  getAdministration,
  getProgress,
  listParticipations,
  type Participation,
  publishedProfiles,
  type SchoolProgress,
} from './data';
import { type SurveyTexts, useTexts } from './texts';

interface Everything {
  administration: Administration;
  parts: Participation[];
  progress: Map<string, SchoolProgress>;
  profiles: Map<string, string>;
}

async function load(id: string, who: Who): Promise<Everything> {
  const [{ value: administration }, parts] = await Promise.all([
    getAdministration(id),
    listParticipations(id),
  ]);
  const begun = !['draft', 'ready'].includes(administration.state);
  const [progress, profiles] = await Promise.all([
    begun ? getProgress(id) : [],
    begun && may(who, { scope: 'profiles.read' }) ? publishedProfiles(id) : new Map<string, string>(),
  ]);
  return {
    administration,
    parts,
    profiles,
    progress: new Map(progress.map((one) => [one.participation, one])),
  };
}

export function Overview({ id }: { id: string }) {
  const { who } = useConsole();
  const got = useLoaded(() => load(id, who), [id]);
  return <Loaded got={got}>{(found) => <Shown {...found} again={got.again} />}</Loaded>;
}

function Shown({ administration, again, ...rest }: Everything & { again: () => Promise<void> }) {
  const t = useTexts();
  const { title, state, notes, id } = administration;
  const names = new Map(rest.parts.map((part) => [part.id, part.school_name]));
  const moving = state === 'open' || state === 'closed';
  return (
    <>
      <Title back={{ to: href('surveys'), name: t.title }}>{title}</Title>
      <p class="state">
        <strong>{t.states[state]}.</strong> {t.next[state]}
      </p>
      <Ways administration={administration} />
      {moving && (
        <p>
          <button type="button" onClick={() => void again()}>
            {t.lookAgain}
          </button>
        </p>
      )}
      {notes.map((note) => (
        <p key={note.participation + note.code} class="notice">
          {fill(t.notes[note.code], { school: names.get(note.participation) ?? '' })}
          {state === 'draft' && ` ${t.notes.join}`}
        </p>
      ))}
      <Parts id={id} state={state} {...rest} />
      <Rules administration={administration} />
    </>
  );
}

/** What can be done in each state, by whoever reaches the whole district. */
const WAYS: Record<Administration['state'], ('ready' | 'open' | 'remind' | 'extend' | 'close' | 'delete')[]> =
  {
    draft: ['ready', 'delete'],
    ready: ['open', 'delete'],
    // While people may answer it cannot be deleted: it is closed first.
    open: ['remind', 'extend', 'close'],
    closed: ['delete'],
    published: ['delete'],
  };

function Ways({ administration: { id, state, access } }: { administration: Administration }) {
  const t = useTexts();
  const { who } = useConsole();
  const write = may(who, { scope: 'surveys.write', wholeDistrict: true });
  // Answers that are collected elsewhere are sent as files: there is nothing to open or close.
  const ways = access === 'import' ? WAYS[state].filter((way) => way === 'delete') : WAYS[state];
  const results = state === 'published' && may(who, { scope: 'profiles.read' });
  if (!write && !results) return null;
  return (
    <p class="actions">
      {results && <a href={`../results/#district=${id}`}>{t.districtResults}</a>}
      {write &&
        ways.map((way) => (
          <a key={way} href={href('surveys', id, way)}>
            {t.actions[way].link}
          </a>
        ))}
    </p>
  );
}

interface PartsProps extends Omit<Everything, 'administration'> {
  id: string;
  state: Administration['state'];
}

function Parts({ id, state, parts, progress, profiles }: PartsProps) {
  const t = useTexts();
  const { language } = useConsole();
  const begun = state !== 'draft' && state !== 'ready';
  const byName = [...parts].sort((one, other) => one.school_name.localeCompare(other.school_name, language));
  return (
    <section>
      <h2>{t.schools}</h2>
      {begun && <p class="hint">{t.progressText}</p>}
      <Scrolls label={t.schools}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.school}</th>
              <th scope="col">{t.eligible}</th>
              <th scope="col">{begun ? t.answered : t.material}</th>
              <th scope="col">{t.where}</th>
            </tr>
          </thead>
          <tbody>
            {byName.map((part) => (
              <tr key={part.id}>
                <th scope="row">
                  <a href={href('surveys', id, 'schools', part.id)}>{part.school_name}</a>
                </th>
                <td>{part.eligible ?? '–'}</td>
                <td>
                  {begun ? progressText(progress.get(part.id), t) : part.cards_made ? t.cardsMade : '–'}
                </td>
                <td>
                  {profiles.has(part.school) ? (
                    <a href={`../results/#profile=${profiles.get(part.school)}`}>{t.profile}</a>
                  ) : (
                    t.partStates[part.state]
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolls>
    </section>
  );
}

/** As coarse as it was published. */
export function progressText(one: SchoolProgress | undefined, t: SurveyTexts): string {
  if (!one) return '–';
  if (one.band !== null) return t.bands[one.band as keyof SurveyTexts['bands']] ?? '–';
  return one.completed_at_least === null ? t.notCounted : fill(t.atLeast, { n: one.completed_at_least });
}

/** What was promised, and since `ready` cannot change any more. */
function Rules({ administration: one }: { administration: Administration }) {
  const t = useTexts();
  const { language, timeZone } = useConsole();
  const time = (moment: string) => timeText(moment, language, timeZone);
  const c = t.plan.check;
  const rules: [string, string][] = [
    [c.questionnaire, `${one.instrument.id} ${one.instrument.version}`],
    [c.opens, time(one.opens_at)],
    [c.closes, fill(c.atTheLatest, { closes: time(one.closes_at), latest: time(one.closes_no_later_than) })],
    [t.rules.access, one.access === 'import' ? t.rules.import : t.plan.access[one.access]],
    [t.rules.release, t.plan.results[one.release_mode]],
    [t.rules.k, String(one.k)],
    [t.rules.groups, one.subgroup_tables.join(', ') || t.rules.none],
    [t.rules.grace, String(one.grace_hours)],
  ];
  return (
    <section>
      <h2>{t.rules.title}</h2>
      <p class="hint">{one.state === 'draft' ? t.rules.draft : t.rules.frozen}</p>
      <dl class="facts">
        {rules.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
