/** All faults of a form at once, above it, each with the way to its field. */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Fault } from '../server';
import { type Texts, useConsole } from '../texts';
import { Refused, type Said, Saying } from './problem';
import type { Sending } from './sending';

/** A fault of one entry of a list belongs to the list: `/subgroup_tables/1` is said at `subgroup_tables`. */
export const fieldOf = ({ pointer }: Fault): string => pointer.replace(/^\//, '').replace(/\/\d+$/, '');

/** What is wrong with a field, in the page's language where that is known. */
export const sayFault = ({ code, detail }: Fault, t: Texts): Said => {
  const known = t.faults[code as keyof Texts['faults']];
  return known ? { text: known, foreign: false } : { text: detail || t.faults.other, foreign: !!detail };
};

export const fieldId = (name: string): string => `field-${name.replace(/\W/g, '-')}`;

/** Every fault, with the way to its field; focused when it appears. */
export function Summary({ sending: { problem }, faults }: { sending: Sending; faults: Fault[] }) {
  const { t } = useConsole();
  const box = useRef<HTMLDivElement>(null);
  // A page that begins with faults has no fields yet that could be led to: once more when it has.
  const [, again] = useState<unknown>(null);
  useEffect(() => {
    if (problem) box.current?.focus();
    again(problem);
  }, [problem]);
  if (!problem) return null;
  return (
    <div ref={box} tabIndex={-1} class="summary">
      {faults.length ? (
        <>
          <h2>{t.problems.faults}</h2>
          <ul>
            {faults.map((fault) => (
              <li key={fault.pointer}>
                <ToField fault={fault} />
              </li>
            ))}
          </ul>
        </>
      ) : (
        <Refused problem={problem} />
      )}
    </div>
  );
}

function ToField({ fault }: { fault: Fault }) {
  const { t } = useConsole();
  const field = document.getElementById(fieldId(fieldOf(fault)));
  const said = sayFault(fault, t);
  if (!field)
    return (
      <>
        <code>{fault.pointer}</code> <Saying {...said} />
      </>
    );
  const label = document.querySelector(`label[for="${field.id}"], #${field.id} > legend`)?.firstChild
    ?.textContent;
  // The address of the page stands after its #: a link of our own may not change it.
  const lead = (event: MouseEvent) => {
    event.preventDefault();
    const first = field.matches('input, textarea, select') ? field : field.querySelector('input');
    (first as HTMLElement | null)?.focus();
    field.scrollIntoView({ block: 'center' });
  };
  return (
    <a href={location.hash} onClick={lead}>
      {label && `${label}: `}
      <Saying {...said} />
    </a>
  );
}
