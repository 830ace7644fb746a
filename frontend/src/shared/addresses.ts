/** Where the API and the collector of responses are: `config.json` beside the pages (docs/operations.md). */

/** Beside the folders of the pages. */
export const CONFIG = '../config.json';

/** The only form: two origins, each empty where it is the one before: the API's, and that of the page. */
const FORM =
  /^{\s*"api":\s*"((?:https?:\/\/[\w.:-]+)?)",\s*"collector":\s*"((?:https?:\/\/[\w.:-]+)?)"\s*}\s*$/;

/** The origins in use, by what is sent there: responses may go to another one than everything else. */
export const origins = { passes: '', responses: '' };

/**
 * Take the addresses from the file.
 *
 * @returns false for anything but the one form: better nothing is sent than to a wrong address.
 */
export function readConfig(file: string): boolean {
  const [found, api = '', collector] = FORM.exec(file) ?? [];
  origins.passes = api;
  origins.responses = collector || api;
  return !!found;
}
