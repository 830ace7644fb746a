/** Forms: all faults at once above, each leading to its field, and again at the field. Nothing typed is ever lost. */

import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { useConsole } from '../texts';
import { type Said, Saying } from './problem';
import type { Sending } from './sending';
import { fieldId, fieldOf, Summary, sayFault } from './summary';

/** What is wrong with each field, by its name: the fault's pointer without its first slash. */
const Faults = createContext<Map<string, Said>>(new Map());

interface FormProps {
  sending: Sending;
  submit: string;
  onSubmit: (form: HTMLFormElement) => Promise<unknown>;
  /** What cannot be undone is asked for by another button. */
  danger?: boolean;
  children?: ComponentChildren;
  /** Beside the button. */
  beside?: ComponentChildren;
}

export function Form({ sending, submit, onSubmit, danger, children, beside }: FormProps) {
  const { t } = useConsole();
  const faults = sending.problem?.refusal?.errors ?? [];
  const named = new Map(faults.map((fault) => [fieldOf(fault), sayFault(fault, t)]));
  const submitted = (event: SubmitEvent) => {
    event.preventDefault();
    void onSubmit(event.currentTarget as HTMLFormElement);
  };
  return (
    <Faults.Provider value={named}>
      <form onSubmit={submitted} noValidate>
        <Summary sending={sending} faults={faults} />
        {children}
        <p class="buttons">
          <button type="submit" class={danger ? 'main danger' : 'main'} aria-disabled={sending.busy}>
            {sending.busy ? t.working : submit}
          </button>
          {beside}
        </p>
      </form>
    </Faults.Provider>
  );
}

interface FieldProps {
  name: string;
  label: string;
  hint?: ComponentChildren;
  type?: 'text' | 'email' | 'file' | 'number' | 'datetime-local' | 'date' | 'url' | 'password';
  value?: string | number | undefined;
  /** As in HTML: what browsers may fill in, and what keyboard fits. */
  autocomplete?: string;
  inputMode?: 'numeric' | 'text';
  min?: number | string;
  max?: number | string;
  narrow?: boolean;
  accept?: string;
  rows?: number;
}

/** A field with its label, its hint and its fault. `value` is what stands there first. */
export function Field({ name, label, hint, rows, value, narrow, type = 'text', ...rest }: FieldProps) {
  const id = fieldId(name);
  const fault = useContext(Faults).get(name);
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ');
  const common = {
    id,
    name,
    'aria-describedby': described || undefined,
    'aria-invalid': fault ? true : undefined,
    class: narrow ? 'narrow' : undefined,
  };
  return (
    <div class={fault ? 'field faulty' : 'field'}>
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FaultText id={`${id}-fault`} fault={fault} />
      {rows ? (
        <textarea {...common} rows={rows} defaultValue={value} spellcheck={false} />
      ) : (
        <input {...common} {...({ type, autocomplete: 'off', ...rest } as object)} defaultValue={value} />
      )}
    </div>
  );
}

const FaultText = ({ id, fault }: { id: string; fault: Said | undefined }) =>
  fault ? (
    <p class="fault" id={id}>
      <Saying {...fault} />
    </p>
  ) : null;

export interface Option {
  value: string;
  label: string;
  /** What it means, said at the choice itself. */
  hint?: ComponentChildren;
}

interface ChoiceProps {
  name: string;
  legend: string;
  hint?: ComponentChildren;
  options: Option[];
  /** What is chosen first: one of radios, several of checkboxes. */
  chosen?: string | string[] | undefined;
  many?: boolean;
  onChange?: (value: string) => void;
}

/** One of several, or several of them, each with what it means. */
export function Choice({ name, legend, hint, options, chosen = '', many, onChange }: ChoiceProps) {
  const id = fieldId(name);
  const fault = useContext(Faults).get(name);
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ');
  return (
    <fieldset id={id} class={fault ? 'field faulty' : 'field'} aria-describedby={described || undefined}>
      <legend>{legend}</legend>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <FaultText id={`${id}-fault`} fault={fault} />
      {options.map((option) => (
        <div class="option" key={option.value}>
          <input
            type={many ? 'checkbox' : 'radio'}
            id={`${id}-${option.value}`}
            name={name}
            value={option.value}
            defaultChecked={many ? chosen.includes(option.value) : chosen === option.value}
            aria-describedby={option.hint ? `${id}-${option.value}-hint` : undefined}
            onChange={() => onChange?.(option.value)}
          />
          <label for={`${id}-${option.value}`}>{option.label}</label>
          {option.hint && (
            <p class="hint" id={`${id}-${option.value}-hint`}>
              {option.hint}
            </p>
          )}
        </div>
      ))}
    </fieldset>
  );
}
