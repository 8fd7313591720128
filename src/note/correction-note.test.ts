// Corrections as notes: their form, and who may sign them. What a device makes of one is in test/hostile/way-back.test.ts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Correction } from "./correction-note.ts";
import {
  cosignCorrection,
  mostFalseHeads,
  readCorrection,
  signCorrection,
  verifyCorrection,
} from "./correction-note.ts";
import { signerKey } from "./signed-note.ts";

const origin = "refuge.nation.example/00112233445566778899aabbccddeeff";
const root = Buffer.alloc(32, 7).toString("base64");
const body: Correction = {
  kind: "correction",
  salt: "00112233445566778899aabbccddeeff",
  at: "2030-03-01T09:00:00Z",
  shared: 3,
  falseHeads: [
    { size: 4, root },
    { size: 5, root },
  ],
  trueHead: { size: 6, root },
  reason: "An old copy was started.",
};
const seat = (name: string) => signerKey(name, new Uint8Array(32).fill(9));

test("[LG10] the correction on docs/spec/log.md holds under the two seats that the page names, and not with one of them", () => {
  const page = readFileSync(new URL("../../docs/spec/log.md", import.meta.url), "utf8");
  const note = /```correction\n([^`]*)```/.exec(page)?.[1] ?? assert.fail();
  const [, ...keys] = /whose keys are `(\S+)` and\n`(\S+)`/.exec(page) ?? assert.fail();
  const seats = keys.map((key, i) => ({ seat: `council-${i + 1}`, key }));
  const council = { origin, founding: { council: { threshold: 2 } }, seatsAt: () => seats };
  const verified = verifyCorrection(note, council);
  assert.ok(typeof verified !== "string");
  assert.equal(verified.correction.reason, "A copy of Monday was started on Tuesday.");
  const alone = note.split("\n").slice(0, -2).join("\n");
  assert.equal(verifyCorrection(`${alone}\n`, council), "not-signed-by-council");
});

test("[LG10] a correction is about two histories: every head lies beyond what they share, the false ones grow, and none is the true one", () => {
  const bad: readonly Partial<Correction>[] = [
    { shared: 0 },
    { shared: 4 },
    { falseHeads: [] },
    { falseHeads: [...body.falseHeads].reverse() },
    { falseHeads: [body.trueHead] },
    { falseHeads: Array.from({ length: mostFalseHeads + 1 }, (_, i) => ({ size: 4 + i, root })) },
    { trueHead: { size: 3, root } },
    { reason: "" },
    { reason: "two\nlines" },
  ];
  for (const changed of bad)
    assert.throws(() => signCorrection(origin, { ...body, ...changed }, [seat("council-1")]), JSON.stringify(changed));
  assert.ok(signCorrection(origin, body, [seat("council-1")]));
});

test("[LG10] a seat cosigns corrections of its own country only, and no other text", () => {
  const note = signCorrection(origin, body, [seat("council-1")]);
  const both = cosignCorrection(note, origin, seat("council-2")) ?? assert.fail();
  assert.deepEqual(readCorrection(both, origin)?.signers, ["council-1", "council-2"]);
  assert.equal(readCorrection(both, origin)?.id, readCorrection(note, origin)?.id);
  assert.equal(cosignCorrection(note, "other.example/00112233445566778899aabbccddeeff", seat("council-2")), null);
  assert.equal(cosignCorrection(note.replace("correction/v1", "directory/v1"), origin, seat("council-2")), null);
});
