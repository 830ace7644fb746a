/** What this is, what will be shown, who sees it, and how anonymity works: read before anything is given. */

import { fill } from '../../shared/texts';
import { go } from '../flow/moving';
import type { State } from '../state';
import { Button, Counted, Details, Title } from './parts';

const MOMENT = { dateStyle: 'long', timeStyle: 'short' } as const;

export function Welcome({ state }: { state: State }) {
  const w = state.t.welcome;
  const said = sayer(state);
  const lines = (texts: Record<string, string>) => said(texts).map((text) => <li key={text}>{text}</li>);
  return (
    <>
      <Title>{state.survey.questionnaire.title}</Title>
      {said(w.intro).map((text) => (
        <p key={text}>{text}</p>
      ))}
      {Object.values(w.plain).map((part) => (
        <section key={part.title}>
          <h2>{part.title}</h2>
          <ul>{lines(part.lines)}</ul>
        </section>
      ))}
      {Object.values(w.folded).map((part) => (
        <Details key={part.title} title={part.title}>
          <ul>{lines(part.lines)}</ul>
        </Details>
      ))}
      <p>{w.decline}</p>
      <Button kind="main" label={w.start} act={() => go(state.draft.pin ? 'code' : 'words')} />
      <Counted label={w.counted} />
    </>
  );
}

/**
 * Picks and fills the lines that are true of this survey: a line's name begins with its condition, in the
 * manifest's own words. Everything is the pinned manifest's; only titles and names come with the questions.
 */
function sayer({ survey, language }: State) {
  const { manifest, questionnaire } = survey;
  const { access, release_mode, custody, k, schools, subgroup_tables } = manifest;
  const is = [
    'all',
    access,
    release_mode,
    custody,
    access === 'open' ? 'scores' : 'items',
    schools ? 'joined' : 'one',
    subgroup_tables[0] && 'tables',
  ];
  const values = {
    k,
    total: questionnaire.sections.flatMap(({ items }) => items).length,
    // In the reader's own time zone.
    date: new Date(manifest.closes_no_later_than).toLocaleString(language, MOMENT),
    questions: questionnaire.background.map(({ text }) => text).join(' '),
    schools: new Intl.ListFormat(language).format(questionnaire.reporting_unit?.schools ?? []),
  };
  return (texts: Record<string, string>): string[] =>
    Object.entries(texts)
      .filter(([name]) => is.includes(name.split('_')[0]))
      .map(([, text]) => fill(text, values, language));
}
