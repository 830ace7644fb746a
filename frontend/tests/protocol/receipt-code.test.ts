/** Receipt codes against the shared vectors; refusals first. */

import { describe, expect, it } from 'vitest';
import { readReceipt, writeReceiptCode } from '../../src/survey/protocol/receipt-code';
import { golden } from '../golden';

const { participation, pin, pass_hash, receipt, text, pasted, refused } = golden.receipt_code;
const mine = { participation, pin, pass_hash, receipt };

describe('a receipt', () => {
  it.each(refused)('is not read from what is $why', async ({ typed }) => {
    expect(await readReceipt(typed)).toBeNull();
  });

  it.each([
    ['a field missing', JSON.stringify({ participation, pin, pass_hash })],
    ['an unknown field', JSON.stringify({ ...mine, note: 'x' })],
    ['a short hash', JSON.stringify({ ...mine, receipt: receipt.slice(4) })],
    ['a number for a hash', JSON.stringify({ ...mine, receipt: 7 })],
    ['another kind of id', JSON.stringify({ ...mine, participation: '../x' })],
    ['no JSON', '{'],
    ['not an object', '[]'],
  ])('is not read from a file with %s', async (_why, file) => {
    expect(await readReceipt(file)).toBeNull();
  });

  it('is written as the vector says', async () => {
    expect(await writeReceiptCode(mine)).toBe(text);
  });

  it.each([text, ...pasted, JSON.stringify(mine), JSON.stringify(mine, null, 2)])(
    'is read: %s',
    async (typed) => {
      expect(await readReceipt(typed)).toEqual(mine);
    },
  );
});
