// Keys of servers and seats: as they are, under a passphrase, and from systemd; and where the plain key is not.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { makeSeats } from "../../test/support/seats.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { unlockText } from "../sealing/locked-text.ts";
import { runCommandLine } from "./command-line.ts";

const terms =
  "--name refuge.example.tj --country XT --title en=Example --languages en --seats 1 --threshold 1 --quorum none --trial";

/** A folder, and commands in it. What goes on is stopped as soon as it listens. */
function place(t: TestContext) {
  const dir = temporaryFolder(t);
  const at = (name: string) => join(dir, name);
  const run = async (line: string, typed = "") => {
    const said: string[] = [];
    const stopped = Promise.withResolvers<void>();
    const hear = (text: string) => {
      said.push(text);
      if (/^Listening /.test(text)) stopped.resolve();
    };
    const exit = await runCommandLine(
      line.split(" ").map((word) => word.replace(/^@/, `${dir}/`)),
      { say: hear, inform: hear, askSecret: async () => typed, untilStopped: () => stopped.promise },
    );
    return { exit, said: said.join("\n") };
  };
  const passphraseIn = (said: string, file: string) =>
    new RegExp(`^Passphrase {2}(.+) {2}of .*${file}$`, "m").exec(said)?.[1] ?? assert.fail(said);
  return { dir, at, run, passphraseIn };
}

/** Everything that lies in a folder, as text. */
function allOf(dir: string): string {
  const files = readdirSync(dir, { recursive: true, encoding: "utf8" }).map((name) => join(dir, name));
  return files.map((file) => (statSync(file).isFile() ? readFileSync(file, "latin1") : "")).join("\n");
}

test("keys that are founded locked open with their own passphrase alone, and no plain key is on the disk or in what is printed", async (t) => {
  const { dir, at, run, passphraseIn } = place(t);
  const founded = await run(`found --dir @country ${terms} --lock`);
  assert.equal(founded.exit, 0, founded.said);
  const passphrase = passphraseIn(founded.said, "log.key");
  assert.notEqual(passphrase, passphraseIn(founded.said, "council-1.key"), "each has its own");
  const opened = (await unlockText(readFileSync(at("country/log.key"), "utf8"), passphrase)) ?? assert.fail();
  assert.match(opened, /^[0-9a-f]{64}\n$/, "it is an age file of the key's line");
  assert.equal(statSync(at("country/log.key")).mode & 0o777, 0o600);

  const serve = "serve --dir @country --port 0";
  const typed = await run(serve, passphrase);
  assert.equal(typed.exit, 0, typed.said);
  writeFileSync(at("pass"), `${passphrase}\n`, { mode: 0o600 });
  const fromFile = await run(`${serve} --passphrase-file @pass`);
  assert.equal(fromFile.exit, 0, fromFile.said);
  const wrong = await run(serve, "not this one");
  assert.equal(wrong.exit, 1);
  assert.match(wrong.said, / \(wrong-passphrase\)$/m);
  const silent = await run(serve);
  assert.equal(silent.exit, 1);
  assert.match(silent.said, / \(key-locked\)$/m);
  assert.equal((await run(`key lock @country/log.key`)).exit, 1, "it is locked already");
  const doctor = await run("doctor @country");
  assert.match(doctor.said, /^Log key +good: it is locked/m);

  const plain = opened.trim();
  const printed = [founded, typed, fromFile, wrong, silent, doctor].map(({ said }) => said).join("\n");
  for (const text of [allOf(dir), printed]) {
    assert.ok(!text.includes(plain), "as it is written");
    assert.ok(!text.includes(Buffer.from(plain, "hex").toString("latin1")), "nor as bytes");
  }
  const whole = readFileSync(at("country/log.key"), "utf8");
  writeFileSync(at("country/log.key"), whole.replace(/\n[A-Za-z0-9+/]{4}/, "\nAAAA"));
  assert.match((await run(serve, passphrase)).said, /\(wrong-passphrase\)$/m, "a damaged one looks alike");
});

test("systemd gives the key or its passphrase as a credential, and the folder holds no key then", async (t) => {
  const { at, run, passphraseIn } = place(t);
  await run(`found --dir @country ${terms}`);
  mkdirSync(at("credentials"));
  process.env["CREDENTIALS_DIRECTORY"] = at("credentials");
  t.after(() => delete process.env["CREDENTIALS_DIRECTORY"]);
  const serve = "serve --dir @country --port 0";
  writeFileSync(at("credentials/panoh-host.log.key"), readFileSync(at("country/log.key")));
  assert.match((await run(serve)).said, /^Warning: the key comes from systemd, and .+ holds it too/m);
  renameSync(at("country/log.key"), at("kept.key"));
  const started = await run(serve);
  assert.equal(started.exit, 0, started.said);
  assert.doesNotMatch(started.said, /holds it too/);
  assert.match((await run("doctor @country")).said, /^Log key +TO DO: there is no .+ where systemd keeps it$/m);
  writeFileSync(at("credentials/panoh-host.log.key"), "no key\n");
  assert.match((await run(serve)).said, /\(not-a-key-file\)$/m);

  // The passphrase of a locked file.
  rmSync(at("credentials/panoh-host.log.key"));
  renameSync(at("kept.key"), at("country/log.key"));
  const locked = await run("key lock @country/log.key");
  writeFileSync(at("credentials/panoh-host.passphrase"), passphraseIn(locked.said, "log.key"));
  assert.equal((await run(serve)).exit, 0);
  writeFileSync(at("credentials/panoh-host.passphrase"), "another");
  assert.match((await run(serve)).said, /\(wrong-passphrase\)$/m);
});

test("a key that was not locked works as before; in a real country the host and the witness warn of it", async (t) => {
  const { at, run, passphraseIn } = place(t);
  const made = await run("witness --dir @w1 --name one.witness.example --lock");
  const passphrase = passphraseIn(made.said, "witness.key");
  const vkey = /^Verifier key {2}(\S+)$/m.exec(made.said)?.[1];
  const again = await run("witness --dir @w1 --name one.witness.example", passphrase);
  assert.ok(again.said.includes(vkey ?? "none"), again.said);
  assert.match((await run("witness --dir @w1 --name one.witness.example", "wrong")).said, /\(wrong-passphrase\)$/m);

  const plain = await run("witness --dir @w2 --name two.witness.example");
  const other = /^Verifier key {2}(\S+)$/m.exec(plain.said)?.[1];
  const witnesses = `--witness w1=${vkey}@http://127.0.0.1:1 --witness w2=${other}@http://127.0.0.1:2 --quorum 2`;
  const real = "--name refuge.example.tj --country XT --title en=Example --languages en --threshold 2";
  const seats = makeSeats(at("seats"), 3);
  assert.equal((await run(`found --dir @real ${real} ${witnesses} ${seats.options.join(" ")}`)).exit, 0);
  seats.sign(at("real/founding.note"));
  assert.match((await run("serve --dir @real --port 0")).said, /^Warning: .+log\.key is not locked\./m);
  const follow = "--log @real/founding.note --port 0";
  const warned = await run(`witness --dir @w2 --name two.witness.example ${follow}`);
  assert.match(warned.said, /^Warning: .+witness\.key is not locked\./m);
  const quiet = await run(`witness --dir @w1 --name one.witness.example ${follow}`, passphrase);
  assert.equal(quiet.exit, 0);
  assert.doesNotMatch(quiet.said, /not locked/);

  // A seat signs with a locked key.
  assert.equal((await run(`found --dir @trial ${terms}`)).exit, 0);
  writeFileSync(at("seat.pass"), "a passphrase of the seat's own\n", { mode: 0o600 });
  assert.equal((await run("key lock @trial/council/council-1.key --passphrase-file @seat.pass")).exit, 0);
  await run("organisation --kind shelter --name en=Example --country XT --out @shelter.json");
  const device = "--host http://127.0.0.1:1 --role reader --admin --vault @one --out @one.request";
  const request = await run(`enrol request --founding @trial/founding.note --organisation @shelter.json ${device}`);
  assert.equal(request.exit, 0, request.said);
  const admit = "admit --founding @trial/founding.note --organisation @shelter.json --request @one.request";
  const sign = `${admit} --seat-key @trial/council/council-1.key --out @admission.note`;
  assert.match((await run(sign, "wrong")).said, /\(wrong-passphrase\)$/m);
  const signed = await run(sign, "a passphrase of the seat's own");
  assert.equal(signed.exit, 0, signed.said);
});

test("a key is locked only once its passphrase was read: whoever did not see it, or types another one, still has the plain key", async (t) => {
  const { dir, at, run } = place(t);
  await run(`found --dir @country ${terms}`);
  const file = at("country/log.key");
  const plain = readFileSync(file, "utf8");
  // The connection is gone before anything could be shown.
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", main, "key", "lock", file], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  child.stderr.destroy();
  assert.notDeepEqual(await once(child, "close"), [0, null]);
  assert.equal(readFileSync(file, "utf8"), plain);

  const lock = async (typed: (shown: string) => string) => {
    let shown = "";
    const inform = (line: string) => {
      shown = /^Passphrase {2}(.+) {2}of /.exec(line)?.[1] ?? shown;
    };
    const terminal = { say: () => undefined, inform, isTyped: true, untilStopped: async () => undefined };
    const askSecret = async () => {
      assert.equal(readFileSync(file, "utf8"), plain, "not before");
      return typed(shown);
    };
    const exit = await runCommandLine(["key", "lock", file], { ...terminal, askSecret });
    return { exit, shown };
  };
  assert.equal((await lock(() => "another one")).exit, 1);
  assert.equal(readFileSync(file, "utf8"), plain);
  const { exit, shown } = await lock((passphrase) => passphrase);
  assert.equal(exit, 0);
  assert.equal(await unlockText(readFileSync(file, "utf8"), shown), plain);
  assert.deepEqual(
    readdirSync(join(dir, "country")).filter((name) => name.startsWith(".")),
    [],
  );
});
