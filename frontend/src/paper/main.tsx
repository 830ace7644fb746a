/** The paper page starts here. */

import '../shared/tokens.css';
import '../shared/base.css';
import './paper.css';
import { render } from 'preact';
import { App } from './app';

render(<App />, document.getElementById('app') as HTMLElement);
