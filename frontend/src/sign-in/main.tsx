/** Signing in starts here. Respondents never do. */

import '../shared/tokens.css';
import '../shared/base.css';
import './sign-in.css';
import { render } from 'preact';
import { App } from './app';

render(<App />, document.getElementById('app') as HTMLElement);
