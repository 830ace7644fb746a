/** How many schools may show how much, and every school by name, with the way to its profile. */

import { fill } from '../../shared/texts';
import { inLanguage } from '../profile';
import type { Reader } from '../reader';
import type { SchoolLine } from './getting';
import type { Summary } from './summary';
import { schoolsText, WORDS } from './words';

const STANDINGS = ['profile', 'preliminary', 'suppressed'] as const;

interface Props {
  summary: Summary;
  schools: SchoolLine[];
  reader: Reader;
}

export function Standing({ summary, schools, reader }: Props) {
  const { language } = reader;
  const own = WORDS[language];
  const { coverage, response_standing: counts } = summary;
  return (
    <section aria-labelledby="standing">
      <h2 id="standing">{own.standing.title}</h2>
      {counts && (
        <dl class="counts">
          {STANDINGS.map((standing) => (
            <div key={standing}>
              <dt>{own.standing[standing]}</dt>
              <dd class="count">{schoolsText(counts[standing], reader)}</dd>
              <dd class="hint">{own.standing[`${standing}Hint`]}</dd>
            </div>
          ))}
        </dl>
      )}
      <p>{fill(own.coverage, { coverage: inLanguage(coverage.text, language) })}</p>
      {coverage.schools_included < coverage.schools_total && <p class="hint">{own.leftOut}</p>}
      <h3>{own.standing.schools}</h3>
      <ul class="schools">
        {schools.map(({ id, name, standing }) => (
          <li key={id}>
            <a href={`#profile=${id}`}>{name}</a>
            <span class="hint">{own.standing[standing]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
