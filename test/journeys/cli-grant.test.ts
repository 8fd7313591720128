// A third organisation is brought into a case and leaves it again, by `panoh` commands alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { playTranscript } from "./transcripts/run-transcript.ts";

test("[SL8, FD7] a grant carries what she agreed to share, and a confirmed withdrawal ends with it erased", async (t) => {
  const { names } = await playTranscript(t, "grant.txt");
  const granted = names.get("law-case") ?? "";
  assert.match(granted, /Teapot the First/);
  assert.doesNotMatch(granted, /kept on a shelf|whistle|receipt_seed/);
  const waiting = JSON.parse(granted).entries.filter(
    (entry: { verdict: { is: string } }) => entry.verdict.is === "waiting",
  );
  assert.deepEqual(waiting, []);
  const [left] = JSON.parse(names.get("law-inbox") ?? "");
  assert.deepEqual([left.state, left.danger, left.referral], ["erased", null, null], "nothing is left to show");
  const kinds = JSON.parse(names.get("one-case") ?? "").entries.map(
    (entry: { content: { kind: string } | null }) => entry.content?.kind,
  );
  assert.ok(kinds.includes("purge.done"), "and legal aid's program said so");
  const [before, after] = [granted, names.get("one-case") ?? ""].map((json) => JSON.parse(json).victimToken);
  assert.deepEqual([before, after], [null, null], "[RC9] the person agreed to the token for nobody");
});
