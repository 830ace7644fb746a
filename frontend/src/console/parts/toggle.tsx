/** Something that one more press undoes, so that it asks for nothing: what it does stands beside it. */

import { Refused } from './problem';
import { useSending } from './sending';

interface ToggleProps {
  label: string;
  text: string;
  act: () => Promise<unknown>;
  /** What is shown then. */
  again: () => Promise<void>;
}

export function Toggle({ label, text, act, again }: ToggleProps) {
  const sending = useSending();
  const press = async () => {
    if (await sending.send(act)) await again();
  };
  return (
    <>
      <p role="status">{text}</p>
      {sending.problem && <Refused problem={sending.problem} />}
      <p>
        <button type="button" onClick={() => void press()} aria-disabled={sending.busy}>
          {label}
        </button>
      </p>
    </>
  );
}
