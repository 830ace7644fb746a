/** What a roster would change, school by school and role by role, and what to look at before it is stored. */

import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { fill } from '../../shared/texts';
import { Scrolls } from '../parts/scrolls';
import type { Fault } from '../server';
import { useConsole } from '../texts';
import type { Report } from './data';
import { type SchoolTexts, useTexts } from './texts';

/** The server's faults of a file, line by line; focused when they appear. */
export function Refusals({ faults }: { faults: Fault[] }) {
  const t = useTexts();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [faults]);
  return (
    <div ref={box} tabIndex={-1} class="summary" role="alert">
      <h2>{t.refused}</h2>
      <p>{t.refusedText}</p>
      <ul>
        {faults.map((one) => (
          <li key={one.pointer + one.code}>
            {placeOf(one, t)} <span lang="en">{one.detail}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function placeOf({ file, line, column, pointer }: Fault, t: SchoolTexts): string {
  const place = [file, line && fill(t.line, { line }), column].filter(Boolean).join(', ');
  return `${place || pointer}:`;
}

export function ReportView({ report }: { report: Report }) {
  const t = useTexts();
  const { language } = useConsole();
  const { schools, numbers, roles, missing, notes } = report;
  const counted = { ...schools, rows: report.rows };
  return (
    <>
      <p>{fill(t.nothingStored, counted, language)}</p>
      <p>{fill(t.changes, counted, language)}</p>
      <Look title={t.lookAt} lines={notesOf(report, t)} />
      {notes.length > 0 && (
        <ul class="notes">
          {notes.map((note) => (
            <li key={note.code + note.column}>
              {t.notes[note.code as keyof SchoolTexts['notes']] ?? <span lang="en">{note.detail}</span>}{' '}
              <span class="hint">{linesOf(note, t)}</span>
            </li>
          ))}
        </ul>
      )}
      {missing.roles.length > 0 && (
        <p class="notice">{fill(t.noRoles, { roles: missing.roles.join(', ') })}</p>
      )}
      {roles.length > 0 && (
        <Scrolls label={t.byRole}>
          <table>
            <caption>{t.byRole}</caption>
            <thead>
              <Row head cells={[t.role, t.peopleHead, t.mayAnswer]} />
            </thead>
            <tbody>
              {roles.map((one) => (
                <Row
                  key={one.role}
                  cells={[
                    t.roleNames[one.role as keyof SchoolTexts['roleNames']] ?? one.role,
                    one.people,
                    one.eligible ? t.yes : t.no,
                  ]}
                />
              ))}
            </tbody>
          </table>
        </Scrolls>
      )}
      <Scrolls label={t.bySchool}>
        <table>
          <caption>{t.bySchool}</caption>
          <thead>
            <Row head cells={[t.school, t.mayAnswer, t.before, t.what]} />
          </thead>
          <tbody>
            {numbers.map((one) => (
              <Row
                key={one.id}
                cells={[one.name, one.eligible ?? '–', one.before ?? '–', one.school ? t.known : t.isNew]}
              />
            ))}
          </tbody>
        </table>
      </Scrolls>
    </>
  );
}

function linesOf({ count, lines, file }: Report['notes'][number], t: SchoolTexts): string {
  const where = lines.length ? fill(t.lines, { lines: lines.join(', ') }) : '';
  return [file, where, count > lines.length ? fill(t.times, { count }) : ''].filter(Boolean).join(', ');
}

function notesOf({ missing, numbers }: Report, t: SchoolTexts): string[] {
  const small = numbers.filter(({ eligible }) => eligible !== null && eligible < 8);
  return [
    ...missing.schools.map(({ name }) => fill(t.notInFile, { name })),
    ...missing.without_eligible.map(({ name }) => fill(t.nobody, { name })),
    ...small.map(({ name, eligible }) => fill(t.small, { name, n: eligible ?? 0 })),
  ];
}

const Look = ({ title, lines }: { title: string; lines: string[] }) =>
  lines.length > 0 && (
    <>
      <h2>{title}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );

function Row({ cells, head }: { cells: ComponentChildren[]; head?: boolean }) {
  return (
    <tr>
      {cells.map((cell, at) =>
        head ? (
          <th scope="col" key={at}>
            {cell}
          </th>
        ) : at === 0 ? (
          <th scope="row" key={at}>
            {cell}
          </th>
        ) : (
          <td key={at}>{cell}</td>
        ),
      )}
    </tr>
  );
}
