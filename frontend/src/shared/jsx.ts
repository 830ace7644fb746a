/** What JSX is turned into: preact's own `h`, which every page holds anyway, instead of a second way to the same. */

import { Fragment, h } from 'preact';

/** An element; unlike `h` it is given its key apart. */
export const jsx = (type: string, props: object, key?: unknown) =>
  h(type, key === undefined ? props : { ...props, key });

export { Fragment, jsx as jsxs };
