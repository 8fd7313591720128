// The token that links a victim's case to proceedings.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fieldSchema } from "../core/registers/field-schema.ts";
import { victimToken } from "./victim-token.ts";

const origin = "refuge.nation.example/eec3656f08c21989afb98c2378ceee93";
const caseId = "ca5e0000".repeat(8);
const salt = "5a17".repeat(8);
const token = "67f49238189b662e7f20462d3a383b76";

test("[RC9] a case has one token, that of the page on the record; a row of proceedings takes it", () => {
  assert.equal(victimToken(origin, caseId, salt), token);
  const [, text, printed] = /```token\n(.*?)\n```\n.*?`([0-9a-f]+)`/s.exec(page()) ?? [];
  assert.deepEqual([text, printed], [`panoh.org/victim-token/v1\n${origin}\n${caseId}\n${salt}`, token]);
  assert.equal(fieldSchema({ type: "tokens" })([token]), true);
});

test("[RC9] another country, case or salt has another token, and no part of the case id is in it", () => {
  const others = [
    victimToken(`refuge.nation.example/${"0".repeat(32)}`, caseId, salt),
    victimToken(origin, `${caseId.slice(0, -1)}1`, salt),
    victimToken(origin, caseId, `${salt.slice(0, -1)}8`),
  ];
  assert.equal(new Set([token, ...others]).size, 4);
  for (let at = 0; at + 8 <= caseId.length; at++) assert.ok(!token.includes(caseId.slice(at, at + 8)));
});

function page(): string {
  return readFileSync(new URL("../../docs/spec/record.md", import.meta.url), "utf8");
}
