/** Reading a roster: first dry, then a report to look at, then the same file again to store it. */

import { useState } from 'preact/hooks';
import { Choice, Field, Form } from '../parts/forms';
import { refuse, useSending } from '../parts/sending';
import { Title } from '../parts/title';
import { tell } from '../parts/told';
import { goTo, href } from '../routes';
import { type Report, readRoster } from './data';
import { Refusals, ReportView } from './report';
import { useTexts } from './texts';

/** Roles of staff that may be asked, in the words of the standards; the first two unless others are chosen. */
const ROLES = ['teacher', 'aide', 'principal', 'counselor', 'administrator'] as const;

interface Chosen {
  file: File;
  roles: string[];
}

export function RosterPage() {
  const [read, take] = useState<{ chosen: Chosen; report: Report } | null>(null);
  return read ? (
    <Look {...read} back={() => take(null)} />
  ) : (
    <Choose found={(chosen, report) => take({ chosen, report })} />
  );
}

function Choose({ found }: { found: (chosen: Chosen, report: Report) => void }) {
  const t = useTexts();
  const sending = useSending();
  const onSubmit = (form: HTMLFormElement) =>
    sending.send(async () => {
      const data = new FormData(form);
      const file = data.get('file');
      if (!(file instanceof File) || !file.size) return refuse(['file', 'no-file']);
      const chosen = { file, roles: data.getAll('eligible_roles').map(String) };
      found(chosen, await readRoster({ ...chosen, dryRun: true }));
    });
  const lines = sending.problem?.refusal?.code === 'roster-refused' ? sending.problem.refusal.errors : null;
  return (
    <>
      <Title back={{ to: href('schools'), name: t.title }}>{t.readRoster}</Title>
      <p>{t.rosterLead}</p>
      {lines && <Refusals faults={lines} />}
      <Form
        sending={lines ? { ...sending, problem: null } : sending}
        submit={t.readDry}
        onSubmit={onSubmit}
        beside={<span class="hint">{t.dryHint}</span>}
      >
        <Field name="file" label={t.file} hint={t.fileHint} type="file" accept=".csv,.zip,text/csv" />
        <Choice
          name="eligible_roles"
          legend={t.roles}
          hint={t.rolesHint}
          many
          chosen={['teacher', 'aide']}
          options={ROLES.map((role) => ({ value: role, label: t.roleNames[role] }))}
        />
      </Form>
    </>
  );
}

function Look({ chosen, report, back }: { chosen: Chosen; report: Report; back: () => void }) {
  const t = useTexts();
  const sending = useSending();
  const onSubmit = async () => {
    if (!(await sending.send(() => readRoster({ ...chosen, dryRun: false })))) return;
    tell(t.stored);
    goTo('schools');
  };
  return (
    <>
      <Title>{t.report}</Title>
      <ReportView report={report} />
      <Form
        sending={sending}
        submit={t.apply}
        onSubmit={onSubmit}
        beside={
          <button type="button" class="link" onClick={back}>
            {t.another}
          </button>
        }
      />
    </>
  );
}
