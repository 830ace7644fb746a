/** One school's part in a survey: its poster, its cards or messages, how many may answer, how far it is. */

import { fill } from '../../shared/texts';
import { Loaded, useLoaded } from '../parts/loaded';
import { Title } from '../parts/title';
import { href } from '../routes';
import type { Tagged } from '../server';
import { useConsole } from '../texts';
import { may } from '../who';
import { CardsPage, ReplacePage } from './cards';
import {
  type Administration,
  getAdministration,
  getParticipation,
  getProgress,
  type Participation,
  type SchoolProgress,
} from './data';
import { EligiblePage } from './eligible';
import { AddressesPage, BouncesPage, MailStanding } from './mail';
import { progressText } from './overview';
import { PosterPage } from './poster';
import { useTexts } from './texts';

export interface Part {
  administration: Administration;
  part: Tagged<Participation>;
  progress: SchoolProgress | undefined;
}

async function load(administration: string, id: string): Promise<Part> {
  const [{ value }, part] = await Promise.all([getAdministration(administration), getParticipation(id)]);
  const begun = value.state !== 'draft' && value.state !== 'ready';
  const found = begun ? await getProgress(administration) : [];
  return { administration: value, part, progress: found.find((one) => one.participation === id) };
}

const PAGES = {
  poster: PosterPage,
  cards: CardsPage,
  replace: ReplacePage,
  eligible: EligiblePage,
  addresses: AddressesPage,
  bounces: BouncesPage,
};

interface PartPageProps {
  administration: string;
  id: string;
  what: string | undefined;
}

export function PartPage({ administration, id, what }: PartPageProps) {
  const got = useLoaded(() => load(administration, id), [administration, id]);
  const Page = what && what in PAGES ? PAGES[what as keyof typeof PAGES] : Shown;
  return <Loaded got={got}>{(found) => <Page {...found} />}</Loaded>;
}

export const partHref = ({ value }: Tagged<Participation>, ...what: string[]): string =>
  href('surveys', value.administration, 'schools', value.id, ...what);

function Shown({ administration, part, progress }: Part) {
  const t = useTexts();
  const { value } = part;
  const facts: [string, string][] = [
    [t.part.state, t.partStates[value.state]],
    [t.eligible, String(value.eligible ?? '–')],
    ...(progress ? [[t.answered, progressText(progress, t)] as [string, string]] : []),
    ...(value.schools.length > 1
      ? [
          [
            t.part.together,
            value.schools.map((one) => `${one.name} (${one.eligible ?? '–'})`).join(', '),
          ] as [string, string],
        ]
      : []),
    [
      t.part.replacements,
      fill(t.part.replacementsOf, { n: value.replacements_issued, cap: value.replacement_cap }),
    ],
  ];
  return (
    <>
      <Title back={{ to: href('surveys', administration.id), name: administration.title }}>
        {value.school_name}
      </Title>
      <dl class="facts">
        {facts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {value.pin ? <Material administration={administration} part={part} /> : <p>{t.part.notReady}</p>}
    </>
  );
}

/** From `ready` on: what is hung up and handed out. */
function Material({ administration, part }: Omit<Part, 'progress'>) {
  const t = useTexts();
  const { value } = part;
  return (
    <>
      <section>
        <h2>{t.part.poster}</h2>
        <p>{t.part.wordsText}</p>
        <p class="words">{(value.check_words ?? []).join(' · ')}</p>
        {value.poster_url ? (
          <p class="actions">
            <a href={partHref(part, 'poster')}>{t.poster.title}</a>
            {value.preview_url && <a href={value.preview_url}>{t.part.preview}</a>}
          </p>
        ) : (
          <p class="notice">{t.part.noAddress}</p>
        )}
      </section>
      {administration.access === 'cards' && <Cards administration={administration} part={part} />}
      {administration.access === 'email' && <MailStanding administration={administration} part={part} />}
      <Correct administration={administration} part={part} />
    </>
  );
}

function Cards({ administration: { state }, part }: Omit<Part, 'progress'>) {
  const t = useTexts();
  const { who } = useConsole();
  const { cards_made, replacements_issued, replacement_cap } = part.value;
  const write = may(who, { scope: 'surveys.write' });
  const running = state === 'ready' || state === 'open';
  const replace = running && cards_made && replacements_issued < replacement_cap;
  return (
    <section>
      <h2>{t.cards.heading}</h2>
      <p>{cards_made ? t.cards.made : t.cards.notMade}</p>
      {write && (
        <p class="actions">
          {running && !cards_made && <a href={partHref(part, 'cards')}>{t.cards.title}</a>}
          {replace && <a href={partHref(part, 'replace')}>{t.cards.replace}</a>}
        </p>
      )}
    </section>
  );
}

/** A wrong head count can be put right until the release. */
function Correct({ administration: { state }, part }: Omit<Part, 'progress'>) {
  const t = useTexts();
  const { who } = useConsole();
  if (!may(who, { scope: 'surveys.write' }) || state === 'published') return null;
  return (
    <p class="actions">
      <a href={partHref(part, 'eligible')}>{t.count.title}</a>
    </p>
  );
}
