/** What the profile as a whole was made from. */

import type { Shown } from './profile';

export function How({ profile, reader: { t } }: Shown) {
  const { instrument, scoring_version, input_digest } = profile;
  return (
    <details class="how">
      <summary>{t.about.how}</summary>
      <p>{t.about.howText}</p>
      <dl>
        <dt>{t.about.instrument}</dt>
        <dd>
          {instrument.id} {instrument.version}
        </dd>
        <dd>
          <code>{instrument.digest}</code>
        </dd>
        <dt>{t.about.scoring}</dt>
        <dd>{scoring_version}</dd>
        <dt>{t.about.digest}</dt>
        <dd>
          <code>{input_digest}</code>
        </dd>
      </dl>
    </details>
  );
}
