/** One of many short names. */

import type { Option } from './forms';
import { fieldId } from './summary';

interface SelectProps {
  name: string;
  label: string;
  hint?: string;
  options: Option[];
  value?: string;
}

export function Select({ name, label, hint, options, value = '' }: SelectProps) {
  const id = fieldId(name);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <select id={id} name={name} aria-describedby={hint ? `${id}-hint` : undefined}>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
