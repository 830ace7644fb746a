/** Prints where the browser is, unpacking it if need be. */

import { chromiumPath } from './browser.mjs';

console.log(await chromiumPath());
