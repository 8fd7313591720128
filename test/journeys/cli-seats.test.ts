// A council that replaces a seat, by the commands of docs/guide/host.md in one process, whose clock is the test's: on a real country, where the new key waits 168 hours
// of the log's time.
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mock, type TestContext, test } from "node:test";
import { runCommandLine } from "../../src/cli/command-line.ts";
import { freePort } from "../support/free-port.ts";
import { until } from "../support/until.ts";
import { quickStretch } from "../support/world.ts";

const hour = 3_600_000;
const guide = readFileSync(new URL("../../docs/guide/host.md", import.meta.url), "utf8");
/** The commands of the guide under "A seat gets another key". */
const replacing = (/### A seat gets another key\n[^`]*```\n([^`]+)```/.exec(guide)?.[1] ?? "").trim().split("\n");

test("[DR7] a council that replaces a seat: keys made apart, a note that each reads in sentences, a week in which everybody sees it, and then the new key alone", async (t) => {
  const { run, at, host, setTime, passphrases } = await place(t);
  const printedId = (text: string) => /^Note id +(.+)$/m.exec(text)?.[1] ?? assert.fail(text);
  const fingerprintIn = (text: string) => /^Fingerprint +(.+)$/m.exec(text)?.[1] ?? assert.fail(text);

  // The founding: five seats, each with a key of its own machine, of which three sign.
  const seats = [1, 2, 3, 4, 5].map((n) => `council-${n}`);
  const fingerprints: string[] = [];
  for (const seat of seats) fingerprints.push(fingerprintIn(await run(`council key --seat ${seat} --out .`)));
  const vkey = /^Verifier key +(\S+)$/m.exec(await run("witness --dir w1 --name one.example"))?.[1];
  const terms = "--name refuge.example.tj --country TJ --title en=Example --languages tg --threshold 3 --quorum 1";
  const accepted = "--accept one-witness --accept one-place";
  const named = seats.map((seat) => `--seat ${seat}.public`).join(" ");
  const witness = `--witness w1=${vkey}@http://127.0.0.1:${at.witness}`;
  assert.match(
    await run(`found --dir country ${terms} --seats 5 ${witness} ${accepted}`, 2),
    /each seat of a real country makes its key on its own machine/,
  );
  const founded = await run(`found --dir country ${terms} ${named} ${witness} ${accepted}`);
  assert.match(founded, /^At most 2 keys of seats may be lost at once: fewer than 3 seats cannot replace the others/m);
  for (const seat of seats.slice(0, 4)) {
    const said = await run(`council found --note country/founding.note --seat-key ${seat}.key`);
    assert.equal(printedId(said), printedId(founded), "each seat sees the note that was written");
    for (const [i, fingerprint] of fingerprints.entries())
      assert.ok(said.includes(`council-${i + 1}, key ${fingerprint}`), said);
  }
  assert.match(await run("serve --dir country --port 0", 1), /is not signed yet by council-5/);
  assert.match(
    await run("council found --note country/founding.note --seat-key council-5.key"),
    /^Every seat has signed: this is the founding note\.$/m,
  );
  copyFileSync("country/founding.note", "founding.note");
  await run(`witness --dir w1 --name one.example --log founding.note --port ${at.witness}`);
  await run(`serve --dir country --port ${at.host} --status ${at.status} --every 1`);

  // A device that sees what the council does.
  const three = "--seat-key council-1.key --seat-key council-2.key --seat-key council-3.key";
  const country = `--founding founding.note --host ${host}`;
  await run("organisation --kind border-post --name en=Example-Border-Post --country TJ --out border.json");
  const border: string = JSON.parse(readFileSync("border.json", "utf8")).id;
  await run(
    `enrol request ${country} --organisation border.json --role referrer --admin --vault officer --out o.request`,
  );
  await run(`admit ${country} --organisation border.json --request o.request ${three}`);
  const admitted = Date.now();
  await setTime(admitted + 2 * hour);
  const waits = /^Device .+ not active: it waits until (.+)$/m.exec(await run("status --vault officer"))?.[1] ?? "";
  await setTime(admitted + 171 * hour);
  assert.match(await run("status --vault officer"), /^Device .+ administrator, active$/m);
  assert.ok(Date.parse(waits) > admitted + 167 * hour && Date.parse(waits) <= Date.now(), waits);

  // The third seat's key is lost: the guide's lines.
  const newKey = fingerprintIn(await run(forHere(replacing[0], host)));
  const written = await run(forHere(replacing[1], host));
  assert.ok(written.includes(newKey), written);
  for (const line of replacing.slice(2, 4)) {
    const shown = await run(forHere(line, host));
    assert.equal(printedId(shown), printedId(written), "both see one id");
    assert.ok(shown.includes(`Seat council-3 gets another key. Its fingerprint: ${newKey}`), shown);
    assert.match(shown, /168 hours after this note is logged/);
    assert.doesNotMatch(shown, /[{}]|[A-Za-z0-9+/]{43}=/, "no JSON, and no key");
  }
  const other = readFileSync("seat.note", "utf8").replace("council-3", "council-4");
  writeFileSync("other.note", other);
  const changed = await run("enrol cosign --note other.note --seat-key council-5.key --founding founding.note");
  assert.notEqual(printedId(changed), printedId(written), "a note that was changed on its way has another id");
  assert.match(await run(`enrol submit --note other.note ${country}`, 1), /\(malformed|not-authorised|bad-signature/);
  await run(forHere(replacing[4], host));
  const begun = Date.now();

  await setTime(begun + 30 * hour);
  const sentence = new RegExp(`council-3 is to get another key, whose fingerprint is ${newKey}; it signs from \\d{4}-`);
  assert.match(await run("status --vault officer"), sentence);
  assert.match(await run("doctor officer", 1), sentence);
  const monitor = `monitor --founding founding.note --host ${host} --state seen.db`;
  assert.match(await run(monitor, 1), /seat-changes/);

  // In the week the old key signs, and the new one does not.
  await setTime(begun + 166 * hour);
  const newThree = "--seat-key council-1.key --seat-key council-2.key --seat-key new/council-3.key";
  const suspend = `suspend --organisation ${border} ${country}`;
  assert.match(await run(`${suspend} ${newThree}`, 1), /panoh suspend: /);
  await run(`${suspend} ${three}`);
  assert.match(await run("status --vault officer"), /^Device .+ not active: its organisation is suspended$/m);

  // After it the new one, and a note with a line of the old one is refused whole.
  await setTime(begun + 200 * hour);
  const resume = `resume --organisation ${border} ${country}`;
  assert.match(await run(`${resume} ${three}`, 1), /panoh resume: /);
  assert.match(await run(`${resume} ${three} --seat-key council-4.key`, 1), /panoh resume: /);
  await run(`${resume} ${newThree}`);
  const status = await run("status --vault officer");
  assert.match(status, /^Device .+ administrator, active$/m, "the suspension is lifted");
  assert.match(
    status,
    new RegExp(`^Council {4}council-3 signs with another key since .+; its fingerprint is ${newKey}$`, "m"),
  );
  assert.doesNotMatch(await run(monitor, 1), /seat-changes/);

  // A replacement that turned out to be wrong ends while it waits, and the key that was to go ends it with two others.
  await run("council key --seat council-1 --out wrong");
  await run(`council seat --new wrong/council-1.public ${country} ${newThree.replace("council-1", "council-4")}`);
  const keep = `council keep --seat council-1 ${country}`;
  assert.match(await run(`${keep} --seat-key council-1.key --seat-key council-2.key`, 1), /\(too-few-seats\)/);
  await run(`${keep} --seat-key council-1.key --seat-key council-5.key --seat-key new/council-3.key`);
  assert.match(await run(`${keep} ${newThree}`, 1), /\(nothing-waits\)/);
  await setTime(Date.now() + 200 * hour);
  await run(`council waits --waits answer=12 ${country} ${newThree}`);
  assert.match(await run(`verify --founding founding.note --url ${host}`), /^Verdict +whole$/m);
  assert.equal(passphrases.size, 1);
});

/** A command of the guide with the address of this host. No key is locked here: that is another test's. */
function forHere(line: string | undefined, host: string): string {
  return (line ?? assert.fail("the guide has fewer commands"))
    .replace(/^panoh /, "")
    .replace(" --lock", "")
    .replace("https://host.example.tj", host);
}

async function place(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), "panoh-seats-"));
  const cameFrom = process.cwd();
  process.chdir(folder);
  const ends: (() => Promise<void>)[] = [];
  t.after(async () => {
    for (const end of ends.toReversed()) await end();
    mock.timers.reset();
    process.chdir(cameFrom);
    rmSync(folder, { recursive: true, force: true });
  });
  mock.timers.enable({ apis: ["Date"], now: Date.UTC(2030, 0, 7) });
  const at = { witness: await freePort(), host: await freePort(), status: await freePort() };
  const host = `http://127.0.0.1:${at.host}`;
  const passphrases = new Map<string, string>();

  const run = async (line: string, exit = 0): Promise<string> => {
    const args = line.split(" ");
    let printed = "";
    const goesOn = Promise.withResolvers<void>();
    const stopped = Promise.withResolvers<void>();
    const vault = args[args.indexOf("--vault") + 1] ?? "";
    const hear = (text: string) => {
      printed += `${text}\n`;
      if (/^Listening /.test(text)) goesOn.resolve();
    };
    const terminal = {
      say: hear,
      inform: hear,
      askSecret: async () => passphrases.get(vault) ?? assert.fail(`${line} asks for a secret`),
      untilStopped: () => stopped.promise,
    };
    const ended = runCommandLine(args, terminal, quickStretch);
    if (await Promise.race([ended.then(() => false), goesOn.promise.then(() => true)]))
      ends.push(async () => {
        stopped.resolve();
        await ended;
      });
    else assert.equal(await ended, exit, `${line}\n${printed}`);
    const words = /^Passphrase +(.+)$/m.exec(printed)?.[1];
    if (words !== undefined) passphrases.set(vault, words);
    const leaf = /leaf (\d+)$/m.exec(printed)?.[1];
    if (leaf !== undefined)
      await until(async () => Number((await (await fetch(`${host}/checkpoint`)).text()).split("\n")[1]) > Number(leaf));
    return printed;
  };

  /** Makes it this time, in an hour and then at once: the host has its head cosigned again, and writes the time. */
  const setTime = async (time: number) => {
    for (const now of [Math.min(time, Date.now() + hour), time]) {
      mock.timers.setTime(now);
      await until(async () => {
        const status = await (await fetch(`http://127.0.0.1:${at.status}/status`)).json();
        return Date.parse(status.checkpoint.at) >= now && now - Date.parse(status.timeNote) < 24 * hour;
      });
    }
  };
  return { run, at, host, setTime, passphrases };
}
