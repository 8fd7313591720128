// The correction of a long false history: as many notes as its heads need, in one file, and all of them signed by each seat.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { until } from "../../../test/support/until.ts";
import { World } from "../../../test/support/world.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { encodeLeaf } from "../../log/leaf.ts";
import { tileWidth } from "../../log/tile.ts";
import { indexKey } from "../../member/store/store.ts";
import { correctionsIn, verifyCorrection } from "../../note/correction-note.ts";
import { openFolderNow } from "../../operate/files/device-folder.ts";
import { openSqliteMemberStore } from "../../operate/files/sqlite-member-store.ts";
import { directoryOf } from "../../protocol/clear-note.ts";
import { runCommandLine } from "../command-line.ts";

test("[LG10] the correction names every head of a false history, however long: no head of it holds up a host", async (t) => {
  const world = await World.found({ now: Date.now() });
  const dir = mkdtempSync(join(tmpdir(), "panoh-correction-"));
  t.after(async () => {
    await world.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const at = (name: string) => join(dir, name);
  await world.organisation("shelter", "Example Shelter North");
  const { size } = world.host.head;
  const shared = size - 1;
  const right = (await world.store.leaves(0, shared)).map((leaf) => encodeLeaf(leaf.class, leaf.hash));
  const wrong = Array.from({ length: 2_100 }, (_, i) => encodeLeaf("case", sha256(encodeUtf8(`false ${i}`))));
  const leaves = [...right, ...wrong];
  const store = openSqliteMemberStore(at("client.db"));
  const rows = Array.from({ length: Math.ceil(leaves.length / tileWidth) }, (_, i) => ({
    table: "leaves" as const,
    key: indexKey(i),
    value: new Uint8Array(Buffer.concat(leaves.slice(i * tileWidth, (i + 1) * tileWidth))),
  }));
  await store.write(rows);
  await store.close();
  writeFileSync(at("founding.note"), world.founding.note);
  for (const [i, { name, seed }] of world.keys.seats.entries())
    writeFileSync(at(`seat-${i}.key`), `${name} ${Buffer.from(seed).toString("hex")}\n`);
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const terminal = { say, inform: say, askSecret: async () => "", untilStopped: async () => undefined };
  const note = at("correction.note");
  const founding = ["--founding", at("founding.note")];
  const written = ["council", "correction", "--false", dir, "--host", world.url, "--reason", "An example."];
  const run = (...args: readonly string[]) => runCommandLine(args, terminal);
  // Another command has the device: a half of what it writes would be a false history of its own.
  const other = openFolderNow(dir);
  const waiting = run(...written, "--seat-key", at("seat-0.key"), "--out", note, ...founding);
  await until(() => said.some((line) => /Another command uses this device/.test(line)));
  assert.ok(!existsSync(note));
  await other.close();
  assert.equal(await waiting, 0, said.join("\n"));
  const notes = () => correctionsIn(readFileSync(note, "utf8"));
  const verdicts = () => notes().map((text) => verifyCorrection(text, directoryOf(world.founding)));
  assert.deepEqual(verdicts(), Array(3).fill("not-signed-by-council"));
  assert.equal(await run("council", "cosign", "--note", note, "--seat-key", at("seat-1.key"), ...founding), 0);
  const heads = verdicts().flatMap((read) => (typeof read === "string" ? [] : read.correction.falseHeads));
  assert.deepEqual(
    heads.map((head) => head.size),
    wrong.map((_, i) => shared + 1 + i),
  );
});
