/** The page "is mine counted?" starts here. */

import '../shared/tokens.css';
import '../shared/base.css';
import './verify.css';
import { render } from 'preact';
import { App } from './app';

render(<App />, document.getElementById('app') as HTMLElement);
