// Rows as a table: what each says, when, from which source, who entered it, whether somebody vouched. On a phone each row is a card. Sorted
// by a press on a column; a hundred at a time.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { compareDates } from "../../core/record/partial-date.ts";
import type { RecordBook } from "../../core/record/record-book.ts";
import type { Statement } from "../../core/record/statement.ts";
import type { Engine } from "../engine.ts";
import { Done, Lock } from "../icons.tsx";
import { isolate } from "../text/translate.ts";
import { Exact } from "./exact.tsx";
import { goRecord } from "./go-record.ts";
import { say } from "./text/record-text.ts";
import { dateOf, dateWords, organisationName, rowWords, sourceWords } from "./words.ts";

const atOnce = 100;

type Order = "date" | "key";

export function StatementTable(props: {
  readonly engine: Engine;
  readonly book: RecordBook;
  readonly statements: readonly Statement[];
  readonly caption: string;
}): JSX.Element {
  const { engine, book, statements } = props;
  const [order, setOrder] = useState<Order>("date");
  const [shown, setShown] = useState(atOnce);
  const sorted = [...statements].sort(order === "date" ? newestFirst : byKey);
  const column = (name: Order, words: string) => (
    <th scope="col" aria-sort={order === name ? (name === "date" ? "descending" : "ascending") : undefined}>
      <button type="button" class="sort" onClick={() => setOrder(name)}>
        {words}
        {order === name && <span aria-hidden="true"> {name === "date" ? "↓" : "↑"}</span>}
      </button>
    </th>
  );
  return (
    <>
      <table class="rows-table">
        <caption class="unseen">{props.caption}</caption>
        <thead>
          <tr>
            {column("key", say("column.what"))}
            {column("date", say("column.date"))}
            <th scope="col">{say("column.source")}</th>
            <th scope="col">{say("column.entered-by")}</th>
            <th scope="col">{say("column.signed")}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, shown).map((statement) => (
            <Line
              key={`${statement.ref.note} ${statement.ref.row}`}
              engine={engine}
              book={book}
              statement={statement}
            />
          ))}
        </tbody>
      </table>
      {sorted.length > shown && (
        <button type="button" class="button plain" onClick={() => setShown(shown + atOnce)}>
          {say("rows.more", { n: Math.min(atOnce, sorted.length - shown), of: sorted.length })}
        </button>
      )}
    </>
  );
}

function Line(props: {
  readonly engine: Engine;
  readonly book: RecordBook;
  readonly statement: Statement;
}): JSX.Element {
  const { engine, book, statement } = props;
  const { register, key } = statement;
  const date = dateOf(statement);
  return (
    <tr>
      <th scope="row">
        <button type="button" class="thing" onClick={() => goRecord({ at: "thing", register, key })}>
          <strong>{rowWords(statement) || key}</strong>
          <span class="quiet">
            <Exact>{key}</Exact>
          </span>
        </button>
      </th>
      <td>{date === null ? "" : dateWords(date)}</td>
      <td>{sourceWords(statement.source, book.sourceOf(statement)?.values.title ?? null)}</td>
      <td>
        {organisationName(engine, statement.organisation)}
        {statement.sealed && (
          <span class="mark-word waiting">
            <Lock />
            {say("mark.sealed")}
          </span>
        )}
      </td>
      <td>
        <Signed statement={statement} />
      </td>
    </tr>
  );
}

/** Whether a row is logged, and who vouched for it. */
export function Signed({ statement }: { readonly statement: Statement }): JSX.Element {
  if (statement.leaf === null) return <span class="mark-word waiting">{say("mark.not-logged")}</span>;
  const [first] = statement.signedOff;
  if (first === undefined) return <span class="quiet">{say("mark.unsigned")}</span>;
  return (
    <span class="mark-word good">
      <Done />
      {isolate(first.office)}
    </span>
  );
}

function byKey(a: Statement, b: Statement): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

function newestFirst(a: Statement, b: Statement): number {
  const [left, right] = [dateOf(a), dateOf(b)];
  if (left === null || right === null) return left === right ? byKey(a, b) : left === null ? 1 : -1;
  return compareDates(right, left) || byKey(a, b);
}
