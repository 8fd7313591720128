// What a case says, from its entries.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { JudgedEntry } from "../../core/case/fold.ts";
import { withdrawnAt } from "./case-content.ts";

test("[FD7] the day of a withdrawal is that of one that counts: no refused one and no old clock of somebody who repeats it makes it another", () => {
  const entry = (at: string, is: "effective" | "refused", given = "consent") =>
    ({ content: { kind: "consent.withdraw", at, body: { given } }, verdict: { is } }) as unknown as JudgedEntry;
  const said = entry("2026-03-05T10:00:00Z", "effective");
  const entries = [
    entry("1970-01-01T00:00:00Z", "effective"),
    said,
    entry("2099-01-01T00:00:00Z", "refused"),
    entry("2099-01-01T00:00:00Z", "effective", "another"),
  ];
  assert.equal(withdrawnAt({ entries }, "consent"), Date.parse("2026-03-05T10:00:00Z"));
  assert.equal(withdrawnAt({ entries: entries.slice(2) }, "consent"), null);
});
