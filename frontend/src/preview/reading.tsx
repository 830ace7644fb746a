/** All that the survey says and asks, on one page, in the order in which a phone shows it. */

import { useEffect, useState } from 'preact/hooks';
import { type Part, partsOf } from '../paper/numbered';
import { type Bytes, toBase64url, utf8 } from '../shared/bytes';
import type { PageLanguage } from '../shared/texts';
import { canonicalJson } from '../survey/protocol/canonical';
import { type Manifest, pinOf } from '../survey/protocol/manifest';
import { checkWords } from '../survey/protocol/words';
import type { Questionnaire } from '../survey/questionnaire';
import { sayer } from '../survey/saying';
import { manifestUrl } from '../survey/server';
import { Rules } from './rules';
import type { Texts } from './texts';

interface Props {
  t: Texts;
  language: PageLanguage;
  manifest: Manifest;
  questionnaire: Questionnaire;
}

export function Reading({ t, language, manifest, questionnaire }: Props) {
  const pin = usePin(manifest);
  const { recorded } = t.survey;
  return (
    <>
      <p>{t.lead}</p>
      <h2>{t.before}</h2>
      <Told t={t} language={language} manifest={manifest} questionnaire={questionnaire} />
      {pin && (
        <>
          <h2>{t.words}</h2>
          <p>{t.wordsHint}</p>
          <ol class="words" translate={false}>
            {checkWords(pin).map((word) => (
              <li key={word}>{word}</li>
            ))}
          </ol>
        </>
      )}
      <h2>{t.asked}</h2>
      <p>{t.askedHint}</p>
      {partsOf(questionnaire, manifest.k, t).map((part) => (
        <Asked key={part.id} part={part} />
      ))}
      <h2>{t.after}</h2>
      {[recorded.lead, recorded.kept, recorded.countedHint].map((text) => (
        <p key={text}>{text}</p>
      ))}
      <Rules
        t={t}
        language={language}
        manifest={manifest}
        pin={pin && toBase64url(pin)}
        zone={questionnaire.time_zone}
      />
      <p>
        <a href={manifestUrl(manifest.participation)}>{t.manifest}</a>
      </p>
      <p>
        <a href={`../paper/#p=${manifest.participation}`}>{t.paper}</a>
      </p>
    </>
  );
}

/** The rules' fingerprint; null where the address is not safe enough for the browser to compute one. */
function usePin(manifest: Manifest): Bytes | null {
  const [pin, setPin] = useState<Bytes | null>(null);
  useEffect(() => {
    // A manifest is taken only in its one spelling, so writing it again gives the same bytes.
    if (globalThis.crypto?.subtle) void pinOf(utf8(canonicalJson(manifest))).then(setPin);
  }, [manifest]);
  return pin;
}

function Told({ t, language, manifest, questionnaire }: Props) {
  const said = sayer({ survey: { manifest, questionnaire }, language });
  const { intro, plain, folded, decline } = t.survey.welcome;
  return (
    <>
      {said(intro).map((text) => (
        <p key={text}>{text}</p>
      ))}
      {[...Object.values(plain), ...Object.values(folded)].map(({ title, lines }) => (
        <section key={title}>
          <h3>{title}</h3>
          <ul>
            {said(lines).map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </section>
      ))}
      <p>{decline}</p>
    </>
  );
}

/** Answers can be tried; the browser holds them until the page is closed, and nobody reads them. */
const Asked = ({ part: { title, hints, questions } }: { part: Part }) => (
  <section>
    <h3>{title}</h3>
    {hints.map((hint) => (
      <p key={hint}>{hint}</p>
    ))}
    {questions.map(({ id, number, text, answers }) => (
      <fieldset key={id}>
        <legend>
          {number}. {text}
        </legend>
        {answers.map((answer, at) => (
          <label key={answer} class={at === answers.length - 1 ? 'decline' : 'option'}>
            <input type="radio" name={id} autocomplete="off" />
            <span>{answer}</span>
          </label>
        ))}
      </fieldset>
    ))}
  </section>
);
