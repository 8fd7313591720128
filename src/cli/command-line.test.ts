// The command line as a function: help, exit codes, coded problems, files that are not written over, secrets that are not printed.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type TestContext, test } from "node:test";
import { runPanoh } from "../../test/support/run-panoh.ts";
import { makeSeats, type Seats } from "../../test/support/seats.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { answering, exampleDraft } from "../../test/support/world.ts";
import type { ReferralDraft } from "../core/referral-draft.ts";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { randomBytes } from "../crypto/random.ts";
import { parseFoundingNote } from "../note/directory-note.ts";
import { encodeVerifierKey, signatureType, verifierKey } from "../note/signed-note.ts";
import { foundCountry } from "../operate/new-country.ts";
import { commands } from "./commands.ts";
import { exitCodes } from "./exit-codes.ts";

const vkey = encodeVerifierKey(
  verifierKey("one.example", ed25519PublicKey(randomBytes(32)), signatureType.cosignature),
);

/** By the folder of a country: the seats that sign its founding note. */
const seatsOf = new Map<string, Seats>();

const panoh = async (args: readonly string[], secret = "") => {
  const result = await runPanoh(args, undefined, secret);
  const dir = args[args.indexOf("--dir") + 1] ?? "";
  if (args[0] === "found" && result.exit === 0) seatsOf.get(dir)?.sign(join(dir, "founding.note"));
  return result;
};

test("whatever is printed stands in one line, whoever wrote it", async () => {
  const { exit, beside } = await panoh(["unknown-word\nSigned off by everybody\u001b[2K"]);
  assert.equal(exit, 2);
  assert.ok(
    beside.includes('panoh: there is no command "unknown-word Signed off by everybody<001b>[2K"'),
    beside.join("|"),
  );
});

test("the program names its version, and the nearest command for one that there is not", async () => {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8"));
  for (const asked of ["--version", "-V", "version"])
    assert.deepEqual(await panoh([asked]), {
      exit: 0,
      out: [`panoh ${version}`],
      beside: [],
      said: `panoh ${version}`,
    });
  const slip = await panoh(["reprot"]);
  assert.deepEqual([slip.exit, slip.out], [2, []]);
  assert.deepEqual(slip.beside.slice(0, 2), ['panoh: there is no command "reprot"', 'Did you mean "panoh report"?']);
});

test("a report without its arguments names the usual ones", async () => {
  const last = new Date().getUTCFullYear() - 1;
  const none = await panoh(["report"]);
  assert.equal(none.exit, 2);
  assert.match(none.beside[0] ?? "", new RegExp(`--year is needed, usually the last whole year: --year ${last}$`));
  const year = await panoh(["report", "--year", "2003"]);
  assert.equal(year.exit, 2);
  assert.match(year.beside[0] ?? "", /usually --vault DIR.*--founding FILE --host URL.*--demo$/);
});

test("a reader that goes away in the middle breaks nothing", async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts"), "--help"], { stdio: "pipe" });
  child.stdout.destroy();
  const [said, [exit]] = await Promise.all([text(child.stderr), once(child, "close")]);
  assert.deepEqual([exit, said], [0, ""]);
});

test("a folder that holds no demonstration, or one of another version, is named and left as it is", async (t) => {
  const dir = folderFor(t);
  const none = await panoh(["start", "--dir", dir]);
  assert.equal(none.exit, 1);
  assert.match(none.beside.join(), /holds no demonstration: give another folder .*\(no-demonstration\)/);
  writeFileSync(join(dir, "demonstration.json"), JSON.stringify({ firstPort: 7400, organisations: [] }));
  const older = await panoh(["start", "--dir", dir]);
  assert.equal(older.exit, 1);
  assert.match(older.beside.join(), /founded by another version .*\(other-form\)/);
  assert.deepEqual(readdirSync(dir), ["demonstration.json"]);
});

test("[RP17] a page that is larger than any report is not read", async (t) => {
  const page = join(folderFor(t), "page.html");
  writeFileSync(page, "");
  truncateSync(page, 16 * 1024 * 1024 + 1);
  const { exit, beside } = await panoh(["verify-report", page, "--founding", "none", "--host", "http://127.0.0.1:1"]);
  assert.equal(exit, 1);
  assert.match(beside.join(), /larger than 16 MB: no report is \(file-too-large\)/);
});

function folderFor(t: TestContext): string {
  const dir = temporaryFolder(t);
  return dir;
}

/** The arguments that found a real country; options given here replace its own, null leaves one out. */
function founding(dir: string, changed: Readonly<Record<string, string | null>> = {}): readonly string[] {
  const options: Readonly<Record<string, string | null>> = {
    dir,
    name: "refuge.example.tj",
    country: "XT",
    title: "en=Example Republic",
    languages: "tg,ru",
    seats: "3",
    threshold: "2",
    witness: `w1=${vkey}@https://one.example/`,
    quorum: "1",
    accept: "one-witness",
    ...changed,
  };
  const isTrial = changed["trial"] !== undefined;
  if (!isTrial) seatsOf.set(dir, makeSeats(`${dir}-seats`, Number(options["seats"])));
  return [
    "found",
    ...(isTrial ? [] : (seatsOf.get(dir)?.options ?? [])),
    ...Object.entries({ ...options, ...(isTrial ? {} : { seats: null }) }).flatMap(([name, value]) =>
      value === null ? [] : [`--${name}`, ...(value === "" ? [] : [value])],
    ),
  ];
}

test("an organisation has a kind that help and refusal name, and its file holds it", async (t) => {
  const out = join(folderFor(t), "organisation.json");
  const describe = (kind: string) =>
    panoh(["organisation", "--kind", kind, "--name", "en=Institute of Napkins", "--country", "XT", "--out", out]);
  const wrong = await describe("teahouse");
  assert.equal(wrong.exit, 2);
  const help = await panoh(["organisation", "--help"]);
  for (const kind of ["investigation-unit", "training-institute"])
    for (const said of [wrong.beside, help.out]) assert.match(said.join(" "), new RegExp(`\\b${kind}\\b`));
  assert.equal((await describe("training-institute")).exit, 0);
  assert.equal(JSON.parse(readFileSync(out, "utf8")).kind, "training-institute");
});

test("every command has help that names each of its options, and none of them takes a secret", async () => {
  const list = await panoh(["help"]);
  assert.equal(list.exit, 0);
  for (const [code, meaning] of exitCodes) assert.ok(list.out.includes(`  ${code}  ${meaning}`), `exit code ${code}`);
  for (const [name, { summary, load }] of Object.entries(commands)) {
    assert.ok(
      list.out.some((line) => line.trimStart().startsWith(`${name} `) && line.endsWith(summary)),
      name,
    );
    const command = await load();
    const { exit, out } = await panoh([...name.split(" "), "--help"]);
    assert.equal(exit, 0, name);
    assert.deepEqual((await panoh(["help", ...name.split(" ")])).out, out, name);
    for (const option of [...Object.keys(command.options), "json"]) {
      assert.ok(
        out.some((line) => line.startsWith(`  --${option} `)),
        `${name} --${option}`,
      );
      assert.doesNotMatch(
        option,
        /^(passphrase|password|secret|seed|identity)$/,
        `${name}: secrets come from a prompt or a file`,
      );
    }
    assert.ok(out[0]?.startsWith(`panoh ${name}`), name);
  }
  assert.equal((await panoh(["enrol", "--help"])).exit, 0);
});

test("what is not understood has exit code 2 and says where to look", async () => {
  const wrong = [
    ["unknown-word"],
    ["enrol"],
    ["enrol", "unknown-word"],
    ["help", "unknown-word"],
    ["status"],
    ["status", "--vault", "x", "--vault", "y"],
    ["status", "--colour"],
    ["status", "--vault"],
    ["status", "example", "--vault", "x"],
    ["case", "--vault", "x"],
    ["answer", "unknown-word", "abcdef", "--vault", "x"],
    ["answer", "decline", "abcdef", "--vault", "x"],
    ["answer", "decline", "abcdef", "--vault", "x", "--reason", "tired"],
    ["verify", "--founding", "package.json"],
    ["serve", "--dir", "x", "--port", "99999"],
  ];
  for (const args of wrong) {
    const { exit, out, beside } = await panoh(args);
    assert.equal(exit, 2, args.join(" "));
    assert.deepEqual(out, [], args.join(" "));
    assert.ok(beside.length > 0, args.join(" "));
  }
});

test("what is refused has exit code 1 and a code, as JSON too", async (t) => {
  const dir = folderFor(t);
  const plain = await panoh(["status", "--vault", dir]);
  assert.equal(plain.exit, 1);
  assert.match(plain.beside[0] ?? "", /^panoh status: .* \(no-vault\)$/);
  const json = await panoh(["status", "--vault", dir, "--json"]);
  assert.equal(json.exit, 1);
  assert.equal(JSON.parse(json.out[0] ?? "").problem.code, "no-vault");
  const missing = await panoh(["verify", "--founding", join(dir, "none"), "--dir", dir]);
  assert.equal(missing.exit, 1);
  assert.match(missing.beside[0] ?? "", /^panoh verify: .*none is not there: .* \(no-file\)$/);
  const report = await panoh(["verify-report", join(dir, "none.html"), "--founding", join(dir, "none")]);
  assert.equal(report.exit, 1);
  assert.match(
    report.beside[0] ?? "",
    /^panoh verify-report: .*none\.html is not there: look at the name, .* \(no-file\)$/,
  );
  const folder = await panoh(["verify-report", dir, "--founding", join(dir, "none"), "--json"]);
  assert.equal(JSON.parse(folder.out[0] ?? "").problem.code, "no-file");
});

test("a country is founded with its secrets in files of their own that only the owner may read", async (t) => {
  const dir = join(folderFor(t), "country");
  const { exit, out } = await panoh(founding(dir));
  assert.equal(exit, 0);
  const note = parseFoundingNote(readFileSync(join(dir, "founding.note"), "utf8"));
  assert.ok(note !== null);
  assert.ok(out.some((line) => line.includes(note.origin)));
  assert.deepEqual(note.founding.waits, { admission: 168, reader: 24, soloReader: 72, answer: 24, forms: 72 });
  const secrets = ["log.key", ...[1, 2, 3].map((n) => join("council", `council-${n}.share`))];
  for (const file of secrets) {
    assert.equal(statSync(join(dir, file)).mode & 0o777, 0o600, file);
    const secret = readFileSync(join(dir, file), "utf8").trim().split(" ").at(-1) ?? "";
    assert.ok(!out.join("\n").includes(secret), "no secret is printed");
  }
  const before = readFileSync(join(dir, "log.key"), "utf8");
  const again = await panoh(founding(dir));
  assert.equal(again.exit, 1);
  assert.match(again.beside[0] ?? "", /\(folder-not-empty\)$/);
  assert.equal(readFileSync(join(dir, "log.key"), "utf8"), before);
});

test("[DR2] [DR6] [LG5] a real country has three seats, a majority, witnesses and no wait of zero; a trial may do without", async (t) => {
  const dir = folderFor(t);
  const unsound: readonly Readonly<Record<string, string | null>>[] = [
    { waits: "reader=0" },
    { quorum: "none" },
    { quorum: "none", witness: null },
    { seats: "2", threshold: "2" },
    { seats: "4", threshold: "2" },
    { seats: "3", threshold: "4" },
    { name: "NOT A DOMAIN" },
    { country: "Invented Country" },
    { languages: "Tajik" },
  ];
  for (const [i, changed] of unsound.entries()) {
    const { exit, beside } = await panoh(founding(join(dir, `real-${i}`), changed));
    assert.equal(exit, 1, JSON.stringify(changed));
    assert.match(beside[0] ?? "", /\(founding-refused\)$/);
    assert.ok(!existsSync(join(dir, `real-${i}`)), "nothing is written");
  }
  for (const [i, changed] of unsound.slice(0, 4).entries()) {
    const trial = join(dir, `trial-${i}`);
    assert.equal((await panoh(founding(trial, { ...changed, trial: "" }))).exit, 0, JSON.stringify(changed));
    const note = parseFoundingNote(readFileSync(join(trial, "founding.note"), "utf8"));
    assert.ok(note?.founding.trial === true);
    // The note's own check is what holds, whoever signed it: the same terms are no real country.
    const { council, logKey: _key, organisations: _none, salt: _salt, at: _at, kind: _kind, ...terms } = note.founding;
    const seats = { seats: council.seats.length, threshold: council.threshold };
    assert.throws(() => foundCountry({ ...terms, ...seats, trial: false }, Date.now, randomBytes), RangeError);
  }
  const misspelt = [
    { witness: "w1" },
    { witness: `w1=${vkey.slice(1)}@https://one.example` },
    { waits: "other=4" },
    { quorum: "2" },
    { title: "Examples" },
  ];
  for (const changed of misspelt)
    assert.equal((await panoh(founding(join(dir, "x"), changed))).exit, 2, JSON.stringify(changed));
});

test("[LG5] what is weak about a real country is named, and it is founded and run so only when the person names it too", async (t) => {
  const dir = folderFor(t);
  const other = encodeVerifierKey(
    verifierKey("two.example", ed25519PublicKey(randomBytes(32)), signatureType.cosignature),
  );
  const one = `w1=${vkey}@https://one.example/`;
  const two = ["--witness", `w2=${other}@https://two.example/`];
  const weak = [
    { terms: {}, more: [], named: ["one-witness"] },
    { terms: {}, more: two, named: ["low-quorum"] },
    { terms: { witness: one.replace("https", "http"), quorum: "2" }, more: two, named: ["http-witness"] },
    { terms: { witness: one.replace("https", "http") }, more: [], named: ["one-witness", "http-witness"] },
  ] as const;
  for (const [i, { terms, more, named }] of weak.entries()) {
    const country = join(dir, `country-${i}`);
    const call = [...founding(country, { ...terms, accept: null }), ...more];
    const silent = await panoh(call);
    assert.equal(silent.exit, 1, named.join());
    const asked = `accept it with ${named.map((each) => `--accept ${each}`).join(" ")} \\(weak-country\\)$`;
    assert.match(silent.beside.join(), new RegExp(`real.*--trial.*${asked}`));
    assert.ok(!existsSync(country), "nothing is written");
    const accepted = await panoh([...call, ...named.flatMap((each) => ["--accept", each])]);
    assert.equal(accepted.exit, 0, accepted.beside.join());
    for (const each of named)
      assert.ok(
        accepted.out.some((line) => line.startsWith(`Weak       ${each}: `)),
        each,
      );
  }
  const sound = founding(join(dir, "sound"), { accept: null, quorum: "2" });
  const answer = await panoh([...sound, ...two]);
  assert.equal(answer.exit, 0, answer.beside.join());
  assert.doesNotMatch(answer.out.join(), /Weak/);
  assert.equal(
    (await panoh([...founding(join(dir, "trial"), { accept: null, trial: "" })])).exit,
    0,
    "a trial may be weak",
  );
  assert.equal((await panoh([...founding(join(dir, "x"), { accept: "everything" })])).exit, 2);

  const note = join(dir, "sound", "founding.note");
  const request = (host: string) =>
    panoh([
      ...["enrol", "request", "--founding", note, "--host", host, "--role", "reader", "--organisation"],
      ...["7e000000-0000-4000-8000-000000000001", "--vault", join(dir, "v"), "--out", join(dir, "r")],
    ]);
  assert.match((await request("http://host.example.tj")).beside.join(), /--accept http-host \(weak-country\)$/);
  assert.ok(!existsSync(join(dir, "v")), "no key is made");
  for (const name of ["0.0.0.0", "::", "192.0.2.1"]) {
    const serve = await panoh(["serve", "--dir", join(dir, "sound"), "--port", "0", "--hostname", name]);
    assert.match(serve.beside.join(), /--accept open-http \(weak-country\)$/, name);
    const mirror = ["mirror", "--of", "https://host.example.tj", "--founding", note, "--data", join(dir, "m")];
    assert.match((await panoh([...mirror, "--hostname", name])).beside.join(), /--accept open-http \(weak-country\)$/);
  }
  const app = await panoh(["app", "--founding", note, "--host", "http://host.example.tj", "--hostname", "0.0.0.0"]);
  assert.match(app.beside.join(), /--accept http-host --accept open-http \(weak-country\)$/);
});

test("[EN3] a request leaves only sealed secrets behind, shows the passphrase once and never in the answer", async (t) => {
  const dir = folderFor(t);
  const country = join(dir, "country");
  await panoh(founding(country));
  const note = join(country, "founding.note");
  const request = (vault: string, more: readonly string[] = []) =>
    panoh([
      ...["enrol", "request", "--founding", note, "--host", "http://127.0.0.1:9", "--role", "reader"],
      ...[
        "--organisation",
        "7e000000-0000-4000-8000-000000000001",
        "--vault",
        join(dir, vault),
        "--out",
        join(dir, `${vault}.request`),
      ],
      ...more,
    ]);
  const { exit, out, beside } = await request("one", ["--json"]);
  assert.equal(exit, 0);
  const passphrase = /^Passphrase {2}(.+)$/.exec(beside[0] ?? "")?.[1] ?? assert.fail();
  assert.ok(!out.join().includes(passphrase));
  assert.deepEqual(readdirSync(join(dir, "one")), ["vault.json"]);
  assert.equal(statSync(join(dir, "one")).mode & 0o777, 0o700);
  assert.equal(statSync(join(dir, "one", "vault.json")).mode & 0o777, 0o600);
  assert.doesNotMatch(readFileSync(join(dir, "one", "vault.json"), "utf8"), /AGE-SECRET-KEY/);
  assert.doesNotMatch(readFileSync(join(dir, "one.request"), "utf8"), /AGE-SECRET-KEY/);
  assert.match((await request("one")).beside[0] ?? "", /\(file-exists\)$/, "a vault is never written over");

  writeFileSync(join(dir, "words"), `${passphrase.toUpperCase()}\nsomething else\n`, { mode: 0o600 });
  const open = (more: readonly string[], secret = "") =>
    panoh(["status", "--vault", join(dir, "one"), ...more], secret);
  const wrong = await open([], "river garden window table paper");
  assert.match(wrong.beside.at(-1) ?? "", /\(wrong-passphrase\)$/);
  for (const right of [await open([], passphrase), await open(["--passphrase-file", join(dir, "words")])]) {
    assert.equal(right.exit, 3, right.beside.join());
    assert.ok(right.out.includes("Host       offline"), right.out.join("\n"));
    assert.match(right.out.at(-1) ?? "", /^The host was not reached\. How old .* is not known\.$/);
  }

  const draft = join(dir, "draft.json");
  const refer = async (text: string) => {
    writeFileSync(draft, text);
    const { exit: code, beside: errors } = await panoh(
      ["refer", "--vault", join(dir, "one"), "--draft", draft],
      passphrase,
    );
    assert.equal(code, 1);
    return errors.at(-1) ?? "";
  };
  const example: ReferralDraft = {
    ...exampleDraft([]),
    choices: [{ organisation: "7e000000-0000-4000-8000-000000000001", compartments: ["referral"] }],
  };
  assert.match(await refer("example"), /\(not-json\)$/);
  assert.match(
    await refer("{}"),
    /lacks or misspells: first-line\/danger, .*first-line\/wants, consent, choice \(draft-incomplete\)$/,
  );
  assert.match(await refer(JSON.stringify({ ...example, rank: "major" })), /\(draft-incomplete\)$/);
  const secret = answering(example, "person", { given: "Example\u001b[2J" });
  const errors = await refer(JSON.stringify(secret));
  assert.match(errors, /\(draft-incomplete\)$/);
  assert.ok(!errors.includes("Example"), "nothing of a draft is in a message");
  assert.match(await refer(JSON.stringify(example, null, 2)), /\(not-synced\)$/);
});
