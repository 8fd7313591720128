// `panoh doctor` over real folders, with real stores, sockets and processes: what is good, and each fault by itself.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { text } from "node:stream/consumers";
import { type TestContext, test } from "node:test";
import { doctorOnFullDisk } from "../../../test/faults/doctor-full-disk.ts";
import { noSmallDisk } from "../../../test/faults/small-disk.ts";
import { layAsBefore } from "../../../test/support/old-layout.ts";
import { runPanoh } from "../../../test/support/run-panoh.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { trialTerms } from "../../../test/support/trial-terms.ts";
import { until } from "../../../test/support/until.ts";
import { exampleDraft, quickStretch, testPassphrase, World } from "../../../test/support/world.ts";
import { ed25519PublicKey } from "../../crypto/ed25519.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { randomBytes } from "../../crypto/random.ts";
import { sealVault } from "../../member/store/vault.ts";
import { encodeVerifierKey, signatureType, verifierKey } from "../../note/signed-note.ts";
import { encodeKeyFile } from "../../operate/files/key-file.ts";
import { Look, type LookLine } from "../../operate/look/look.ts";
import { lookAtDevice } from "../../operate/look/look-at-device.ts";
import { lookAtHost } from "../../operate/look/look-at-host.ts";
import { foundCountry, Registrar } from "../../operate/new-country.ts";
import { runHost } from "../../operate/run-host.ts";
import { runMirror } from "../../operate/run-mirror.ts";
import { logKeyOf } from "../../protocol/clear-note.ts";
import { listen } from "../../server/listen.ts";
import { witnessApp } from "../../server/witness-app.ts";

const hour = 3_600_000;
const program = join(import.meta.dirname, "../../../bin/panoh.js");

async function panoh(...args: readonly string[]) {
  const { exit, said } = await runPanoh(args, quickStretch);
  return { exit, said: said.split("\n") };
}

/** What the doctor says is to be done, and what it could not look at; room on the disk of the tests is no question. */
async function doctor(...args: readonly string[]) {
  const { said } = await panoh("doctor", ...args, "--json");
  const { lines } = JSON.parse(said[0] ?? "") as Awaited<ReturnType<typeof shown>>;
  return shown(lines);
}

function shown(lines: readonly Pick<LookLine, "about" | "is" | "says">[]) {
  const others = lines.filter(({ about }) => about !== "Space");
  const of = (is: string) => others.filter((line) => line.is === is).map(({ about, says }) => `${about}: ${says}`);
  return { lines, todo: of("to-do").join("\n"), unseen: of("not-seen").join("\n") };
}

/** What a look says at a time. */
async function linesAt(now: number, work: (look: Look) => Promise<void>) {
  const look = new Look(() => now);
  await work(look);
  return look.lines;
}

function folderFor(t: TestContext): string {
  const dir = temporaryFolder(t);
  return dir;
}

/** A host's folder that ran once, and its two running witnesses. */
async function ranOnce(t: TestContext) {
  const dir = folderFor(t);
  const doors = [0, 1].map(() => ({ fetch: null as null | ((request: Request) => Response | Promise<Response>) }));
  const listeners = await Promise.all(
    doors.map((door) =>
      listen({ fetch: (request: Request) => door.fetch?.(request) ?? new Response(null, { status: 503 }) } as never, 0),
    ),
  );
  const signers = ["one.example", "two.example"].map((name) => ({ name, seed: randomBytes(32) }));
  const lines = signers.map(({ name, seed }, i) => {
    const key = encodeVerifierKey(verifierKey(name, ed25519PublicKey(seed), signatureType.cosignature));
    return `witness w${i + 1} ${key} http://127.0.0.1:${listeners[i]?.port}\n`;
  });
  const { founding, keys } = foundCountry(
    { ...trialTerms, demonstration: true, policy: `${lines.join("")}group all 2 w1 w2\nquorum all\n` },
    Date.now,
    randomBytes,
  );
  /** How far the clock of each witness is ahead. */
  const clocks = [0, 0];
  const witnesses = signers.map((signer, i) => {
    const folder = join(dir, signer.name);
    mkdirSync(folder, { mode: 0o700 });
    writeFileSync(join(folder, "witness.key"), encodeKeyFile(signer), { mode: 0o600 });
    const file = join(folder, "heads.db");
    const { app, close } = witnessApp({
      signer,
      logs: [logKeyOf(founding)],
      file,
      clock: () => Date.now() + (clocks[i] ?? 0),
    });
    const door = doors[i];
    if (door !== undefined) door.fetch = (request) => app.fetch(request);
    return { folder, close };
  });
  t.after(async () => {
    for (const listener of listeners) await listener.close();
    for (const { close } of witnesses) close();
  });
  const silence = (which: number) => listeners[which]?.close();
  const host = join(dir, "host");
  mkdirSync(host, { mode: 0o700 });
  writeFileSync(join(host, "founding.note"), founding.note);
  writeFileSync(join(host, "log.key"), `${encodeHex(keys.logSeed)}\n`, { mode: 0o600 });
  const start = (statusPort: number | null = null) =>
    runHost({ dir: host, port: 0, log: () => undefined, failed: () => undefined, statusPort });
  const first = await start();
  const young = join(dir, "young.db");
  await first.close();
  copyFileSync(join(host, "host.db"), young);
  return { dir, host, young, start, founding, keys, witnesses, clocks, doors, silence };
}

test("a host at rest is read whole, its witnesses are asked, and each fault has its line", async (t) => {
  const { host, young, start, founding, keys, clocks, doors, silence } = await ranOnce(t);
  assert.deepEqual(await doctor(host).then(({ todo, unseen }) => [todo, unseen]), ["", ""]);

  const again = await start();
  const council = new Registrar(again.host, keys, "http://127.0.0.1:1", Date.now, randomBytes);
  await council.council("council.waits", { waits: { ...founding.founding.waits, answer: 1 } });
  await again.close();
  const grown = join(host, "host.db");

  chmodSync(join(host, "log.key"), 0o644);
  assert.match((await doctor(host)).todo, /^Permissions: others can read \S+log\.key: run chmod 600 \S+$/);
  chmodSync(join(host, "log.key"), 0o600);
  chmodSync(host, 0o777);
  assert.match((await doctor(host)).todo, /^Permissions: others can write into /m);
  chmodSync(host, 0o700);
  mkdirSync(join(host, "council"));
  assert.match((await doctor(host)).todo, /^Council: keys of the council lie beside the host/);
  rmSync(join(host, "council"), { recursive: true });
  const key = readFileSync(join(host, "log.key"));
  writeFileSync(join(host, "log.key"), `${"0".repeat(64)}\n`);
  assert.match((await doctor(host)).todo, /^Log key: \S+ is not the key/);
  writeFileSync(join(host, "log.key"), key);

  const now = Date.now();
  assert.match(
    shown(await linesAt(now - hour, (look) => lookAtHost(look, host, null))).todo,
    /^Clock: .* here, .* at a witness: set/,
  );
  clocks[1] = 2 * hour;
  const ahead = shown(await linesAt(now, (look) => lookAtHost(look, host, null))).todo;
  assert.match(
    ahead,
    /^Witness w2: it answers, and its clock says .* where another witness has .*: who runs it sets it$/,
  );
  clocks[1] = 0;
  const old = shown(await linesAt(now + 72 * hour, (look) => lookAtHost(look, host, null))).todo;
  assert.match(old, /^Checkpoint: .* 3 days ago: start the host/m);
  assert.match(old, /^Time note: .* 3 days ago: start the host/m);

  const [, second] = doors;
  const answers = second?.fetch ?? null;
  if (second !== undefined) second.fetch = () => new Response("Example portal", { status: 200 });
  assert.match((await doctor(host)).todo, /^Witness w2: what answers at \S+ is no witness of this log/);
  if (second !== undefined) second.fetch = answers;

  if (noSmallDisk === null) {
    const full = doctorOnFullDisk(host);
    assert.equal(full.exit, 1);
    const line = (about: string) => full.lines.find((each) => each.about === about);
    assert.match(line("Space")?.says ?? "", /^0 MB free, too little: make room/);
    assert.equal(line("Integrity")?.is, "good", "all the rest is looked at");
  }
  const today = readFileSync(grown);
  layAsBefore(grown);
  const before = readFileSync(grown);
  const older = await doctor(host);
  assert.equal(older.lines.find(({ about }) => about === "Integrity")?.is, "good", "an older store is read whole");
  assert.match(older.lines.find(({ about }) => about === "Store")?.says ?? "", /but for \d+ leaves that move to it/);
  assert.deepEqual(readFileSync(grown), before, "[ST4c] and left as it is");
  const newer = new DatabaseSync(grown);
  newer.exec("PRAGMA user_version = 99");
  newer.close();
  assert.match(
    (await doctor(host)).todo,
    /^Store: a newer program made it, and this one leaves it as it is: install that version/,
  );
  writeFileSync(grown, today);
  const rot = new DatabaseSync(grown);
  rot.exec("UPDATE body SET bytes = zeroblob(length(bytes)) WHERE position = 0");
  rot.close();
  assert.match(
    (await doctor(host)).todo,
    /^Integrity: 1 of \d+ leaves are not as they were logged: replace the disk, and start the host with --mirror/,
  );
  const lost = new DatabaseSync(grown);
  lost.exec("DELETE FROM leaf WHERE position = 0");
  lost.close();
  assert.match((await doctor(host)).todo, /^Integrity: /m);
  writeFileSync(grown, "no database at all");
  assert.match((await doctor(host)).todo, /^Store: \S+ cannot be read/m);
  rmSync(grown);
  assert.match((await doctor(host)).todo, /^Store: there is none/);
  copyFileSync(young, grown);
  const oldCopy = (await doctor(host)).todo;
  for (const name of ["w1", "w2"])
    assert.match(
      oldCopy,
      new RegExp(`^Witness ${name}: it saw \\d+ leaves and \\d+ rest here, so that this is an old copy`, "m"),
    );
  await silence(1);
  assert.match(
    (await doctor(host)).todo,
    /^Witness w2: it does not answer at http:\/\/127\.0\.0\.1:\d+: ask who runs it$/m,
  );
});

test("a witness's folder: its key, and what it remembers", async (t) => {
  const { witnesses, founding } = await ranOnce(t);
  const { folder } = witnesses[0] ?? assert.fail();
  const { lines, todo, unseen } = await doctor(folder);
  assert.deepEqual([todo, unseen], ["", ""]);
  const memory = lines.find(({ about }) => about === "Memory")?.says ?? "";
  assert.ok(memory.startsWith(`${founding.origin} up to `), memory);
  const copy = join(folder, "..", "copy");
  mkdirSync(copy, { mode: 0o700 });
  writeFileSync(join(copy, "witness.key"), "one.example 00\n", { mode: 0o644 });
  const damaged = (await doctor(copy)).todo;
  assert.match(damaged, /^Permissions: others can read \S+witness\.key/m);
  assert.match(damaged, /^Key: \S+ is damaged/m);
  assert.match(damaged, /^Memory: this witness remembers no head: if it ever cosigned, do not start it again/m);
  writeFileSync(join(copy, "heads.db"), "no database at all");
  assert.match((await doctor(copy)).todo, /^Memory: what this witness cosigned cannot be read/m);
});

test("a running host is asked on its status port, by real processes; without it nothing is guessed", async (t) => {
  const { host, start, silence } = await ranOnce(t);
  const free = createServer().listen(0, "127.0.0.1");
  await once(free, "listening");
  const port = String((free.address() as { port: number }).port);
  free.close();
  const served = spawn(process.execPath, [program, "serve", "--dir", host, "--port", "0", "--status", port]);
  t.after(() => served.kill("SIGTERM"));
  let beside = "";
  served.stderr.on("data", (chunk) => {
    beside += chunk;
  });
  await until(() => beside.includes("Status     "));
  const run = async (...args: readonly string[]) => {
    const child = spawn(process.execPath, [program, "doctor", host, ...args]);
    const [out, err, [exit]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
    return { exit, said: `${out}${err}` };
  };
  await until(async () => (await doctor(host, "--status", port)).unseen === "");
  const [asked, blind] = await Promise.all([run("--status", port), run()]);
  assert.match(asked.said, /^Host +good: it runs$/m);
  assert.match(asked.said, /^Submissions +good: it takes them$/m);
  assert.match(asked.said, /^Integrity +good: all \d+ leaves were as they were logged at /m);
  assert.match(asked.said, /^Witness w2 +good: it cosigned at /m);
  assert.equal(blind.exit, 2, blind.said);
  assert.match(blind.said, /^Store +not looked at: the host runs: give the port .* --status PORT$/m);
  const wrong = await doctor(host, "--status", "1");
  assert.match(wrong.todo, /^Host: nobody answers as a host at port 1/);

  served.kill("SIGTERM");
  await once(served, "close");
  await silence(1);
  const lame = await start(0);
  t.after(() => lame.close());
  const { todo } = await doctor(host, "--status", String(lame.statusPort));
  assert.match(todo, /^Witness w2: it does not answer: ask who runs it$/m);
});

test("what is no folder of ours cannot be looked at: exit code 2", async (t) => {
  const { exit, said } = await panoh("doctor", folderFor(t));
  assert.equal(exit, 2);
  assert.match(said.join(), /is no folder of a device, a host, a mirror or a witness \(not-looked-at\)$/);
});

test("a device's folder without its passphrase: what rests in clear, its host, who cosigned; nothing of a case, and nothing is changed", async (t) => {
  const world = await World.found({ now: Date.now(), witnesses: 2, quorum: 1 });
  let isUp = true;
  const down = async () => {
    if (isUp) await world.close();
    isUp = false;
  };
  t.after(down);
  const post = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  await world.timekeeping.writeTime();
  await world.witness();
  const dir = join(folderFor(t), "device");
  mkdirSync(dir, { mode: 0o700 });
  const vault = await sealVault(post.devices[0] ?? assert.fail(), testPassphrase, randomBytes, quickStretch);
  writeFileSync(join(dir, "vault.json"), vault, { mode: 0o600 });
  assert.match((await doctor(dir)).todo, /^Store: there is none yet/);
  writeFileSync(join(dir, "..", "draft.json"), JSON.stringify(exampleDraft([shelter])));
  const refer = ["refer", "--draft", join(dir, "..", "draft.json"), "--vault", dir];
  assert.equal((await panoh("status", "--vault", dir)).exit, 0);
  assert.equal((await panoh(...refer)).exit, 0);
  await world.witness();
  await world.timekeeping.writeTime();
  await world.witness();
  assert.equal((await panoh("status", "--vault", dir)).exit, 0);
  assert.equal(statSync(join(dir, "client.db")).mode & 0o777, 0o600, "[ST2]");
  const before = readFileSync(join(dir, "client.db"));
  const whole = await doctor(dir);
  assert.deepEqual([whole.todo, whole.unseen], ["", ""]);
  assert.deepEqual(readFileSync(join(dir, "client.db")), before, "nothing is changed");

  const opened = await doctor(dir, "--sealed");
  assert.deepEqual([opened.todo, opened.unseen], ["", ""]);
  assert.match(JSON.stringify(opened.lines), /"Sealed rows","is":"good","says":"[1-9]\d*, and each opens"/);
  const wrong = join(dir, "..", "wrong words");
  writeFileSync(wrong, "other words\n", { mode: 0o600 });
  const closed = await doctor(dir, "--sealed", "--passphrase-file", wrong);
  assert.match(closed.unseen, /^Sealed rows: the passphrase does not open the vault/m);
  assert.deepEqual(readFileSync(join(dir, "client.db")), before, "nothing is changed");

  const now = Date.now();
  assert.match(
    shown(await linesAt(now - 2 * hour, (look) => lookAtDevice(look, dir))).todo,
    /^Witness w1: it cosigned .*, and it is .* here: if the clock of this computer is right/m,
  );
  assert.match(
    shown(await linesAt(now - 10 * hour, (look) => lookAtDevice(look, dir))).todo,
    /^Clock: .* is earlier than the newest time that was signed/m,
  );
  assert.match(
    shown(await linesAt(now + 72 * hour, (look) => lookAtDevice(look, dir))).todo,
    /^Checkpoint: .* 3 days ago: run panoh status/m,
  );
  chmodSync(join(dir, "vault.json"), 0o640);
  chmodSync(dir, 0o755);
  chmodSync(join(dir, "client.db"), 0o644);
  const open = (await doctor(dir)).todo;
  assert.match(open, /vault\.json: run chmod 600/);
  assert.match(open, /client\.db: run chmod 600/);
  chmodSync(dir, 0o700);
  assert.doesNotMatch((await doctor(dir)).todo, /client\.db/, "nobody else can enter the folder");
  chmodSync(join(dir, "vault.json"), 0o600);

  await world.witnesses[1]?.listener.close();
  await world.organisation("ombudsman", "Example Ombudsman");
  assert.match((await doctor(dir)).todo, /^Witness w2: it did not cosign the newest checkpoint/m);

  for (const [name, how] of [
    ["leaves", /^Integrity: the leaves are not as they were logged/m],
    ["clear", /^Integrity: 1 of \d+ notes are not as they were logged/m],
    ["sent", /^Sealed rows: 1 of \d+ \(sent\) do not open, 1 of which no log brings back/m],
  ] as const) {
    const copy = join(dir, "..", name);
    cpSync(dir, copy, { recursive: true });
    const rot = new DatabaseSync(join(copy, "client.db"));
    const { key, value } = rot.prepare("SELECT key, value FROM item WHERE name = ?").get(name) as {
      key: string;
      value: Uint8Array;
    };
    value[40] = (value[40] ?? 0) ^ 1;
    rot.prepare("UPDATE item SET value = ? WHERE name = ? AND key = ?").run(value, name, key);
    rot.close();
    assert.match((await doctor(copy, "--sealed")).todo, how, name);
    writeFileSync(join(copy, "vault.json"), vault.slice(0, -40));
    assert.match((await doctor(copy)).todo, /^Vault: \S+ is damaged/m);
    writeFileSync(join(copy, "client.db"), "no database at all");
    assert.match((await doctor(copy)).todo, /^Store: the store failed: the disk or the file is damaged/m);
  }
  await down();
  assert.equal((await panoh(...refer)).exit, 3);
  const alone = await panoh("doctor", dir);
  assert.equal(alone.exit, 1);
  assert.match(alone.said.join("\n"), /^Host +TO DO: it does not answer/m);
  assert.match(alone.said.join("\n"), /^Outbox +TO DO: \d not sent yet/m);
  for (const word of [/Test Person 1/, /Example Shelter/, /Example Border/, /sample/, /debt-bondage/])
    assert.doesNotMatch(alone.said.join("\n"), word, "nothing of a case or of anybody");
  if (noSmallDisk !== null) return t.skip(noSmallDisk);
  const full = doctorOnFullDisk(dir);
  assert.equal(full.exit, 1);
  const line = (about: string) => full.lines.find((each) => each.about === about);
  assert.match(line("Space")?.says ?? "", /^0 MB free, too little: make room/);
  assert.equal(line("Store")?.says, "there is no room to open it: make room, then look again");
});

test("a mirror's folder at rest and while it runs", async (t) => {
  const { dir, start, founding } = await ranOnce(t);
  const host = await start();
  t.after(() => host.close());
  const copy = join(dir, "mirror");
  mkdirSync(copy, { mode: 0o700 });
  const parts = { of: `http://127.0.0.1:${host.port}`, founding, dir: copy, port: 0, hostname: "127.0.0.1" };
  const quiet = { log: () => undefined, onRound: () => undefined, failed: () => undefined };
  const mirror = await runMirror({ ...parts, ...quiet, everyMilliseconds: 1000 });
  assert.match((await doctor(copy)).unseen, /^Store: the mirror runs/);
  await mirror.close();
  assert.deepEqual(await doctor(copy).then(({ todo, unseen }) => [todo, unseen]), ["", ""]);
  const rot = new DatabaseSync(join(copy, "copy.db"));
  rot.exec("UPDATE body SET bytes = zeroblob(length(bytes)) WHERE position = 0");
  rot.close();
  assert.match(
    (await doctor(copy)).todo,
    /^Integrity: 1 of \d+ leaves .* replace the disk, and remove copy.db and followed.db, leave mirror.key/,
  );
});
