// Readers come and go by `panoh` commands alone, and what each of them can open follows (SL4).
import assert from "node:assert/strict";
import { test } from "node:test";
import { playTranscript } from "./transcripts/run-transcript.ts";

test("[SL4] a newcomer opens what came before it, a lost reader nothing that comes after the new epoch", async (t) => {
  const { names } = await playTranscript(t, "epochs.txt");
  const casesOf = (name: string) => JSON.parse(names.get(name) ?? "").map(({ caseId }: { caseId: string }) => caseId);
  assert.equal(casesOf("inbox-three").length, 2);
  assert.deepEqual(casesOf("inbox-two"), [names.get("case1")]);
});
