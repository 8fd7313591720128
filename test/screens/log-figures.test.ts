// What the public page reads out of a checkpoint: the size and the witnesses' times, and nothing out of anything else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readFigures, readFoundingMarks } from "../../src/web/leaflet/log-figures.ts";

const root = Buffer.alloc(32, 7).toString("base64");

function line(name: string, bytes: number, seconds: number): string {
  const blob = Buffer.alloc(bytes);
  blob.writeBigUInt64BE(BigInt(seconds), 4);
  return `— ${name} ${blob.toString("base64")}\n`;
}

test("size and cosignature times are read; the log's own signature is no witness", () => {
  const note = `teacup.example/0\n1234\n${root}\n\n${line("teacup.example/0", 68, 5)}${line("witness.example", 76, 1_772_000_000)}`;
  assert.deepEqual(readFigures(note), { size: 1234, cosignedAt: [1_772_000_000_000] });
});

test("what is not a checkpoint gives no figures", () => {
  for (const text of ["", "teacup.example\n", "teacup.example\n01\n", "<html>\n-1\n", "x\n12345678901234567890\n"]) {
    assert.equal(readFigures(text), null, text);
  }
  assert.deepEqual(readFigures(`x\n1\n${root}\n\n— w !!!\n`), { size: 1, cosignedAt: [] });
});

test("[LG5] [DR6] what is not as in a real country is read out of the founding note", () => {
  const note = (fields: object) =>
    `panoh.org/founding/v1\nteacup.example\n${JSON.stringify(fields)}\n\n— council-1 AA==\n`;
  assert.deepEqual(readFoundingMarks(note({ trial: true, demonstration: true })), ["demonstration"]);
  assert.deepEqual(readFoundingMarks(note({ trial: true, demonstration: false })), ["trial"]);
  assert.deepEqual(readFoundingMarks(note({ trial: false, demonstration: false, title: { en: '"trial":true' } })), []);
  const waits = { admission: 0, reader: 0, soloReader: 0, answer: 0 };
  assert.deepEqual(readFoundingMarks(note({ trial: true, policy: "quorum none\n", waits })), [
    "trial",
    "unwatched",
    "no-waits",
  ]);
  assert.deepEqual(readFoundingMarks("<html>"), []);
});
