/** A plan for a meeting of 45 minutes about this profile: on a sheet of its own in print. */

import { fill } from '../../shared/texts';
import { stepsOf } from '../meeting';
import type { Shown } from './profile';

export function Meeting({ profile, reader }: Shown) {
  const { t } = reader;
  const steps = stepsOf(profile, reader);
  if (steps.length === 0) return null;
  return (
    <section class="meeting" aria-labelledby="meeting">
      <h2 id="meeting">{t.meeting.title}</h2>
      <p>{t.meeting.lead}</p>
      <p>{t.meeting.rules}</p>
      <ol>
        {steps.map(({ title, minutes, lines }) => (
          <li key={title}>
            <h3>
              {title} <span class="hint">{fill(t.meeting.minutes, { n: minutes })}</span>
            </h3>
            {lines.map((line) => (
              <p key={line}>{line}</p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}
