/** The consent page says what this very survey cannot do. */

import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../src/survey/protocol/manifest';
import { Welcome } from '../../src/survey/screens/welcome';
import type { State } from '../../src/survey/state';
import t from '../../src/survey/texts/en.json';
import { golden } from '../golden';

function html(change: Partial<Manifest>): string {
  const manifest = { ...JSON.parse(golden.manifest.text), ...change } as Manifest;
  const questionnaire = { title: 'T', sections: [{ items: [1, 2, 3] }] };
  const state = { t, language: 'en', survey: { manifest, questionnaire }, draft: {} } as unknown as State;
  return renderToString(<Welcome state={state} />);
}

describe('the welcome', () => {
  it('names the caveats of the mode it is in, and no others', () => {
    const plain = html({ release_mode: 'sealed', access: 'cards' });
    expect(plain).not.toContain(t.welcome.limitRolling);
    expect(plain).not.toContain(t.welcome.limitOpen);
    expect(plain).toContain(t.welcome.howCard);
    expect(html({ release_mode: 'rolling' })).toContain(t.welcome.limitRolling);
    const open = html({ access: 'open' });
    expect(open).toContain(t.welcome.limitOpen);
    expect(open).toContain(t.welcome.howWord);
  });

  it('always names the key file, the server and the smallest group of this survey', () => {
    const page = html({ k: 9 });
    expect(page).toContain(t.welcome.limitFile);
    expect(page).toContain(t.welcome.limitPhone);
    expect(page).toContain('fewer than 9 people');
    expect(page).toContain('3 short statements');
  });
});
