/** What is stored or was sent, value by value. */

/** What it is called; what is found of it, if anything; the value itself. */
export type Row = [name: string, found: string | null, value: string];

export const Rows = ({ rows }: { rows: Row[] }) => (
  <dl>
    {rows.map(([name, found, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        {found && <dd>{found}</dd>}
        <dd>
          <code translate={false}>{value}</code>
        </dd>
      </div>
    ))}
  </dl>
);
