/** A district: how many answered, where schools start, and every school on every factor, by name. */

import { fill } from '../../shared/texts';
import { inLanguage, isSuppressed } from '../profile';
import type { Reader } from '../reader';
import { OriginalSwitch } from '../reference/switch';
import { NoteList } from '../views/notes';
import { dayText, numberText, whySuppressed } from '../words';
import { FactorSection } from './factor';
import { byName, type District, type SchoolLine } from './getting';
import { Standing } from './standing';
import { Starting, Supports } from './starting';
import type { Summary } from './summary';
import { WORDS } from './words';

interface Props {
  district: District;
  reader: Reader;
}

export function DistrictView({ district, reader }: Props) {
  const { t, language } = reader;
  const { summary } = district;
  const schools = byName(district.schools, language); // never by a score
  const own = WORDS[language];
  return (
    <article class="district">
      <h1 tabIndex={-1}>{summary.district.name}</h1>
      <p class="hint">
        {fill(t.about.published, {
          date: dayText(summary.released_on, language),
          revision: summary.revision,
        })}
      </p>
      <p>{fill(own.lead, { district: summary.district.name })}</p>
      <p>{own.order}</p>
      <p class="hint">{own.who}</p>
      <NoteList notes={summary.notes} reader={reader} />
      <Standing summary={summary} schools={schools} reader={reader} />
      <Starting summary={summary} reader={reader} />
      <Supports summary={summary} reader={reader} />
      <Factors district={{ ...district, schools }} reader={reader} />
      <section aria-labelledby="careless">
        <h2 id="careless">{own.careless.title}</h2>
        <p>
          {isSuppressed(summary.careless)
            ? whySuppressed(summary.careless, t)
            : fill(own.careless.shown, { percent: numberText(summary.careless.percent, language, 0) })}
        </p>
      </section>
      <Withheld summary={summary} schools={schools} reader={reader} />
    </article>
  );
}

function Factors({ district: { summary, schools }, reader }: Props) {
  const { t, language } = reader;
  const places = schools.flatMap(({ factors }) => Object.values(factors).map(({ reference }) => reference));
  const domains = [...summary.domains].sort((one, other) => one.causal_position - other.causal_position);
  return (
    <section aria-labelledby="factors">
      <h2 id="factors">{WORDS[language].factors.title}</h2>
      <ul class="legend">
        <li>
          <span class="key" /> {t.chart.keyBand}
        </li>
        <li>
          <span class="key mark" /> {t.chart.keyMark}
        </li>
        <li>
          <span class="key dashed" /> {t.chart.keyBounds}
        </li>
        <li>{t.levels.provisional}</li>
      </ul>
      <OriginalSwitch places={places} reader={reader} />
      {domains.map((domain) => (
        <section key={domain.id} class="domain" aria-labelledby={`domain-${domain.id}`}>
          <h3 id={`domain-${domain.id}`}>
            <span class="hint">{fill(t.domain.order, { at: domain.causal_position })}</span>{' '}
            {inLanguage(domain.title, language)}
          </h3>
          {domain.factors.map((factor) => (
            <FactorSection key={factor.id} total={factor} schools={schools} reader={reader} />
          ))}
        </section>
      ))}
    </section>
  );
}

/** What was made and then left out because of the people it would have told of. */
function Withheld({
  summary,
  schools,
  reader: { language, t },
}: {
  summary: Summary;
  schools: SchoolLine[];
  reader: Reader;
}) {
  const own = WORDS[language].withheld;
  if (summary.withheld.length === 0) return null;
  const titles = new Map<string, string>(
    summary.domains.flatMap((domain) => [
      [`domain/${domain.id}`, inLanguage(domain.title, language)] as const,
      ...domain.factors.map(({ id, title }) => [`factor/${id}`, inLanguage(title, language)] as const),
    ]),
  );
  const nameOf = (id: string) => schools.find(({ school }) => school === id)?.name ?? own.some;
  const said = summary.withheld.map(({ table, school }) => {
    if (!school) return fill(own.total, { name: titles.get(table) ?? table });
    return fill(table === 'interim_release' ? own.interim : own.table, { name: nameOf(school) });
  });
  return (
    <section aria-labelledby="withheld">
      <h2 id="withheld">{own.title}</h2>
      <p>{t.suppressed.differencing}</p>
      <ul>
        {said.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </section>
  );
}
