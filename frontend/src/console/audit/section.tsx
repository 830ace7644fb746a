/** The audit log: who did what, on what, when. Nothing in it is about respondents. */

import { useState } from 'preact/hooks';
import { Loaded, useLoaded } from '../parts/loaded';
import { PagesShown, usePages } from '../parts/pages';
import { Title } from '../parts/title';
import { entries, type Filter, getNames, type Names } from './data';
import { Row } from './entry';
import { Filters } from './filters';
import { useTexts } from './texts';

export function View() {
  const got = useLoaded(getNames);
  return <Loaded got={got}>{(names) => <Log names={names} />}</Loaded>;
}

function Log({ names }: { names: Names }) {
  const t = useTexts();
  const [filter, look] = useState<Filter>({});
  const pages = usePages((cursor) => entries(filter, cursor), [filter]);
  return (
    <>
      <Title>{t.title}</Title>
      <p>{t.lead}</p>
      <Filters names={names} take={look} />
      <PagesShown
        pages={pages}
        label={t.title}
        none={t.none}
        older={t.older}
        row={(entry) => <Row key={entry.id} entry={entry} names={names} />}
      />
    </>
  );
}
