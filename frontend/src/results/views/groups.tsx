/** Factor scores by the answers to a background question, where the district chose it before the survey opened. */

import { fill } from '../../shared/texts';
import { addressOf } from '../explained';
import { factorsOf, inLanguage, isSuppressed, type Subgroups } from '../profile';
import type { Reader } from '../reader';
import { scoreText, whySuppressed } from '../words';
import { Hidden } from './hidden';
import type { Shown } from './profile';

export function Groups({ profile, reader }: Shown) {
  const { t, language } = reader;
  const { subgroups = [], participation } = profile;
  if (subgroups.length === 0) return null;
  return (
    <section aria-labelledby="groups">
      <h2 id="groups">{t.subgroups.title}</h2>
      <p>
        {t.subgroups.lead} {fill(t.explain.subgroups.text, { k: participation.minimum_group })}{' '}
        <a href={addressOf('subgroups')}>
          {t.explain.more} <span class="unseen">{t.subgroups.title}</span>
        </a>
      </p>
      {subgroups.map((one) => (
        <div key={one.question}>
          <h3>{inLanguage(one.title, language)}</h3>
          {isSuppressed(one.bands) ? (
            <Hidden value={one.bands} t={t} />
          ) : (
            <Table group={one} bands={one.bands} profile={profile} reader={reader} />
          )}
        </div>
      ))}
    </section>
  );
}

type Bands = Exclude<Subgroups['bands'], { suppressed: true }>;

function Table({ group, bands, profile, reader }: Shown & { group: Subgroups; bands: Bands }) {
  const { t, language } = reader;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than a phone scrolls, by keyboard too
    <section class="scrolls wide" tabIndex={0} aria-label={inLanguage(group.title, language)}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t.table.factor}</th>
            {bands.map(({ value, label }) => (
              <th key={value} scope="col">
                {inLanguage(label, language) || t.subgroups.noAnswer}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {factorsOf(profile).map(({ id, title }) => (
            <tr key={id}>
              <th scope="row">{inLanguage(title, language)}</th>
              {bands.map((band) => (
                <td key={band.value}>{cell(band, id, reader)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function cell(band: Bands[number], factor: string, reader: Reader): string {
  const score = band.factors.find(({ id }) => id === factor)?.score;
  if (!score) return '';
  return isSuppressed(score) ? whySuppressed(score, reader.t) : scoreText(score, reader);
}
