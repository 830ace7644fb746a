/** Every questionnaire that a survey may ask. */

import { fill } from '../../shared/texts';
import { Loaded, useLoaded } from '../parts/loaded';
import { Title } from '../parts/title';
import { href } from '../routes';
import { useConsole } from '../texts';
import { may } from '../who';
import { type Instrument, listInstruments } from './data';
import { useTexts } from './texts';

export function List() {
  const t = useTexts();
  const { who } = useConsole();
  const got = useLoaded(listInstruments);
  return (
    <Loaded got={got}>
      {(found) => (
        <>
          <Title>{t.title}</Title>
          <p>{t.lead}</p>
          {may(who, { scope: 'surveys.write', wholeDistrict: true }) && (
            <p class="actions">
              <a href={href('instruments', 'new')}>{t.read}</a>
            </p>
          )}
          <ul class="rows">
            {found.map((one) => (
              <Row key={one.id} instrument={one} />
            ))}
          </ul>
        </>
      )}
    </Loaded>
  );
}

function Row({
  instrument: { title, instrument, version, languages, district },
}: {
  instrument: Instrument;
}) {
  const t = useTexts();
  const { language } = useConsole();
  const names = new Intl.DisplayNames([language], { type: 'language' });
  const spoken = languages.map((one) => names.of(one) ?? one).join(', ');
  return (
    <li>
      <strong>{title[language] ?? Object.values(title)[0]}</strong>
      <p class="hint">
        <code>
          {instrument} {version}
        </code>{' '}
        · {district ? t.own : t.shipped} · {fill(t.languages, { names: spoken })}
      </p>
    </li>
  );
}
