/** Planning a survey, one choice a page, each with what it means for who can find out what. */

import { fill } from '../../shared/texts';
import { Form } from '../parts/forms';
import { Loaded, useLoaded } from '../parts/loaded';
import { useSending } from '../parts/sending';
import { Title } from '../parts/title';
import { goTo, href } from '../routes';
import { useConsole } from '../texts';
import { Check } from './check';
import { type Choices, listChoices } from './data';
import { type Draft, draft, keep, refusedAt, STEPS, type Step } from './draft';
import { STEP_FIELDS } from './steps';
import { useTexts } from './texts';

export interface StepProps {
  plan: Draft;
  choices: Choices;
}

export function Wizard({ step }: { step: string | undefined }) {
  const { timeZone } = useConsole();
  const got = useLoaded(listChoices);
  const at = STEPS.find((one) => one === step) ?? STEPS[0];
  const plan = draft(timeZone ?? undefined);
  return (
    <Loaded got={got}>
      {(choices) =>
        at === 'check' ? (
          <Check plan={plan} choices={choices} />
        ) : (
          <OneStep at={at} plan={plan} choices={choices} />
        )
      }
    </Loaded>
  );
}

/** Where in the plan a page is, above its heading. */
export function Place({ at }: { at: Step }) {
  const t = useTexts();
  return <p class="hint">{fill(t.plan.step, { n: STEPS.indexOf(at) + 1, of: STEPS.length })}</p>;
}

export const before = (at: Step): string[] => {
  const last = STEPS[STEPS.indexOf(at) - 1];
  return last ? ['surveys', 'new', last] : ['surveys'];
};

function OneStep({ at, plan, choices }: StepProps & { at: Exclude<Step, 'check'> }) {
  const t = useTexts();
  const sending = useSending(refusedAt(plan, at));
  const { Fields, read } = STEP_FIELDS[at];
  const onSubmit = (form: HTMLFormElement) =>
    sending.send(async () => {
      // Kept first: what is refused is not lost either.
      const given = read(form, choices);
      keep(given.changes);
      given.check();
      keep({ refused: without(plan, at) });
      goTo('surveys', 'new', STEPS[STEPS.indexOf(at) + 1] ?? 'check');
    });
  return (
    <>
      <Place at={at} />
      <Title>{t.plan[at].title}</Title>
      <p>{t.plan[at].lead}</p>
      <Form
        sending={sending}
        submit={t.plan.next}
        onSubmit={onSubmit}
        beside={<a href={href(...before(at))}>{t.plan.back}</a>}
      >
        <Fields plan={plan} choices={choices} />
      </Form>
    </>
  );
}

/** What was refused, but for the step that was just mended. */
function without(plan: Draft, at: Step): Draft['refused'] {
  const mended = refusedAt(plan, at)?.refusal?.errors ?? [];
  const left = plan.refused?.errors?.filter((fault) => !mended.includes(fault)) ?? [];
  return plan.refused && left.length ? { ...plan.refused, errors: left } : null;
}
