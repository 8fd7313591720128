// Only the first law made trafficking a crime: a new article in a new code does not, whatever became of the older law.
import assert from "node:assert/strict";
import { test } from "node:test";
import { reportDataOf, reportWords } from "../../test/support/report-of-rows.ts";
import { sourceStated, stated } from "../../test/support/statements.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import type { Statement } from "../record/statement.ts";

type Law = RowValues<"law">;
const source = "example-text";
const law = (key: string, values: Partial<Law>): Statement<"law"> =>
  stated(
    "law",
    key,
    { act: "Example code", subject: "trafficking", stage: "in-force", on: "2020-03", ...values },
    { source },
  ) as Statement<"law">;
const shown = (year: number, ...laws: readonly Statement[]) =>
  reportWords(reportDataOf([sourceStated(source, "law-text", "2024"), ...laws], year));
const fresh = law("149", { act: "New example code", article: "149" });
const cameIntoForce = "A law came into force in March 2020 (human trafficking): “New example code”, article 149.";

test("[RP5] an article without an older law made trafficking a crime, in its year and in later ones", () => {
  assert.ok(shown(2020, fresh).includes("Trafficking in persons was made a crime in March 2020"));
  assert.ok(shown(2022, fresh).includes("Trafficking in persons has been a crime since March 2020"));
});

test("[RP5] a new article in a new code made nothing a crime when an older law was in force, has ended, or was repealed", () => {
  const older: Readonly<Record<string, Statement>> = {
    "in force": law("130-1", { article: "130-1", on: "2003-08" }),
    ended: law("130-1", { article: "130-1", on: "2003-08", until: "2019-12" }),
    repealed: law("130-1", { article: "130-1", stage: "repealed", on: "2020-03-01" }),
    comprehensive: law("act", { act: "Example law", subject: "comprehensive", on: "2004", until: "2018" }),
  };
  for (const [what, row] of Object.entries(older))
    for (const year of [2020, 2022]) {
      const words = shown(year, row, fresh);
      assert.ok(words.includes(cameIntoForce), `${what} ${year}`);
      assert.ok(!/made a crime|crime since March 2020/.test(words), `${what} ${year}`);
    }
});

test("[RP5] a law that was repealed later stood before it as its earlier version says", () => {
  const was = {
    act: "Example code",
    article: "130-1",
    subject: "trafficking",
    stage: "in-force",
    on: "2003-08",
  } as const;
  const repealed = law("130-1", { article: "130-1", stage: "repealed", on: "2022-05" });
  const known = {
    ...repealed,
    history: [{ values: was, device: "example", at: repealed.at, ref: repealed.ref, leaf: 0 }],
  } as unknown as Statement;
  assert.ok(shown(2020, known, fresh).includes(cameIntoForce));
  assert.ok(shown(2020, repealed, fresh).includes("made a crime"), "of what was repealed afterwards nobody knows more");
});

test("[RP5] a draft, a law on something else, a later law and a second source about the same article are no older law", () => {
  const others = [
    law("bill", { act: "Example bill", stage: "drafted", on: "2003" }),
    law("slaves", { subject: "slave-labour", on: "1998" }),
    law("later", { act: "Example code", article: "150", on: "2021" }),
    stated("law", "149", fresh.values, { source: "other-text", organisation: "net-office" }),
    law("again", { act: "New example code", article: "149", on: "2020" }),
  ];
  for (const other of others)
    assert.ok(shown(2020, other, fresh).includes("Trafficking in persons was made a crime"), other.key);
});

test("[RP5] where a code replaced a code, the crime is as old as the first: both are stated in their order, with when the first one ended", () => {
  const older = law("130-1", {
    article: "130-1",
    on: "2003-08",
    until: "2020-02",
    minimum_months: 36,
    maximum_months: 96,
  });
  const words = shown(2022, older, fresh);
  const [first, ended, second] = [
    "Trafficking in persons has been a crime since August 2003: “Example code”, article 130-1.",
    "It was in force until February 2020.",
    cameIntoForce,
  ].map((sentence) => words.indexOf(sentence));
  assert.ok(first !== undefined && ended !== undefined && second !== undefined);
  assert.ok(first > 0 && first < ended && ended < second, words);
  assert.ok(!shown(2022, older).includes("Trafficking in persons has been"), "a law that ended and was not replaced");
});

test("[RC7d] a law without a date has no year in the report: nobody made one up", () => {
  const words = shown(2024, law("149", { act: "New example code", article: "149", on: undefined } as never));
  assert.ok(
    words.includes(
      "“New example code”, article 149: in force (human trafficking). The source does not say since when.",
    ),
    words,
  );
  assert.ok(!/made a crime|crime since|came into force/.test(words));
  const by = shown(2024, law("149", { act: "New example code", article: "149", on: "..2018" }));
  assert.ok(by.includes("Trafficking in persons has been a crime since 2018 or before"), by);
});
