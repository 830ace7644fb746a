/** The poster as a file to print: the way into the survey, and the six words that every phone shows too. */

import { Choice, Form } from '../parts/forms';
import { fileName, saveBlob } from '../parts/saving';
import { useSending, valuesOf } from '../parts/sending';
import { Title } from '../parts/title';
import { fetchFile } from './data';
import { type Part, partHref } from './part';
import { useTexts } from './texts';

export function PosterPage({ part }: Part) {
  const t = useTexts().poster;
  const sending = useSending();
  const { id, school_name } = part.value;
  const onSubmit = (form: HTMLFormElement) =>
    sending.send(async () => {
      const { paper = 'letter', language: spoken = 'both' } = valuesOf(form);
      const path = `/v1/participations/${id}/poster?paper=${paper}&language=${spoken}`;
      saveBlob(`${fileName(school_name)}-poster.pdf`, await fetchFile(path, { accept: 'application/pdf' }));
    });
  return (
    <>
      <Title back={{ to: partHref(part), name: school_name }}>{t.title}</Title>
      <p>{t.lead}</p>
      <Form sending={sending} submit={t.submit} onSubmit={onSubmit}>
        <Choice
          name="language"
          legend={t.language}
          chosen="both"
          options={[
            { value: 'both', label: t.both },
            { value: 'en', label: 'English' },
            { value: 'es', label: 'Español' },
          ]}
        />
        <Choice
          name="paper"
          legend={t.paper}
          chosen="letter"
          options={[
            { value: 'letter', label: t.letter },
            { value: 'a4', label: 'A4' },
          ]}
        />
      </Form>
    </>
  );
}
