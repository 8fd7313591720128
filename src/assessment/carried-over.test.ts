// Cases that were open when a year began: what begins one, what ends it, and what nobody can say (AS2).
import assert from "node:assert/strict";
import { test } from "node:test";
import { rowsEvaluated } from "../../test/support/rows-evaluated.ts";
import { proceeding, type Said, sourceStated } from "../../test/support/statements.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import type { Statement } from "../record/statement.ts";
import { findDefinition } from "./catalogue.ts";
import type { Period } from "./fact-value.ts";
import { indexStatements } from "./statement-index.ts";

type Event = RowValues<"proceeding">["event"];
type Kind = "investigations" | "prosecutions";

/** One event of a case; its key is made of what it says. */
function event(name: string, what: Event, on: string, more: Partial<RowValues<"proceeding">> = {}, said: Said = {}) {
  return proceeding(`${name} ${what} ${on} ${more.suspect ?? ""}`, { case: name, event: what, on, ...more }, said);
}

function openAt(statements: readonly Statement[], kind: Kind, year = 2004, period: Period["kind"] = "calendar") {
  const definition = findDefinition(`${kind}-carried-over`) ?? assert.fail();
  return rowsEvaluated(indexStatements(statements), definition, { year, kind: period });
}

const countAt = (...given: Parameters<typeof openAt>) => openAt(...given).value;

test("[AS2] a case is carried over when it began before the year and had not ended by then, whatever comes in the year", () => {
  const begun = event("A", "investigation", "2003-05");
  assert.equal(countAt([begun], "investigations"), 1);
  assert.equal(countAt([event("A", "investigation", "2004-01-01")], "investigations"), null, "begun in the year");
  assert.equal(countAt([begun, event("A", "charge", "2004-01-01")], "investigations"), 1, "ended in the year");
  assert.equal(countAt([begun, event("A", "charge", "2003-12-31")], "investigations"), null, "ended before the year");
  assert.equal(countAt([begun, event("B", "charge", "2003-12")], "investigations"), 1, "another case ended");
  assert.equal(countAt([begun], "investigations", 2007), 1, "own files hold until they have the end");
});

test("[AS2] each stage ends the ones before it: a charge the investigation, a verdict the prosecution, and a flight neither", () => {
  const of = (...events: readonly Event[]) => {
    const rows = events.map((what, i) => event("A", what, `2003-0${i + 1}`));
    return [countAt(rows, "investigations"), countAt(rows, "prosecutions")];
  };
  assert.deepEqual(of("investigation", "suspect"), [1, null]);
  for (const begun of ["charge", "prosecution", "trial"] as const) {
    assert.deepEqual(of("investigation", begun), [null, 1], begun);
    assert.deepEqual(of(begun, "fled"), [null, 1], `${begun}, and the suspect fled`);
    for (const end of ["verdict", "appeal", "appeal-verdict", "dropped", "requalified"] as const)
      assert.deepEqual(of("investigation", begun, end), [null, null], `${begun} ${end}`);
  }
  assert.deepEqual(of("investigation", "dropped"), [null, null]);
});

test("[AS2] an investigation goes on at the end of a year by the same rules, on the day after it", () => {
  const at = (...statements: readonly Statement[]) => {
    const definition = findDefinition("investigations-ongoing") ?? assert.fail();
    const { value, unplaced } = rowsEvaluated(indexStatements(statements), definition, {
      year: 2004,
      kind: "calendar",
    });
    return [value, unplaced.length];
  };
  const begun = event("A", "investigation", "2003-05");
  assert.deepEqual(at(begun), [1, 0], "begun before the year");
  assert.deepEqual(at(event("A", "investigation", "2004-12-31")), [1, 0], "begun on its last day");
  assert.deepEqual(at(event("A", "investigation", "2005-01-01")), [null, 0], "begun after it");
  assert.deepEqual(at(begun, event("A", "charge", "2004-12-31")), [null, 0], "ended on its last day");
  assert.deepEqual(at(begun, event("A", "charge", "2005-01-01")), [1, 0], "ended after it");
  assert.deepEqual(at(begun, event("A", "dropped", "2004")), [null, 0], "ended in it");
  const over = { year: 2004, kind: "april-march" } as const;
  const definition = findDefinition("investigations-ongoing") ?? assert.fail();
  const vague = [begun, event("A", "charge", "2005")];
  assert.equal(rowsEvaluated(indexStatements(vague), definition, over).unplaced.length, 1, "nobody can say");
});

test("[AS2] a row about one suspect ends nothing for another one, and a case counts once", () => {
  const two = ["a", "b"].map((suspect) => event("A", "trial", "2003-03", { suspect }));
  const verdict = (suspect?: string) => event("A", "verdict", "2003-06", suspect === undefined ? {} : { suspect });
  assert.equal(countAt(two, "prosecutions"), 1);
  assert.equal(countAt([...two, verdict("a")], "prosecutions"), 1, "b is still tried");
  assert.equal(countAt([...two, verdict("a"), verdict("b")], "prosecutions"), null);
  assert.equal(countAt([...two, verdict()], "prosecutions"), null, "a verdict without a suspect is everybody's");
  const everybody = event("A", "trial", "2003-03");
  assert.equal(countAt([everybody, verdict("a")], "prosecutions"), null, "and so is a trial that does");
  const [left] = openAt([...two, verdict("a")], "prosecutions").statements;
  assert.deepEqual(left?.records.length, 1, "and the row of b is behind it");
});

test("[AS2] what ended before a case began anew does not end it; of rows dated alike the end is the later one", () => {
  const dropped = event("A", "dropped", "2002-03");
  assert.equal(countAt([dropped, event("A", "investigation", "2003-05")], "investigations"), 1);
  assert.equal(countAt([dropped, event("A", "investigation", "2002-03")], "investigations"), null);
  assert.equal(countAt([event("A", "trial", "2003"), event("A", "verdict", "2003")], "prosecutions"), null);
});

test("[AS2] where it hangs on a date that may lie on either side of the first day, the case is shown as unplaced and counted nowhere", () => {
  const at = (rows: readonly Statement[]) => {
    const { value, state, unplaced } = openAt(rows, "prosecutions", 2003, "april-march");
    return [value, state, unplaced.map(({ note }) => note.split("/")[1])];
  };
  const [trial, vague] = [event("A", "trial", "2002-05"), event("A", "trial", "2003")];
  const end = event("A", "verdict", "2003");
  assert.deepEqual(at([vague]), [null, "no-data", ["A trial 2003 "]]);
  assert.deepEqual(at([trial, end]), [null, "no-data", ["A verdict 2003 "]]);
  assert.deepEqual(at([trial, vague]), [1, "known", []], "it surely was open by the other row");
  assert.deepEqual(at([vague, event("A", "dropped", "2003-03-31")]), [null, "no-data", []], "surely over by then");
  assert.deepEqual(at([trial, event("A", "verdict", "2003-04-01"), event("B", "trial", "2003")]), [
    1,
    "known",
    ["B trial 2003 "],
  ]);
  const [ofA, ofB] = [{ suspect: "a" }, { suspect: "b" }];
  const another = event("A", "verdict", "2003", ofB);
  assert.deepEqual(at([event("A", "trial", "2002-05", ofA), another]), [1, "known", []]);
  assert.deepEqual(at([event("A", "trial", "2003", ofA), another]), [null, "no-data", ["A trial 2003 a"]]);
  assert.equal(countAt([trial, end], "prosecutions", 2003), 1, "in the calendar year the same date is in no doubt");
});

test("[AS2] each source ends its own cases; own files of several organisations are one account", () => {
  const begun = event("A", "trial", "2003-05", {}, { organisation: "example police" });
  const ofCourt = event("A", "verdict", "2003-09", {}, { organisation: "example court" });
  assert.equal(countAt([begun, ofCourt], "prosecutions"), null);
  const reported = event("A", "verdict", "2003-09", {}, { source: "statistics" });
  const both = openAt([sourceStated("statistics", "official-statistics"), begun, reported], "prosecutions");
  assert.deepEqual([both.value, both.statements.length], [1, 1]);
});

test("[AS6, AS8] a report counts at least so many, and only as long as it covers", () => {
  const shown = (kind: "report" | "official-statistics", year: number) => {
    const source = sourceStated("s", kind, "2004-06");
    const { value, statements } = openAt(
      [source, event("A", "trial", "2003", {}, { source: "s" })],
      "prosecutions",
      year,
    );
    return [value, statements[0]?.bounds !== undefined];
  };
  assert.deepEqual(
    [shown("report", 2004), shown("report", 2005)],
    [
      [1, true],
      [null, false],
    ],
  );
  assert.deepEqual(
    [shown("official-statistics", 2004), shown("official-statistics", 2005)],
    [
      [1, false],
      [1, false],
    ],
  );
});

test("[AS11] another offence is no trafficking that is carried over, and turning a case into one ends it", () => {
  const forged = { offence: "false-documents" } as const;
  assert.equal(countAt([event("A", "trial", "2003-05", forged)], "prosecutions"), null);
  const turned = [event("A", "trial", "2003-05"), event("A", "requalified", "2003-06", forged)];
  assert.equal(countAt(turned, "prosecutions"), null);
});

test("[TA7] a shielded case is among those carried over", () => {
  const hidden = event("A", "trial", "2003-05", {}, { shielded: true });
  assert.equal(countAt([hidden, event("B", "trial", "2003-05")], "prosecutions"), 2);
});

test("[AS2] a case of twice as many rows is no more than three times the work", () => {
  const looksAt = (count: number) => {
    let looks = 0;
    const rows = Array.from({ length: count }, (_, i) => {
      const row = event("A", i % 2 === 0 ? "trial" : "verdict", "2003-05", { suspect: `s${i >> 1}` });
      const values = new Proxy(row.values, {
        get: (target, name) => {
          looks++;
          return Reflect.get(target, name);
        },
      });
      return { ...row, values } as Statement;
    });
    const late = event("A", "trial", "2003-06", { suspect: "late" });
    assert.equal(countAt([...rows, late], "prosecutions"), 1);
    return looks;
  };
  const [some, twice] = [looksAt(400), looksAt(800)];
  assert.ok(twice < 3 * some, `${some} looks, then ${twice}`);
});
