/** Surveys: the list, planning one, one survey, and one school's part in it. */

import { Allowed } from '../parts/allowed';
import type { SectionProps } from '../sections';
import type { Needs } from '../who';
import { ActionPage } from './actions';
import { List } from './list';
import { Overview } from './overview';
import { PartPage } from './part';
import { Wizard } from './wizard';

/** Whatever changes a survey as a whole; of one school, whatever changes that. */
const WHOLE: Needs = { scope: 'surveys.write', wholeDistrict: true };
const ONE: Needs = { scope: 'surveys.write' };
/** Pages of one school that change nothing. */
const READING = new Set([undefined, 'poster']);

export function View({ at: [first, second, third, fourth] }: SectionProps) {
  if (!first) return <List />;
  if (first !== 'new' && !second) return <Overview id={first} />;
  const part = second === 'schools' && third;
  if (part && READING.has(fourth)) return <PartPage administration={first} id={part} what={fourth} />;
  return (
    <Allowed needs={part ? ONE : WHOLE}>
      {part ? (
        <PartPage administration={first} id={part} what={fourth} />
      ) : first === 'new' ? (
        <Wizard step={second} />
      ) : (
        <ActionPage id={first} what={second ?? ''} />
      )}
    </Allowed>
  );
}
