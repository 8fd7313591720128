// A host that was restored from an old copy would fork the log. It refuses, and a mirror brings the log back.
import { test } from "node:test";
import { playTranscript } from "./transcripts/run-transcript.ts";

test("[LG4] a host refuses to run on an old copy and runs again from a mirror, by commands in one process", async (t) => {
  await playTranscript(t, "lost-host.txt", "in one process");
});
