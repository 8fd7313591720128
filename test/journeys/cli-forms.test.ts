// Forms by `panoh` commands alone: the library is shown, a next version is checked, and what it changes is said.
import assert from "node:assert/strict";
import { test } from "node:test";
import { playTranscript } from "./transcripts/run-transcript.ts";

test("[FM4, FM5, FM11, FM12, FM13] a form is shown, checked and compared by commands in one process", async (t) => {
  const { names } = await playTranscript(t, "forms.txt", "in one process");
  const listed: readonly { readonly key: string; readonly title: string }[] = JSON.parse(names.get("list") ?? "");
  assert.equal(listed.find((form) => form.key === "danger")?.title, "Опасность", "in the language that was asked for");
  assert.notEqual(names.get("first"), names.get("second"));
});
