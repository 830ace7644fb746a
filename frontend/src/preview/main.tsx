/** The preview starts here. */

import '../shared/tokens.css';
import '../shared/base.css';
import '../survey/survey.css';
import { render } from 'preact';
import { App } from './app';

render(<App />, document.getElementById('app') as HTMLElement);
