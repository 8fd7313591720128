// What is due in the record: docs/spec/record.md, RC20.
import assert from "node:assert/strict";
import { test } from "node:test";
import { hashOfText } from "../../test/support/record-notes.ts";
import { logged } from "../../test/support/record-read.ts";
import { figure, judgement, sourceStated, stated } from "../../test/support/statements.ts";
import type { Statement } from "../record/statement.ts";
import { dueIn } from "./due.ts";
import { completeText } from "./edition/complete.ts";
import { publishedRows } from "./edition/edition.ts";
import { Grounds } from "./edition/grounds.ts";

const organisation = "record-office";
const today = "2030-05-01";
const due = (statements: readonly Statement[], on = today) =>
  dueIn(statements, { today: on, organisation, hash: hashOfText });

const plan = stated("plan", "p", { title: "Example plan", stage: "in-force", on: "2028" });
const measure = (key: string, until: string) =>
  stated("measure", key, { plan: "p", objective: "Example", measure: `Example ${key}`, agency: "Example", until });
const progress = (of: string, state: "done" | "under-way") =>
  stated("progress", `${of}-${state}`, { measure: of, on: "2030-04", state });

test("[RC20] a measure is due once its day has passed and nobody entered that it is done, a source while no row rests on it", () => {
  const rows = [
    plan,
    measure("late", "2030-04-30"),
    measure("done", "2030-04-30"),
    measure("begun", "2029"),
    measure("later", "2030-06"),
    progress("done", "done"),
    progress("begun", "under-way"),
    sourceStated("used", "report"),
    sourceStated("unused", "report"),
    figure("used", "convictions", "2030", 1, { unit: "persons" }),
  ];
  const found = due(rows);
  assert.deepEqual(
    found.measures.map(({ key }) => key),
    ["late", "begun"],
  );
  assert.deepEqual(
    found.sources.map(({ key }) => key),
    ["unused"],
  );
  // On its last day it is not due yet, and what is reported on the day counts at once.
  const ofToday = [plan, measure("ends", today), measure("late", "2030-04-30")];
  const keysOf = (some: readonly Statement[], on?: string) => due(some, on).measures.map(({ key }) => key);
  assert.deepEqual(keysOf(ofToday), ["late"]);
  assert.deepEqual(keysOf(ofToday, "2030-05-02"), ["ends", "late"]);
  const doneToday = stated("progress", "late-done", { measure: "late", on: today, state: "done" });
  assert.deepEqual(keysOf([...ofToday, doneToday]), []);
  assert.deepEqual(due([]), { measures: [], sources: [], judgements: [], editions: [] });
});

/** A draft of the report of 2003 with one paragraph, over these rows. */
function drafted(rows: readonly Statement[], typed: string, by = organisation): Statement {
  const grounds = new Grounds(rows, "calendar");
  const completed = completeText(typed, { grounds, language: "en", before: [] });
  if ("flaw" in completed) assert.fail(completed.flaw);
  const place = { year: "2003", language: "en", section: "prosecution", place: 1 } as const;
  return stated(
    "draft",
    "2003.en.a",
    { ...place, text: completed.text },
    { sealed: true, organisation: by },
  ) as Statement;
}

test("[RC20a] judgements are missing for the newest year that ended and the years of own editions, and for no other", () => {
  const rows = logged([
    figure("sample-report", "convictions", "2003", 1, { unit: "persons" }),
    figure("sample-report", "convictions", "2027", 1, { unit: "persons" }),
    figure("sample-report", "convictions", "2028", 1, { unit: "persons" }),
    figure("sample-report", "convictions", "2030", 1, { unit: "persons" }),
  ]);
  const years = (statements: readonly Statement[], on = today) =>
    due(statements, on).judgements.map(({ period: { year } }) => year);
  assert.deepEqual(years(rows), [2028]);
  assert.deepEqual(years(rows, "2031-01-01"), [2030]);
  const text = "{1|figure convictions 2003}";
  assert.deepEqual(years([...rows, drafted(rows, text)]), [2028, 2003]);
  assert.deepEqual(years([...rows, drafted(rows, text, "other-office")]), [2028]);
  const asked = due(rows).judgements[0]?.questions ?? [];
  assert.ok(asked.includes("complies-fully"));
  const answered = due([...rows, judgement("complies-fully", true, "2028")]).judgements.flatMap(
    ({ questions }) => questions,
  );
  assert.ok(!answered.includes("complies-fully"));
});

test("[RC20b] an edition is due while an anchor of it does not hold, as it is drafted and as it was published last", () => {
  const rows = logged([figure("sample-report", "convictions", "2003", 1, { unit: "persons" })]);
  const draft = drafted(rows, "{one|figure convictions 2003} conviction");
  const place = { year: 2003, kind: "calendar", language: "en" } as const;
  const publish = (size: number, from: Statement) => {
    const { text } = (from as Statement<"draft">).values;
    const paragraph = { key: "2003.en.a", section: "prosecution", place: 1, text } as const;
    const edition = { ...place, organisation, answers: [], signatures: [], putAway: [], struck: [] };
    const [row] = publishedRows({ ...edition, paragraphs: [paragraph as never] }, size);
    return {
      ...stated("paragraph", row?.key ?? "", row !== undefined && "values" in row ? row.values : assert.fail()),
      import: `import-${size}`,
    } as Statement;
  };
  const first = publish(5, draft);
  assert.deepEqual(due([...rows, draft, first]).editions, []);
  const changed = rows.map((one): Statement => {
    const values = { ...one.values, value: 3 };
    return { ...one, values, ref: { note: hashOfText("corrected"), row: 0 } } as Statement;
  });
  assert.deepEqual(due([...changed, draft, first]).editions, [
    { name: place, isPublished: false, stale: 1 },
    { name: place, isPublished: true, stale: 1 },
  ]);
  const anew = publish(9, drafted(changed, "{three|figure convictions 2003} convictions"));
  assert.deepEqual(
    due([...changed, first, anew]).editions,
    [],
    "what was published anew counts, and not what it replaced",
  );
  assert.deepEqual(due([...changed, { ...draft, organisation: "other-office" }]).editions, []);
});

test("[RC20c] what is due is found in a fixed number of looks at each row, also among ten thousand", () => {
  const looksPerRow = (size: number) => {
    let looks = 0;
    const rows = [
      plan,
      ...Array.from({ length: size }, (_, i) =>
        i % 4 === 0
          ? measure(`m${i}`, "2029")
          : i % 4 === 1
            ? sourceStated(`s${i}`, "report")
            : i % 4 === 2
              ? progress(`m${i - 2}`, i % 8 === 2 ? "done" : "under-way")
              : figure(`s${i - 2}`, "convictions", String(2000 + (i % 30)), i, { unit: "persons" }),
      ),
    ].map(
      (one) =>
        new Proxy(one, {
          get(target, name) {
            looks += 1;
            return Reflect.get(target, name);
          },
        }),
    );
    due(rows);
    return looks / size;
  };
  const [few, many] = [looksPerRow(1_000), looksPerRow(10_000)];
  assert.ok(many < few * 1.3, `${few} looks at each of 1,000 rows, ${many} at each of 10,000`);
});
