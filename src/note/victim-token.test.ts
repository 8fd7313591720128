// The token that links a victim's case to proceedings.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fieldSchema } from "../core/record/row-schema.ts";
import { victimToken } from "./victim-token.ts";

const origin = "refuge.tennis.example/eec3656f08c21989afb98c2378ceee93";
const caseId = "ca5e0000".repeat(8);
const token = "52ef9cb0e31a3c6994fb83a21358fe6d";

test("[RC9] a case has one token, that of the page on the record; a row of proceedings takes it", () => {
  assert.equal(victimToken(origin, caseId), token);
  const [, text, told] = /```token\n(.*?)\n```\n.*?`([0-9a-f]+)`/s.exec(page()) ?? [];
  assert.deepEqual([text, told], [`panoh.org/victim-token/v1\n${origin}\n${caseId}`, token]);
  assert.equal(fieldSchema({ type: "tokens" })([token]), true);
});

test("[RC9] another country or another case has another token, and no part of the case id is in it", () => {
  const others = [
    victimToken(`refuge.tennis.example/${"0".repeat(32)}`, caseId),
    victimToken(origin, `${caseId.slice(0, -1)}1`),
  ];
  assert.equal(new Set([token, ...others]).size, 3);
  for (let at = 0; at + 8 <= caseId.length; at++) assert.ok(!token.includes(caseId.slice(at, at + 8)));
});

function page(): string {
  return readFileSync(new URL("../../docs/spec/record.md", import.meta.url), "utf8");
}
