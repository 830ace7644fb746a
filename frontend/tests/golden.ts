/** The committed vector file both languages check (tests/golden/protocol_vectors.json). */

import { readFileSync } from 'node:fs';

type Texts<Names extends string> = Record<Names, string>;

interface Golden {
  base64url: { valid: Texts<'bytes' | 'text'>[]; refused: Texts<'why' | 'text'>[] };
  codes: {
    participation: string;
    valid: Texts<'typed' | 'canonical'>[];
    refused: Texts<'why' | 'typed'>[];
  };
  pass: Texts<
    'n' | 'p' | 'q' | 'input_msg' | 'salt' | 'r' | 'inv' | 'blinded_msg' | 'blind_sig' | 'sig' | 'pass_hash'
  >;
  manifest: Texts<'text' | 'pin' | 'pin_b64url'> & {
    words: string[];
    reporting_unit: Texts<'text' | 'pin' | 'pin_b64url'> & { words: string[] };
    word_of_11_bits: Record<string, string>;
    refused: Texts<'why' | 'text'>[];
  };
  sealing: Texts<'r' | 'text' | 'padded' | 'receipt' | 'opener_point' | 'ephemeral_scalar' | 'sealed'> & {
    sealed_length: number;
    document: {
      v: number;
      r: string;
      answers: Record<string, number>;
      routing: Record<string, string>;
      background: Record<string, string>;
      language: string;
    };
  };
  record: { text: string; refused: Texts<'why' | 'text'>[] };
  receipt_code: Texts<'participation' | 'pin' | 'pass_hash' | 'receipt' | 'text'> & {
    pasted: string[];
    refused: Texts<'why' | 'typed'>[];
  };
}

const file = new URL('../../tests/golden/protocol_vectors.json', import.meta.url);

export const golden: Golden = JSON.parse(readFileSync(file, 'utf8'));
