/** The console starts here: for people who run surveys. Respondents never come here. */

import '../shared/tokens.css';
import '../shared/base.css';
import './console.css';
import './forms.css';
import { render } from 'preact';
import { App } from './app';

render(<App />, document.getElementById('app') as HTMLElement);
