/** The statements of a factor, with how they were answered as finely as may be shown. */

import { Diverging } from '../charts/diverging';
import { diverge } from '../charts/geometry';
import { explainItem } from '../explained';
import { type Factor, type FactorScore, type Item, inLanguage, isSuppressed } from '../profile';
import type { Reader } from '../reader';
import { optionsText, whySuppressed } from '../words';
import { Explain } from './explain';
import { Fold } from './fold';
import { Hidden } from './hidden';

interface Props {
  factor: Factor;
  scale: FactorScore['scale'];
  reader: Reader;
}

export function Items({ factor, scale, reader }: Props) {
  const { t, language } = reader;
  const { items } = factor;
  const title = inLanguage(factor.title, language);
  const content = () =>
    isSuppressed(items) ? (
      <Hidden value={items} t={t} />
    ) : (
      <>
        {items.map((item) => (
          <ItemView key={item.id} item={item} scale={scale} reader={reader} />
        ))}
        <Explain rows={() => explainItem(null, reader)} about={`${t.items.show}: ${title}`} t={t} />
      </>
    );
  return <Fold summary={t.items.show} about={title} content={content} />;
}

interface ItemProps {
  item: Item;
  scale: FactorScore['scale'];
  reader: Reader;
}

/** One statement: the bar, and the same shares as a list. */
export function ItemView({ item, scale, reader }: ItemProps) {
  const { t, language } = reader;
  const { partition, shares } = item;
  const text = inLanguage(item.text, language);
  if (isSuppressed(partition) || isSuppressed(shares)) {
    return (
      <div class="item">
        <p>{text}</p>
        <AgreeOnly item={item} scale={scale} reader={reader} />
      </div>
    );
  }
  return (
    <div class="item">
      <p>{text}</p>
      <Diverging
        label={text}
        segments={diverge(partition, shares, scale)}
        reader={reader}
        scaleId={scale.id}
      />
      <p class="sides" aria-hidden="true">
        <span>{t.items.disagree}</span>
        <span>{t.items.agree}</span>
      </p>
      <Fold
        summary={t.table.show}
        about={text}
        content={() => <Shares partition={partition} shares={shares} scale={scale} reader={reader} />}
      />
    </div>
  );
}

interface SharesProps extends Omit<ItemProps, 'item'> {
  partition: number[][];
  shares: number[];
}

const Shares = ({ partition, shares, scale, reader }: SharesProps) => (
  <table>
    <tbody>
      {partition.map((options, at) => (
        <tr key={options.join()}>
          <th scope="row">{optionsText(options, scale.id, reader)}</th>
          <td>{shares[at]} %</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const SIGN = { exact: '', at_most: '≤ ', at_least: '≥ ' };

/** Where no groups may be shown: the share that agrees, as closely as may be told, or why not. */
function AgreeOnly({ item: { agree, partition }, scale, reader }: ItemProps) {
  if (!isSuppressed(agree)) {
    const { options, percent, bound } = agree;
    return (
      <p>
        {optionsText(options, scale.id, reader)}: {SIGN[bound]}
        {percent} %
      </p>
    );
  }
  const hidden = isSuppressed(partition) ? partition : agree;
  return <p class="hidden">{whySuppressed(hidden, reader.t)}</p>;
}
