// Rows as a table: what each says, when, from which source, who entered it, whether somebody vouched. On a phone each row is a card. Sorted
// by a press on a column; a hundred at a time.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { compareDates } from "../../../core/registers/partial-date.ts";
import { dateOfRow } from "../../../core/registers/row.ts";
import { compareTexts, refId, type Statement } from "../../../record/statement.ts";
import { Button } from "../../components/button.tsx";
import { Exact } from "../../components/exact.tsx";
import { exactDate } from "../../text/moments.ts";
import { nameOfOrganisation } from "../../text/organisation-name.ts";
import { t } from "../../text/translate.ts";
import { useKept } from "../kept.ts";
import { goRecord, type PageProps } from "../page-frame.tsx";
import { dateWords, restWords, rowWords, sourceWords } from "../words.ts";
import { NotLoggedMark, SealedMark, Signed } from "./marks.tsx";

const atOnce = 100;

/** By what rows are sorted. */
type SortOrder = "newest" | "oldest" | "key";

interface TableProps extends Pick<PageProps, "engine" | "book"> {
  /** Back from a row the table of this name stands as it was left. */
  readonly name: string;
  readonly statements: readonly Statement[];
  readonly caption: string;
  /** Every field of each row, for who vouches for it. */
  readonly isWhole?: boolean;
}

export function StatementTable(props: TableProps): JSX.Element {
  const { name, statements } = props;
  const [order, setOrder] = useKept<SortOrder>(`order ${name}`, () => "newest");
  const [shown, setShown] = useKept(`shown ${name}`, () => atOnce);
  const sorted = useMemo(() => [...statements].sort(orders[order]), [statements, order]);
  // Sign-offs are vouched for by nobody, and a publication is signed itself.
  const register = statements[0]?.register;
  const isVouching = register === "signoff" || register === "publication";
  const column = (words: string, next: SortOrder, sort: "ascending" | "descending" | undefined) => (
    <th scope="col" aria-sort={sort}>
      <button type="button" class="sort" onClick={() => setOrder(next)}>
        {words}
        {sort !== undefined && <span aria-hidden="true"> {sort === "descending" ? "↓" : "↑"}</span>}
      </button>
    </th>
  );
  return (
    <>
      <table class="rows-table">
        <caption class="unseen">{props.caption}</caption>
        <thead>
          <tr>
            {column(t("column.what"), "key", order === "key" ? "ascending" : undefined)}
            {column(
              t("field.on"),
              order === "newest" ? "oldest" : "newest",
              order === "newest" ? "descending" : order === "oldest" ? "ascending" : undefined,
            )}
            <th scope="col">{t("column.source")}</th>
            <th scope="col">{t("column.entered-by")}</th>
            {!isVouching && <th scope="col">{t("column.signed")}</th>}
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, shown).map((statement) => (
            <Line key={refId(statement.ref)} {...props} statement={statement} isVouching={isVouching} />
          ))}
        </tbody>
      </table>
      {sorted.length > shown && (
        <Button
          look="plain"
          words={t("record.rows.more", { n: Math.min(atOnce, sorted.length - shown), of: sorted.length })}
          onPress={() => setShown(shown + atOnce)}
        />
      )}
    </>
  );
}

function Line(props: TableProps & { readonly statement: Statement; readonly isVouching: boolean }): JSX.Element {
  const { engine, book, statement, isWhole = false, isVouching } = props;
  const { register, key, leaf } = statement;
  const date = dateOfRow(statement.values);
  const rest = isWhole ? restWords(statement) : "";
  return (
    <tr>
      <th scope="row">
        <button type="button" class="thing" onClick={() => goRecord({ at: "thing", register, key })}>
          <strong>{rowWords(statement, book) || key}</strong>{" "}
          {register !== "signoff" && (
            <span class="quiet">
              <Exact>{key}</Exact>
            </span>
          )}
        </button>
        {rest !== "" && <p class="rest">{rest}</p>}
      </th>
      <td>{register === "signoff" ? exactDate(Date.parse(statement.at)) : date === null ? "" : dateWords(date)}</td>
      <td>{sourceWords(statement, book)}</td>
      <td>
        {nameOfOrganisation(engine, statement.organisation)} {statement.sealed && <SealedMark />}
        {isVouching && leaf === null && <NotLoggedMark />}
      </td>
      {!isVouching && (
        <td>
          <Signed statement={statement} />
        </td>
      )}
    </tr>
  );
}

const orders: Readonly<Record<SortOrder, (a: Statement, b: Statement) => number>> = {
  key: byKey,
  newest: newestFirst,
  // What has no date stands last in either order.
  oldest: (a, b) => (placeOf(a) === null || placeOf(b) === null ? newestFirst(a, b) : newestFirst(b, a)),
};

function byKey(a: Statement, b: Statement): number {
  return compareTexts(a.key, b.key);
}

function newestFirst(a: Statement, b: Statement): number {
  const [left, right] = [placeOf(a), placeOf(b)];
  if (left === null || right === null) return left === right ? byKey(a, b) : left === null ? 1 : -1;
  return compareDates(right, left) || byKey(a, b);
}

/** The date by which a row is sorted: a sign-off is about the day on which it was given. */
function placeOf(statement: Statement): string | null {
  return statement.register === "signoff" ? statement.at.slice(0, 10) : dateOfRow(statement.values);
}
