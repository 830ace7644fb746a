/**
 * The sections of the console, in the order they are offered in.
 *
 * To add one: a folder with a module that exports `View` (it is given the rest of the address, so it divides itself
 * into pages), its texts in `<section>/texts/{en,es}.json` (named in tests/texts.test.ts), a name and a sentence in
 * `texts/{en,es}.json` under `sections`, and a line here with what it takes. It is loaded when it is first opened.
 * Inside, `useConsole()` says who is signed in and in which language; `useLoaded` and `<Loaded>` fetch; `<Title>` is
 * every page's one heading; `<Form>`, `<Field>` and their kin show faults where they are; `<Action>` is the page that
 * asks before something happens that cannot be undone; `tell()` says on the next page what was done.
 */

import type { ComponentType } from 'preact';
import type { Texts } from './texts';
import type { Needs } from './who';

export interface SectionProps {
  /** What follows the section's name in the address. */
  at: string[];
}

export interface Section {
  name: keyof Texts['sections'];
  needs: Needs;
  load: () => Promise<{ View: ComponentType<SectionProps> }>;
}

export const SECTIONS: Section[] = [
  { name: 'surveys', needs: { scope: 'surveys.read' }, load: () => import('./surveys/section') },
  { name: 'schools', needs: { scope: 'surveys.read' }, load: () => import('./schools/section') },
  { name: 'instruments', needs: { scope: 'surveys.read' }, load: () => import('./instruments/section') },
  { name: 'shares', needs: { scope: 'surveys.read' }, load: () => import('./shares/section') },
  { name: 'exports', needs: { scope: 'exports.read' }, load: () => import('./exports/section') },
  { name: 'people', needs: { scope: 'access.manage' }, load: () => import('./people/section') },
  { name: 'access', needs: { scope: 'access.manage' }, load: () => import('./access/section') },
  { name: 'webhooks', needs: { scope: 'webhooks.manage' }, load: () => import('./webhooks/section') },
  {
    name: 'settings',
    needs: { scope: 'roster.write', wholeDistrict: true },
    load: () => import('./settings/section'),
  },
  { name: 'audit', needs: { scope: 'access.manage' }, load: () => import('./audit/section') },
];
