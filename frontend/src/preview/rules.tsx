/** The manifest in words: what cannot change any more. */

import type { PageLanguage } from '../shared/texts';
import type { Manifest } from '../survey/protocol/manifest';
import { momentText } from '../survey/saying';
import type { Texts } from './texts';

interface Props {
  t: Texts;
  language: PageLanguage;
  manifest: Manifest;
  pin: string | null;
  /** The district's. */
  zone: string | null;
}

export function Rules({ t, language, manifest, pin, zone }: Props) {
  const { rule } = t;
  const rows = [
    [rule.opens, momentText(manifest.opens_at, language, zone)],
    [rule.closes, momentText(manifest.closes_no_later_than, language, zone)],
    [rule.grace, manifest.grace_hours],
    [rule.eligible, manifest.eligible.toLocaleString(language)],
    [rule.replacements, manifest.replacement_cap],
    [rule.k, manifest.k],
    [rule.instrument, `${manifest.instrument} ${manifest.instrument_version}, ${manifest.instrument_digest}`],
    [rule.pin, pin],
  ];
  return (
    <section>
      <h2>{t.rules}</h2>
      <p>{t.rulesHint}</p>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
