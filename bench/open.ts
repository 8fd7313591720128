// What opening a device's store costs, with the check of all that rests in it (EN10): leaves against the signed head, notes against the leaves. Beside it
// the hashing of the notes alone, which the check adds. Run it with: node bin/panoh.js --run bench/open.ts [leaves] [notes in clear among them]

import { momentOf } from "../src/core/moment.ts";
import { encodeHex } from "../src/crypto/hex.ts";
import { randomBytes } from "../src/crypto/random.ts";
import { sha256 } from "../src/crypto/sha256.ts";
import { decodeUtf8, encodeUtf8 } from "../src/crypto/utf8.ts";
import { encodeCheckpointBody } from "../src/log/checkpoint.ts";
import { appendLeaves, emptyFrontier, frontierRoot } from "../src/log/frontier.ts";
import { leafFor } from "../src/log/leaf.ts";
import { addSignatureLines, signCheckpoint, signCosignature } from "../src/log/sign.ts";
import { Device } from "../src/member/device.ts";
import { type Change, indexKey } from "../src/member/store/store.ts";
import { signPublicNote } from "../src/note/directory-note.ts";
import { signerKey } from "../src/note/signed-note.ts";
import { openSqliteMemberStore } from "../src/operate/files/sqlite-member-store.ts";
import { quickStretch, World } from "../test/support/world.ts";

const leaves = Number(process.argv[2] ?? 20_000);
const notes = Number(process.argv[3] ?? 2_000);
const rounds = 5;

const world = await World.found({ terms: { suite: "hybrid" } });
const border = await world.organisation("border-post", "Example Border Post");
const [officer] = border.devices;
if (officer === undefined) throw new Error("a border post with a device");
const store = openSqliteMemberStore(":memory:");
const member = await world.member(officer, { store });
const rows = (await store.list("leaves")).flatMap(({ value }) => splitLeaves(value));
const signer = signerKey(world.founding.origin, world.keys.logSeed);
const seen = decodeUtf8((await store.get("meta", "trusted")) ?? new Uint8Array(0)) ?? "";
const at = momentOf(world.now);
const changes: Change[] = [];
for (let index = rows.length; index < leaves; index++) {
  const salt = encodeHex(randomBytes(16));
  const content = { kind: "time", salt, at, body: { checkpoint: seen } } as const;
  const isNote = index % Math.round(leaves / notes) === 0;
  const bytes = encodeUtf8(isNote ? signPublicNote(world.founding.origin, content, signer) : salt);
  if (isNote) changes.push({ table: "clear", key: indexKey(index), value: bytes });
  rows.push(leafFor(isNote ? "public" : "case", bytes));
}
for (let tile = 0; tile * 256 < rows.length; tile++)
  changes.push({
    table: "leaves",
    key: indexKey(tile),
    value: Buffer.concat(rows.slice(tile * 256, tile * 256 + 256)),
  });
const root = frontierRoot(appendLeaves(emptyFrontier, rows));
const body = encodeCheckpointBody(world.founding.origin, rows.length, root);
const cosignatures = world.witnesses.map((each) => signCosignature(body, each.signer, Math.floor(world.now / 1000)));
const head = addSignatureLines(signCheckpoint(body, world.keys.logSeed), cosignatures);
for (const key of ["seen", "trusted"]) changes.push({ table: "meta", key, value: encodeUtf8(head) });
await store.write(changes);
member.lock();
const held = await store.list("clear");
const times: number[] = [];
let alarms: readonly string[] = [];
for (let round = 0; round < rounds; round++) {
  const began = process.cpuUsage();
  const opened = await Device.open({
    store,
    network: async () => null,
    clock: world.clock,
    randomBytes,
    stretch: quickStretch,
  });
  const { user, system } = process.cpuUsage(began);
  times.push((user + system) / 1000);
  alarms = (opened.view?.alarms ?? []).map(({ code }) => code);
}
const beganHashing = performance.now();
for (const { value } of held) sha256(value);
const hashing = performance.now() - beganHashing;
console.log(`${rows.length} leaves, of which ${held.length} notes in clear, ${bytesOf(held)} bytes
opening (processor, median of ${rounds})  ${times.sort((a, b) => a - b)[Math.floor(rounds / 2)]?.toFixed(0)} ms
  hashing the notes     ${hashing.toFixed(0)} ms
alarms                  ${alarms.join(", ") || "none"}`);
await world.close();

function bytesOf(rows: readonly { readonly value: Uint8Array }[]): number {
  return rows.reduce((sum, { value }) => sum + value.length, 0);
}

function splitLeaves(bytes: Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: bytes.length / 33 }, (_, i) => bytes.slice(i * 33, (i + 1) * 33));
}
