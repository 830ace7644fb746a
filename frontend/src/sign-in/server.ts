/** Asking for a link, and exchanging one for a session that no script can read. */

import { origins } from '../shared/addresses';
import { forgetKey, get, keepKey } from '../shared/asking';
import { findServers } from '../survey/server';

/** The status of the answer; 0 where there was none. */
export async function askForLink(email: string): Promise<number> {
  return (await post('/v1/sign-in/links', { email })).status;
}

/**
 * Exchange a link's token. On the API's own host the session is a cookie; pages of another host are never sent
 * cookies, so they keep it for the tab, as they keep a key.
 */
export async function signIn(token: string): Promise<number> {
  const answer = await post('/v1/sign-in/sessions', {
    token,
    hold: (await isElsewhere()) ? 'bearer' : 'cookie',
  });
  if (answer.token) keepKey(answer.token);
  else forgetKey();
  return answer.status;
}

/** Who runs surveys begins at the console, everybody else at the results. */
export async function firstPage(): Promise<string> {
  const { scopes } = await get<{ scopes: string[] }>('/v1/token_info').catch(() => ({ scopes: [''] }));
  return scopes.includes('surveys.write') ? '../console/' : '../results/';
}

/** The way to a district's own account; only the API's own host can end there. */
export const providerUrl = (district: string): string =>
  `${origins.passes}/v1/sign-in/oidc?district=${encodeURIComponent(district)}`;

const isElsewhere = async (): Promise<boolean> =>
  (await findServers().catch(() => false)) && !!origins.passes && origins.passes !== location.origin;

async function post(path: string, body: object): Promise<{ status: number; token?: string | null }> {
  if (!(await findServers().catch(() => false))) return { status: 0 };
  const response = await fetch(`${origins.passes}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    credentials: 'same-origin',
    referrerPolicy: 'no-referrer',
  }).catch(() => null);
  if (!response) return { status: 0 };
  const answer = response.status === 201 ? ((await response.json()) as { token: string | null }) : {};
  return { status: response.status, ...answer };
}
