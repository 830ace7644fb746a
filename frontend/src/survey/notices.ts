/** Where this page cannot work, or had better not: says so, and names the paper form. Loaded only there. */

const element = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;

/**
 * Tell the person, in the words that the document carries, and wait until they go on all the same.
 *
 * The link is still in the address, so that the app's own "open in browser" takes it along.
 *
 * @param able - whether the page could work here; else nobody can go on.
 */
export function tell(able: boolean): Promise<unknown> {
  const shown = able ? 'inapp' : isSecureContext ? 'old' : 'insecure';
  for (const id of ['waiting', 'old', 'insecure', 'inapp']) element(id).hidden = id !== shown;
  const notice = element(shown);
  notice.classList.remove('late');
  document.title = notice.querySelector('h1')?.textContent ?? '';
  namePaperForm();
  return new Promise((resolve) => element('goon').addEventListener('click', resolve));
}

/** The address to print the questions from, of this very survey: on another device it has to be typed. */
function namePaperForm(): void {
  const survey = /[#&](p=[0-9a-f-]{36})/.exec(location.hash)?.[1];
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a.paper')) {
    if (survey) link.hash = survey;
    link.append(link.href);
  }
}
