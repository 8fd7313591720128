// What is wrong with a table besides its form: what its author may not say, and what it takes back. And what of it is said already.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RecordBook } from "../book.ts";
import type { Statement } from "../statement.ts";
import { checkTable, type Enterer } from "./check-table.ts";

const header = ["key", "source", "title", "publisher", "kind", "checked", "published", "withdrawn"];
const said = (organisation: string, key: string) =>
  ({
    organisation,
    key,
    source: "own",
    values: { title: "Examples", publisher: "Sample Press", kind: "report", checked: "verified" },
  }) as unknown as Statement;
const enterer: Enterer = {
  organisation: "sample",
  moment: { party: "justice", at: "2030-01-01T12:00:00Z", logged: null },
  record: { statements: () => [said("sample", "gazette"), said("office", "post")] } as unknown as RecordBook,
  isTakenUnseen: (_register, key) => key === "unseen",
};
const row = (key: string, changes: Readonly<Record<string, string>> = {}) => {
  const cells = { title: "Examples", publisher: "Sample Press", kind: "report", checked: "verified", ...changes };
  return header.map((column) => ({ key, source: "own", ...cells })[column] ?? "");
};
const takes = (key: string) => header.map((column) => ({ key, source: "own", withdrawn: "Not needed" })[column] ?? "");
const flawsOf = (...rows: readonly (readonly string[])[]) =>
  checkTable("source", [header, ...rows], enterer).flaws.map((flaw) => `${flaw.row} ${flaw.column} ${flaw.code}`);

test("[RC2, RC3, RC4] a table names what its author may not say and what it cannot withdraw, with row and column, in the order of the file", () => {
  const table = [
    row("statistics", { kind: "official-statistics" }),
    row("late", { published: "2031" }),
    takes("nothing"),
    takes("post"),
    takes("gazette"),
    takes("unseen"),
    row("shapeless", { kind: "example" }),
    row("good"),
  ];
  assert.deepEqual(flawsOf(...table), [
    "2 kind statistics-by-other",
    "3 published published-later",
    "4 withdrawn nothing-to-withdraw",
    "5 withdrawn nothing-to-withdraw",
    "8 kind not-allowed",
  ]);
  const { rows } = checkTable("source", [header, ...table], enterer);
  assert.deepEqual(
    rows.map(({ key }) => key),
    ["gazette", "unseen", "good"],
  );
});

test("[RC4] the first of two rows about one thing is named by its own number", () => {
  assert.deepEqual(flawsOf(row("twice", { published: "2031" }), row("twice")), [
    "2 published published-later",
    "3 key key-repeated",
  ]);
});

test("[RC2] a column that does not belong hides no flaw of the rows", () => {
  const [late] = [row("late", { published: "2031" })];
  const { flaws } = checkTable(
    "source",
    [
      [...header, "colour"],
      [...(late ?? []), "red"],
    ],
    enterer,
  );
  assert.deepEqual(
    flaws.map(({ row, code }) => `${row} ${code}`),
    ["1 unknown-column", "2 published-later"],
  );
});

test("[RC3] what this organisation says already, word for word, is no news; a correction, another's words and a withdrawal are", () => {
  const keys = (...rows: readonly (readonly string[])[]) =>
    checkTable("source", [header, ...rows], enterer).news.map(({ key }) => key);
  assert.deepEqual(keys(row("gazette"), row("post"), row("new")), ["post", "new"]);
  assert.deepEqual(keys(row("gazette", { title: "Examples, cold" })), ["gazette"]);
  assert.deepEqual(keys(takes("gazette")), ["gazette"]);
});
