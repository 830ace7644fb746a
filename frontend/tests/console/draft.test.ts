/** A plan as it is sent, and where what the server says against it is mended. */

import { beforeEach, expect, it, vi } from 'vitest';
import { NotAnswered } from '../../src/shared/asking';

beforeEach(() => {
  vi.stubGlobal('location', { origin: 'http://console.test' });
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
});

const LMS = '019a9f2e-7c00-7000-8000-000000000002';
const LHS = '019a9f2e-7c00-7000-8000-000000000003';

/** A plan of two schools, in a district on Denver's clocks. */
async function planned() {
  const console = await import('../../src/console/surveys/draft');
  console.drop();
  const plan = console.draft('America/Denver');
  console.keep({
    title: 'Autumn',
    instrument: 'internal-coherence 1.0.0',
    schools: new Map([
      [LMS, '42'],
      [LHS, 'many'],
    ]),
    opens_at: '2026-11-23T08:00',
    closes_at: '2026-12-04T17:00',
    closes_no_later_than: '2026-12-11T17:00',
    word: 'juniper',
  });
  return { ...console, plan };
}

const refused = (...pointers: string[]) =>
  new NotAnswered(422, {
    code: 'invalid-request',
    title: '',
    detail: '',
    errors: pointers.map((pointer) => ({ pointer, code: 'x', detail: '' })),
  });

it('is sent in UTC, with numbers as numbers, and what is none as it was typed', async () => {
  const { bodyOf, plan } = await planned();
  expect(bodyOf(plan, 'America/Denver')).toMatchObject({
    instrument: 'internal-coherence',
    version: '1.0.0',
    opens_at: '2026-11-23T15:00:00Z',
    closes_at: '2026-12-05T00:00:00Z',
    k: 5,
    schools: [
      { school: LMS, eligible: 42 },
      { school: LHS, eligible: 'many' },
    ],
  });
});

it('sends a word only where people get in by it', async () => {
  const { bodyOf, keep, plan } = await planned();
  expect(bodyOf(plan, undefined)).not.toHaveProperty('word');
  keep({ access: 'open' });
  expect(bodyOf(plan, undefined)).toHaveProperty('word', 'juniper');
});

it('finds a school by its id where the server counts', async () => {
  const { named, plan } = await planned();
  const errors = named(refused('/schools/1/eligible', '/closes_at'), plan).refusal?.errors ?? [];
  expect(errors.map(({ pointer }) => pointer)).toEqual([`/eligible-${LHS}`, '/closes_at']);
});

it('leads every fault to the step that mends it, and shows it there only', async () => {
  const { keep, plan, refusedAt, stepOf } = await planned();
  const at = (pointer: string) => stepOf({ pointer, code: '', detail: '' });
  expect(
    ['/title', `/eligible-${LMS}`, '/word', '/subgroup_tables/0', '/k', '/closes_no_later_than'].map(at),
  ).toEqual(['questionnaire', 'schools', 'access', 'results', 'results', 'window']);
  keep({ refused: refused('/word', '/k').refusal });
  expect(refusedAt(plan, 'access')?.refusal?.errors?.map(({ pointer }) => pointer)).toEqual(['/word']);
  expect(refusedAt(plan, 'window')).toBeNull();
});
