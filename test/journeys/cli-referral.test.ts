// A whole referral by `panoh` commands alone, as a trial country's people would type them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { playTranscript } from "./transcripts/run-transcript.ts";

test("[EN1] a country is founded, a referral is sent, answered and witnessed, by commands alone", async (t) => {
  const { names, printed } = await playTranscript(t, "referral.txt");
  const shown = JSON.parse(names.get("case-json") ?? "");
  const kinds = shown.entries.map((entry: { content: { kind: string } | null }) => entry.content?.kind);
  assert.ok(kinds.includes("identity"), "[FD8] after the logged acceptance the other reader sees who it is");
  assert.deepEqual(shown.sealedUntilAccepted, []);
  assert.equal(shown.victimToken, null, "[RC9] the person agreed to the token for nobody");
  assert.ok(
    kinds.includes("referral.send") && !names.get("case-json")?.includes("receipt_seed"),
    "[SL7] no secret is shown",
  );

  const requests = (printed.get("host") ?? "").split("\n").slice(0, -1);
  assert.ok(requests.length > 50);
  for (const line of requests)
    assert.deepEqual(
      Object.keys(JSON.parse(line)),
      ["route", "method", "status", "milliseconds"],
      "[LG2] nothing about anybody",
    );
});
