/** What this is, who sees what, and how anonymity works: read before anything is given. */

import { fill } from '../../shared/texts';
import { go } from '../flow/moving';
import type { State } from '../state';
import { Button, Details, Title } from './parts';

export function Welcome({ state }: { state: State }) {
  const { t, survey, language } = state;
  const { manifest, questionnaire } = survey;
  const w = t.welcome;
  const total = questionnaire.sections.reduce((sum, { items }) => sum + items.length, 0);
  return (
    <>
      <Title>{questionnaire.title}</Title>
      <p>{fill(w.lead, { total })}</p>
      <p>{w.skip}</p>
      <p>{fill(w.until, { date: dateIn(language, manifest.closes_no_later_than) })}</p>
      <h2>{w.whoTitle}</h2>
      <ul>
        <li>{w.whoAnswers}</li>
        <li>{fill(w.whoResults, { k: manifest.k })}</li>
        <li>{w.whoSame}</li>
      </ul>
      <Details title={w.howTitle}>
        <ol>
          <li>{manifest.access === 'open' ? w.howWord : w.howCard}</li>
          <li>{w.howLock}</li>
          <li>{w.howOpen}</li>
          <li>{w.howCheck}</li>
        </ol>
      </Details>
      <Details title={w.limitsTitle}>
        <ul>
          {manifest.release_mode === 'rolling' && <li>{w.limitRolling}</li>}
          {manifest.access === 'open' && <li>{w.limitOpen}</li>}
          <li>{w.limitFile}</li>
          <li>{w.limitPhone}</li>
          <li>{w.limitSent}</li>
        </ul>
      </Details>
      <Details title={w.keepTitle}>
        <p>{w.keep}</p>
      </Details>
      <p>{w.decline}</p>
      <Button kind="main" label={w.start} act={() => go(state.draft.pin ? 'code' : 'words')} />
    </>
  );
}

/** A moment as people say it, in their own time zone. */
const dateIn = (language: string, moment: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(moment));
