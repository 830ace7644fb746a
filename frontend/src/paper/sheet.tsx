/** The sheet itself: what it is for, every question with boxes to mark, and the rules. */

import type { PageLanguage } from '../shared/texts';
import type { Manifest } from '../survey/protocol/manifest';
import type { Questionnaire } from '../survey/questionnaire';
import { sayer } from '../survey/saying';
import { type Part, partsOf } from './numbered';
import type { Texts } from './texts';

interface Props {
  t: Texts;
  language: PageLanguage;
  manifest: Manifest;
  questionnaire: Questionnaire;
}

export function PaperForm({ t, language, manifest, questionnaire }: Props) {
  const said = sayer({ survey: { manifest, questionnaire }, language });
  const { intro, plain, folded } = t.survey.welcome;
  return (
    <>
      {said({ all_what: intro.all_what, all_until: intro.all_until }).map((text) => (
        <p key={text}>{text}</p>
      ))}
      <Lines title={t.use.title} lines={said(t.use.lines)} />
      <p class="begin">{t.single}</p>
      {partsOf(questionnaire, manifest.k, t).map((part) => (
        <Printed key={part.id} part={part} />
      ))}
      <p class="begin">{t.told}</p>
      {[...Object.values(plain), folded.how, folded.limits].map(({ title, lines }) => (
        <Lines key={title} title={title} lines={said(lines)} />
      ))}
    </>
  );
}

const Lines = ({ title, lines }: { title: string; lines: string[] }) => (
  <section>
    <h2>{title}</h2>
    <ul>
      {lines.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  </section>
);

const Printed = ({ part: { title, hints, questions } }: { part: Part }) => (
  <section>
    <h2>{title}</h2>
    {hints.map((hint) => (
      <p key={hint}>{hint}</p>
    ))}
    <ol class="asked" start={questions[0]?.number ?? 1}>
      {questions.map(({ id, text, answers }) => (
        <li key={id}>
          <p>{text}</p>
          <ul class="boxes">
            {answers.map((answer) => (
              <li key={answer}>{answer}</li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  </section>
);
