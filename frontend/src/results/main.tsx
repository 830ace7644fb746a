/** The results page starts here. */

import '../shared/tokens.css';
import '../shared/base.css';
import './results.css';
import './charts.css';
import { render } from 'preact';
import { App } from './app';

/** On paper nothing can be unfolded. */
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details')) details.open = true;
});

render(<App />, document.getElementById('app') as HTMLElement);
