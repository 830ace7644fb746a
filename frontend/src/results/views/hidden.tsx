/** A value that may not be shown, in its place and with its reason. */

import type { Suppressed } from '../profile';
import type { Texts } from '../reader';
import { whySuppressed } from '../words';

export const Hidden = ({ value, t }: { value: Suppressed; t: Texts }) => (
  <p class="hidden">{whySuppressed(value, t)}</p>
);
