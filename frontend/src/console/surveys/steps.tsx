/** What each step of a plan asks, and how its answers are read. */

import { useState } from 'preact/hooks';
import { fill } from '../../shared/texts';
import { Choice, Field } from '../parts/forms';
import { refuse, valuesOf } from '../parts/sending';
import { useConsole } from '../texts';
import type { Asked } from './asked';
import type { Access, ReleaseMode, Step } from './draft';
import { schools } from './step-schools';
import { inLanguage, useTexts } from './texts';

const questionnaire: Asked = {
  Fields: ({ plan, choices }) => {
    const t = useTexts().plan.questionnaire;
    const { language } = useConsole();
    return (
      <>
        <Field name="title" label={t.name} hint={t.nameHint} value={plan.title} />
        <Choice
          name="instrument"
          legend={t.which}
          chosen={plan.instrument}
          options={choices.instruments.map((one) => ({
            value: `${one.instrument} ${one.version}`,
            label: inLanguage(one.title, language),
            hint: fill(t.about, {
              n: one.statements,
              version: one.version,
              languages: one.languages.join(', '),
            }),
          }))}
        />
      </>
    );
  },
  read: (form) => {
    const { title = '', instrument = '' } = valuesOf(form);
    return {
      changes: { title, instrument },
      check: () =>
        refuse(
          ...(title ? [] : [['title', 'missing'] as [string, string]]),
          ...(instrument ? [] : [['instrument', 'choose'] as [string, string]]),
        ),
    };
  },
};

const access: Asked = {
  Fields: ({ plan }) => {
    const t = useTexts().plan.access;
    const [chosen, choose] = useState<string>(plan.access);
    const ways: Access[] = ['cards', 'email', 'open'];
    return (
      <>
        <Choice
          name="access"
          legend={t.which}
          chosen={plan.access}
          onChange={choose}
          options={ways.map((value) => ({ value, label: t[value], hint: t[`${value}Means`] }))}
        />
        {chosen === 'open' && <Field name="word" label={t.word} hint={t.wordHint} value={plan.word} narrow />}
      </>
    );
  },
  read: (form) => {
    const given = valuesOf(form);
    const chosen = given.access as Access;
    return {
      changes: { access: chosen, word: given.word ?? '' },
      check: () =>
        refuse(...(chosen === 'open' && !given.word ? [['word', 'missing'] as [string, string]] : [])),
    };
  },
};

const results: Asked = {
  Fields: ({ plan, choices }) => {
    const t = useTexts().plan.results;
    const { language } = useConsole();
    const instrument = choices.instruments.find(
      (one) => `${one.instrument} ${one.version}` === plan.instrument,
    );
    const modes: ReleaseMode[] = ['sealed', 'rolling'];
    const questions = instrument?.questions ?? [];
    return (
      <>
        <Choice
          name="release_mode"
          legend={t.when}
          chosen={plan.release_mode}
          options={modes.map((value) => ({ value, label: t[value], hint: t[`${value}Means`] }))}
        />
        <Field name="k" label={t.k} hint={t.kHint} value={plan.k} inputMode="numeric" narrow />
        {questions.length > 0 && (
          <Choice
            name="subgroup_tables"
            legend={t.groups}
            hint={t.groupsHint}
            many
            chosen={plan.subgroup_tables}
            options={questions.map(({ id, text, answers }) => ({
              value: id,
              label: inLanguage(text, language),
              hint: answers.map(({ label }) => inLanguage(label, language)).join(' · '),
            }))}
          />
        )}
      </>
    );
  },
  read: (form) => {
    const given = valuesOf(form);
    const tables = new FormData(form).getAll('subgroup_tables').map(String);
    return {
      changes: { release_mode: given.release_mode as ReleaseMode, subgroup_tables: tables, k: given.k ?? '' },
      check: () => {
        const k = Number(given.k);
        if (!Number.isInteger(k)) refuse(['k', 'int-parsing']);
        if (k < 5) refuse(['k', 'greater-than-equal']);
      },
    };
  },
};

const window: Asked = {
  Fields: ({ plan }) => {
    const t = useTexts().plan.window;
    const { timeZone } = useConsole();
    const zone = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    return (
      <>
        <p class="hint">{fill(timeZone ? t.zone : t.noZone, { zone })}</p>
        <Field
          name="opens_at"
          type="datetime-local"
          label={t.opens}
          hint={t.opensHint}
          value={plan.opens_at}
        />
        <Field name="closes_at" type="datetime-local" label={t.closes} value={plan.closes_at} />
        <Field
          name="closes_no_later_than"
          type="datetime-local"
          label={t.latest}
          hint={t.latestHint}
          value={plan.closes_no_later_than}
        />
        <Field
          name="grace_hours"
          label={t.grace}
          hint={t.graceHint}
          value={plan.grace_hours}
          inputMode="numeric"
          narrow
        />
      </>
    );
  },
  read: (form) => {
    const given = valuesOf(form);
    const { opens_at = '', closes_at = '', closes_no_later_than = '', grace_hours = '' } = given;
    const times = { opens_at, closes_at, closes_no_later_than, grace_hours };
    return {
      changes: times,
      check: () => {
        const empty = Object.entries(times).filter(([, value]) => !value);
        refuse(...empty.map(([name]) => [name, 'missing'] as [string, string]));
        if (closes_at <= opens_at) refuse(['closes_at', 'too-soon']);
        if (closes_no_later_than < closes_at) refuse(['closes_no_later_than', 'too-soon']);
        if (!/^\d+$/.test(grace_hours)) refuse(['grace_hours', 'int-parsing']);
      },
    };
  },
};

export const STEP_FIELDS: Record<Exclude<Step, 'check'>, Asked> = {
  questionnaire,
  schools,
  access,
  results,
  window,
};
