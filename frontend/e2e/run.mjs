/**
 * Runs one journey: `node e2e/run.mjs <journey>` with its facts as JSON on standard input.
 *
 * Prints what the journey found as one line of JSON; fails if it does. tests/e2e calls this against the
 * live system. PICTURES=<directory> keeps screenshots of every state, dark and light.
 */

import { readFileSync } from 'node:fs';
import * as consent from './journeys/consent.mjs';
import * as desk from './journeys/console.mjs';
import * as consolePeople from './journeys/console-people.mjs';
import * as consolePrograms from './journeys/console-programs.mjs';
import * as deskRoles from './journeys/console-roles.mjs';
import * as counted from './journeys/counted.mjs';
import * as device from './journeys/device.mjs';
import * as district from './journeys/district.mjs';
import * as origins from './journeys/origins.mjs';
import * as paper from './journeys/paper.mjs';
import * as personal from './journeys/personal.mjs';
import * as preview from './journeys/preview.mjs';
import * as report from './journeys/report.mjs';
import * as results from './journeys/results.mjs';
import * as rtl from './journeys/rtl.mjs';
import * as signIn from './journeys/sign-in.mjs';
import * as states from './journeys/states.mjs';
import * as survey from './journeys/survey.mjs';
import * as troubles from './journeys/troubles.mjs';
import * as window from './journeys/window.mjs';

/** @typedef {(facts: any) => Promise<unknown>} Journey */

/** Journeys by their names: two of one name would hide each other. @param {Record<string, Journey>[]} rooms */
function byName(...rooms) {
  /** @type {Record<string, Journey>} */
  const found = {};
  for (const [called, journey] of rooms.flatMap(Object.entries)) {
    if (called in found) throw new Error(`two journeys are called ${called}`);
    found[called] = journey;
  }
  return found;
}

const JOURNEYS = byName(
  survey,
  troubles,
  consent,
  desk,
  deskRoles,
  { consolePeople: consolePeople.consolePeople, consolePrograms: consolePrograms.consolePrograms },
  counted,
  device,
  district,
  origins,
  paper,
  personal,
  preview,
  report,
  results,
  rtl,
  signIn,
  window,
  states,
);

const name = process.argv[2] ?? '';
const journey = JOURNEYS[name];
if (!journey) throw new Error(`journeys: ${Object.keys(JOURNEYS).join(', ')}`);
const facts = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify((await journey({ ...facts, pictures: process.env.PICTURES })) ?? {}));
