/** What a step of a plan is made of. */

import type { JSX } from 'preact';
import type { Choices } from './data';
import type { Draft } from './draft';
import type { StepProps } from './wizard';

export interface Asked {
  Fields: (props: StepProps) => JSX.Element;
  /** What was answered, and a check that throws where something is missing. */
  read: (form: HTMLFormElement, choices: Choices) => { changes: Partial<Draft>; check: () => void };
}
