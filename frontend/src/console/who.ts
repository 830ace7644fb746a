/** Who is signed in, and what they may do. Only what they may is offered; the API refuses the rest anyway. */

import { answerOf, client, type Schemas } from './server';

export type Who = Schemas['TokenInfo'];
export type Scope = Who['scopes'][number];

/** What something takes: a scope, and sometimes the reach of the whole district. */
export interface Needs {
  scope: Scope;
  wholeDistrict?: boolean;
}

export const getWho = (): Promise<Who> => answerOf(client.GET('/v1/token_info'));

export const may = (who: Who, { scope, wholeDistrict }: Needs): boolean =>
  who.scopes.includes(scope) && !(wholeDistrict && who.schools);
