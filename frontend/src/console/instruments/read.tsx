/** Reading a document: nothing is stored before all of it is right, and each fault says where it is. */

import { Action } from '../parts/action';
import { Field } from '../parts/forms';
import { refuse } from '../parts/sending';
import { href } from '../routes';
import { onceKeys } from '../server';
import { store } from './data';
import { useTexts } from './texts';

const once = onceKeys();

async function act(form: HTMLFormElement) {
  const file = new FormData(form).get('document');
  const text = file instanceof File && file.size ? await file.text() : '';
  if (!text) refuse(['document', 'no-file']);
  const isJson = file instanceof File && /\.json$/i.test(file.name);
  return store(text, isJson, once(text));
}

export function Read() {
  const t = useTexts();
  return (
    <Action title={t.read} submit={t.readIt} to={href('instruments')} done={t.stored} act={act}>
      <p>{t.readText}</p>
      <Field
        name="document"
        type="file"
        label={t.file}
        hint={t.fileHint}
        accept=".yaml,.yml,.json,application/json"
      />
    </Action>
  );
}
