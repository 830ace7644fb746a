/**
 * Check words: the first 66 bits of the pin as six words two people can compare aloud.
 *
 * Each word is 11 bits, consonant-vowel-consonant-vowel, the same in every language
 * (docs/adr/0003-check-words.md).
 */

import type { Bytes } from '../../shared/bytes';
import { bytesToInt } from './numbers';

const INITIALS = 'bcdfgjklmnrstvwz'; // bits 10..7
const VOWELS = 'aeio'; // bits 6..5 and 1..0
const MIDDLES = 'bdlmrsvw'; // bits 4..2

export function checkWords(pin: Bytes): string[] {
  const bits = bytesToInt(pin) >> 190n;
  return [55n, 44n, 33n, 22n, 11n, 0n].map((shift) => word(Number((bits >> shift) & 2047n)));
}

const word = (value: number): string =>
  `${INITIALS[value >> 7]}${VOWELS[(value >> 5) & 3]}${MIDDLES[(value >> 2) & 7]}${VOWELS[value & 3]}`;
