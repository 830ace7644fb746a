/** The results page starts here. */

import '../shared/tokens.css';
import '../shared/base.css';
import './results.css';
import './charts.css';
import './report.css';
import './print.css';
import './district/district.css';
import { render } from 'preact';
import { App } from './app';
import { makeAll } from './views/fold';

/** On paper nothing can be unfolded. Afterwards the page is as it was. */
let folded: HTMLDetailsElement[] = [];
addEventListener('beforeprint', () => {
  makeAll();
  folded = [...document.querySelectorAll<HTMLDetailsElement>('details:not([open])')];
  for (const details of folded) details.open = true;
});
addEventListener('afterprint', () => {
  for (const details of folded) details.open = false;
});

render(<App />, document.getElementById('app') as HTMLElement);
