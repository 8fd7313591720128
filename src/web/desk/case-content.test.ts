// What a case says, from its entries.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Consent } from "../../core/case/consent.ts";
import type { JudgedEntry } from "../../core/case/fold.ts";
import type { CaseView } from "../../member/views.ts";
import { hasSharingStopped, withdrawnAt } from "./case-content.ts";

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

test("[FD7l] sharing with an organisation has stopped once every consent that it holds is withdrawn, until all of that is confirmed", () => {
  const given = (withdrawn: boolean, purge = false, held = true, organisation = "legal") =>
    ({ organisation, held, withdrawn, purge }) as Consent;
  const isStopped = (...consents: readonly Consent[]) =>
    hasSharingStopped({ state: { consents } } as unknown as CaseView, "legal");
  assert.ok(isStopped(given(true)));
  assert.ok(isStopped(given(true), given(true, true)), "one of two is confirmed: nothing is erased yet (FD7k)");
  assert.ok(!isStopped(given(true), given(false)), "another consent holds");
  assert.ok(!isStopped(given(true, true)), "it is erased by now");
  assert.ok(isStopped(given(true), given(false, false, false)), "a token lets it read nothing (FD7f)");
  assert.ok(!isStopped(given(true, false, true, "clinic")), "another organisation's");
  assert.ok(!isStopped());
});
