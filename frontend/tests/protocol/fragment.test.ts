import { describe, expect, it } from 'vitest';
import { parseFragment } from '../../src/survey/protocol/fragment';
import { golden } from '../golden';

const p: string = golden.codes.participation;
const pin: string = golden.manifest.pin_b64url;
const code: string = golden.codes.valid[0]?.canonical ?? '';

describe('a damaged link', () => {
  it.each([
    ['other version', `v=2&p=${p}&pin=${pin}`],
    ['no version', `p=${p}&pin=${pin}`],
    ['upper-case id', `v=1&p=${p.toUpperCase()}&pin=${pin}`],
    ['neither pin nor code', `v=1&p=${p}`],
    ['a card with a key of its own', `v=1&p=${p}&pin=${pin}&c=${code}`],
    ['a repeated field', `v=1&p=${p}&pin=${pin}&pin=${pin}`],
    ['an unknown field', `v=1&p=${p}&pin=${pin}&x=1`],
    ['a short pin', `v=1&p=${p}&pin=${pin.slice(1)}`],
    ['a pin that is no base64url', `v=1&p=${p}&pin=${pin.slice(1)}+`],
    ['a code with a wrong symbol', `v=1&p=${p}&c=${code.slice(0, 19)}${code[19] === '0' ? '1' : '0'}`],
  ])('%s', (_why, fragment) => {
    expect(parseFragment(`#${fragment}`)).toBe('damaged');
  });
});

describe('a link', () => {
  it('may be absent', () => {
    expect(parseFragment('')).toBeNull();
    expect(parseFragment('#')).toBeNull();
  });

  it('is read from a poster', () => {
    expect(parseFragment(`#v=1&p=${p}&pin=${pin}`)).toEqual({ participation: p, pin, code: null });
  });

  it('is read from a card', () => {
    expect(parseFragment(`#v=1&p=${p}&c=${code}`)).toEqual({ participation: p, pin: null, code });
  });
});
