// What the council changes after the founding, by `panoh` commands alone, in one process.
import { test } from "node:test";
import { playTranscript } from "./transcripts/run-transcript.ts";

test("[DR2] [DR6] [LG5] the council changes waits, replaces a witness and suspends an organisation, and devices and verifier follow, by commands in one process", async (t) => {
  await playTranscript(t, "council.txt", "in one process");
});
