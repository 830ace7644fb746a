/** The paper page starts here. */

import '../shared/tokens.css';
import '../shared/base.css';
import './paper.css';
import { render } from 'preact';
import { App } from './app';

// Browsers that are too old for the survey are sent here; for reading, a request may take as long as it takes.
AbortSignal.timeout ??= () => new AbortController().signal;

render(<App />, document.getElementById('app') as HTMLElement);
