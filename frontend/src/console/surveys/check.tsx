/** The last page of a plan: what teachers will be told, in one place, before anything is stored. */

import { fill } from '../../shared/texts';
import { Form } from '../parts/forms';
import { Saying } from '../parts/problem';
import { refuse, useSending } from '../parts/sending';
import { sayFault } from '../parts/summary';
import { Title } from '../parts/title';
import { tell } from '../parts/told';
import { timeText } from '../parts/words';
import { toMoment } from '../parts/zoned';
import { goTo, href } from '../routes';
import { answerOf, client, type Fault, NotAnswered, onceKeys } from '../server';
import { useConsole } from '../texts';
import type { Administration, Choices } from './data';
import { bodyOf, type Draft, drop, keep, named, stepOf } from './draft';
import { inLanguage, type SurveyTexts, useTexts } from './texts';
import { before, Place, type StepProps } from './wizard';

const once = onceKeys();

export function Check({ plan, choices }: StepProps) {
  const t = useTexts();
  const { timeZone, language } = useConsole();
  const sending = useSending();
  const onSubmit = () =>
    sending.send(async () => {
      const made = await store(plan, timeZone).catch((error: unknown) => {
        if (!(error instanceof NotAnswered)) throw error;
        const ours = named(error, plan);
        keep({ refused: ours.refusal });
        throw ours;
      });
      drop();
      tell(t.plan.check.stored);
      goTo('surveys', made.id);
    });
  const faults = plan.refused?.errors ?? [];
  return (
    <>
      <Place at="check" />
      <Title>{t.plan.check.title}</Title>
      <p>{t.plan.check.lead}</p>
      {faults.length > 0 && <Mend faults={faults} />}
      <dl class="facts">
        {lines(plan, choices, t, language, timeZone).map(([name, text, step]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {text}{' '}
              <a href={href('surveys', 'new', step)}>
                {t.plan.check.change}
                <span class="hidden"> {name}</span>
              </a>
            </dd>
          </div>
        ))}
      </dl>
      <h2>{t.plan.check.told}</h2>
      <ul>
        {told(plan, t).map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <p>{t.plan.check.custody}</p>
      <Form
        sending={faults.length ? { ...sending, problem: null } : sending}
        submit={t.plan.check.store}
        onSubmit={onSubmit}
        beside={<a href={href(...before('check'))}>{t.plan.back}</a>}
      />
    </>
  );
}

/** Whoever came here by the address may have left steps out. */
async function store(plan: Draft, timeZone: string | null): Promise<Administration> {
  const missing: [string, string][] = [];
  if (!plan.title) missing.push(['title', 'missing']);
  if (!plan.instrument) missing.push(['instrument', 'choose']);
  if (!plan.schools.size) missing.push(['schools', 'choose-some']);
  refuse(...missing);
  const body = bodyOf(plan, timeZone ?? undefined);
  return answerOf(client.POST('/v1/administrations', { body, headers: once(body) }));
}

/** Faults of other steps, each with the way there. */
function Mend({ faults }: { faults: Fault[] }) {
  const t = useTexts();
  const { t: frame } = useConsole();
  return (
    <div class="summary" role="alert">
      <h2>{frame.problems.faults}</h2>
      <ul>
        {faults.map((fault) => (
          <li key={fault.pointer + fault.code}>
            <a href={href('surveys', 'new', stepOf(fault))}>
              {t.plan[stepOf(fault)].title} <Saying {...sayFault(fault, frame)} />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

type Line = [name: string, text: string, step: string];

/** What was chosen, and where it is changed. */
function lines(
  plan: Draft,
  choices: Choices,
  t: SurveyTexts,
  language: string,
  timeZone: string | null,
): Line[] {
  const instrument = choices.instruments.find(
    (one) => `${one.instrument} ${one.version}` === plan.instrument,
  );
  const schools = choices.schools
    .filter(({ id }) => plan.schools.has(id))
    .map(({ id, name }) => `${name} (${plan.schools.get(id)})`);
  const time = (local: string) => {
    const moment = toMoment(local, timeZone ?? undefined);
    return moment ? timeText(moment, language, timeZone) : local;
  };
  const c = t.plan.check;
  return [
    [c.name, plan.title || '–', 'questionnaire'],
    [c.questionnaire, instrument ? inLanguage(instrument.title, language) : '–', 'questionnaire'],
    [c.schools, schools.join(', ') || '–', 'schools'],
    [c.opens, time(plan.opens_at), 'window'],
    [
      c.closes,
      fill(c.atTheLatest, { closes: time(plan.closes_at), latest: time(plan.closes_no_later_than) }),
      'window',
    ],
  ];
}

/** Each choice as the promise that follows from it. */
function told(plan: Draft, t: SurveyTexts): string[] {
  const { access, results, check } = t.plan;
  const groups = plan.subgroup_tables.length > 0;
  return [
    access[`${plan.access}Means`],
    results[`${plan.release_mode}Means`],
    fill(check.k, { k: plan.k }),
    groups ? check.groups : check.noGroups,
    ...(plan.repeat_within_90_days ? [check.repeat] : []),
    fill(check.grace, { hours: plan.grace_hours }),
  ];
}
