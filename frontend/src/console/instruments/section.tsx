/** Questionnaires: those there are, and reading one of your own. */

import type { SectionProps } from '../sections';
import { List } from './list';
import { Read } from './read';

export const View = ({ at: [first] }: SectionProps) => (first === 'new' ? <Read /> : <List />);
