// Every command of a device with its host away: none ends as if all were done, and each says so (exit code 3), or did nothing and says that (exit code 1).
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { generateIdentity, identityToRecipient } from "age-encryption";
import { runPanoh, writeVault } from "../../test/support/run-panoh.ts";
import { makeSeats } from "../../test/support/seats.ts";
import { exampleDraft, quickStretch, World, type WorldOrganisation } from "../../test/support/world.ts";
import { ageWords } from "../operate/age-words.ts";
import { openSqliteMemberStore } from "../operate/files/sqlite-member-store.ts";
import { commands } from "./commands.ts";
import { onlyHereLines } from "./only-here.ts";

const hour = 3_600_000;

/** Commands that open no device and ask no host of a device: what they do is whole on this machine, or they run until they are stopped. */
const alone = [
  "start",
  "found",
  "serve",
  "app",
  "witness",
  "mirror",
  "key split",
  "key combine",
  "key lock",
  "monitor",
  "restore",
  "store move",
  "organisation",
  "council key",
  "council found",
  "council correction",
  "council cosign",
  "record fields",
  "form list",
  "form show",
  "form check",
  "form diff",
  "doctor",
  "open",
];

test("[EN9] a command that did not reach the host says so with the age of what it shows, never ends with 0, and says what is not sent", async (t) => {
  const dir = mkdtempSync(join(tmpdir(), "panoh-only-here-"));
  const path = (name: string) => join(dir, name);
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const world = await World.found({ now: Date.now() });
  let isUp = true;
  const down = async () => {
    if (isUp) await world.close();
    isUp = false;
  };
  t.after(down);
  const post = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const court = await world.organisation("prosecutor", "Example Prosecutor");
  const aid = await world.organisation("legal-aid", "Example Legal Aid");
  const ombudsman = await world.organisation("ombudsman", "Example Ombudsman");
  const service = await world.service(shelter, ["shelter-emergency"]);
  const founding = path("founding.note");
  writeFileSync(founding, world.founding.note);
  writeFileSync(path("seat.key"), seatKeys(world)[0] ?? "");
  writeFileSync(path("seat-2.key"), seatKeys(world)[1] ?? "");
  const device = async (name: string, { devices }: WorldOrganisation, at = 0) => {
    const folder = mkdtempSync(path(name));
    const secrets = devices[at] ?? assert.fail();
    await writeVault(folder, secrets);
    return ["--vault", folder];
  };
  const officer = await device("officer", post);
  const one = await device("one", shelter);
  const two = await device("two", shelter, 1);
  const record = await device("record", court);
  const colleague = await device("colleague", court, 1);
  const office = ["--year", "2025", ...(await device("office", ombudsman))];
  const council = ["--founding", founding, "--seat-key", path("seat.key"), "--seat-key", path("seat-2.key")];
  const host = ["--host", world.url];
  const reached = new Set<string>();
  const run = async (name: string, ...args: readonly string[]) => {
    reached.add(name);
    const ran = await runPanoh([...name.split(" "), ...args], quickStretch);
    if (isUp) await world.witness();
    return ran;
  };
  const done = async (name: string, ...args: readonly string[]) => {
    const { exit, said } = await run(name, ...args);
    assert.equal(exit, 0, `panoh ${name}: ${said}`);
    assert.doesNotMatch(said, /not reached|Not sent/);
    return said;
  };

  writeFileSync(path("draft.json"), JSON.stringify(exampleDraft([shelter])));
  writeFileSync(
    path("sources.csv"),
    "key,source,title,publisher,kind,checked\nexample-1,own,Example source,Example office,report,verified\n",
  );
  writeFileSync(path("service.json"), JSON.stringify(world.host.directory.service(service)));
  writeFileSync(
    path("request.csv"),
    "key,source,direction,kind,country,on,stage\nrequest-1,own,sent,extradition,AE,2026-01,drafted\n",
  );
  writeFileSync(path("substance.txt"), "Example request.\n");
  const refer = ["--draft", path("draft.json"), ...officer];
  await done("refer", ...refer);
  const caseId = /^Case {7}([0-9a-f]{64})$/m.exec(await done("inbox", ...one))?.[1] ?? "";
  await done("answer", "accept", caseId, ...one);
  await done("case", caseId, ...one);
  const helper = await device("helper", aid);
  const second = await device("second", aid, 1);
  const recipient = await identityToRecipient(await generateIdentity());
  const terms = [
    "--to",
    "Example Donor",
    "--key",
    recipient,
    "--tables",
    "course,given,htcds",
    "--until",
    `${new Date().getUTCFullYear() + 1}-12-31`,
    ...helper,
  ];
  const agreement = /^Agreement {2}(\S+)$/m.exec(await done("numbers agree", ...terms))?.[1] ?? "";
  await done("status", ...second);
  await done("inbox", ...two);
  const outside = { set: { name: "Example Office", need: "documents", asked: "2026-01-15", named: false } };
  writeFileSync(path("outside.json"), JSON.stringify(outside));
  await done("sheet", caseId, "outside", "--answers", path("outside.json"), ...two);
  const imported = await done("record import", "source", path("sources.csv"), "--sign", ...record);
  const importId = /^Import {5}(\S+)$/m.exec(imported)?.[1] ?? "";
  await done("record import", "request", path("request.csv"), "--sign", ...record);
  await done("report", "--year", "2025", "--out", path("report.html"), ...record);
  await done("status", ...colleague);
  writeFileSync(path("edition.txt"), "# lead\n\nExample words.\n");
  writeFileSync(path("reason.txt"), "Example reason.\n");
  const judgements = ["--code", "judgement-missing", "--reason-file", path("reason.txt"), ...office];
  assert.match(await done("edition show", ...office), /^# lead/);
  const asked = ["--language", "tg", "--manner", "spoken", "--interpreter", "none"];
  await down();

  /** Done or shown here: exit code 3, with the age; what is made is said to wait. */
  const here = async (name: string, args: readonly string[], makes = false) => {
    const { exit, said } = await run(name, ...args);
    assert.equal(exit, 3, `panoh ${name}: ${said}`);
    assert.match(said, /^The host was not reached\. This device knows the log as it was at \S+Z, .* ago\.$/m, name);
    if (makes) assert.match(said, /^Not sent yet: (one item waits|\d+ items wait) in the outbox/m, name);
    return said;
  };
  /** Cannot be done without the host: exit code 1, and nothing was done. */
  const needsHost = async (name: string, args: readonly string[]) => {
    const { exit, said } = await run(name, ...args);
    assert.equal(exit, 1, `panoh ${name}: ${said}`);
    assert.match(said, /\(host-unreachable\)$/m, name);
  };
  mkdirSync(path("archive"));
  await here("archive save", ["--folder", path("archive"), ...one]);
  await here("archive check", ["--folder", path("archive"), ...one]);
  const kept = await run("archive restore", "--folder", path("archive"), ...one);
  assert.match(
    kept.said,
    /^The host was not reached[\s\S]*\(archive-refused\)$/,
    "a device that has read the log takes none",
  );
  await here("status", one);
  await here("inbox", one);
  await here("tasks", one);
  await here("sheet", [caseId, "service", ...one]);
  await here("link", [caseId, ...one]);
  await here("numbers", ["--period", "2025-Q4", ...one]);
  await here("numbers agree", terms, true);
  const agreed = await here("numbers agreements", second);
  assert.match(agreed, /^ {2}written by device .*, waits for a second device$/m);
  const [, number = ""] = /^ {2}number (\S+)$/m.exec(agreed) ?? [];
  await here("numbers sign", [agreement, "--number", number, ...second], true);
  const given = await here(
    "numbers",
    ["--period", "2025-Q4", "--for", agreement, "--out", path("given.age"), ...second],
    true,
  );
  assert.match(given, /sealed for Example Donor$/m);
  const coded = ["--period", "2025", "--for", agreement, "--out", path("cases.age"), ...second];
  assert.match(await here("numbers cases", coded, true), /sealed: 0 cases in 0 rows$/m);
  await here("case", [caseId, ...one]);
  await here("file", [caseId, "--language", "tg", "--read", "--out", path("own.html"), ...one], true);
  await here("letter", [caseId, "--language", "tg", "--out", path("outside.html"), ...two]);
  await here("sent", officer);
  const sealed = await here("refer", refer, true);
  const entry = /^Entry {6}([0-9a-f]{64})$/m.exec(sealed)?.[1] ?? "";
  await here("carry save", [entry, "--out", path("carried"), ...officer], false);
  await here("carry take", [path("carried"), ...two], true);
  const ofAid = ["--organisation", aid.id];
  const question = ["--need", "legal-advice", "--share", "referral", "--purpose", "support", ...asked];
  await here(
    "grant",
    [caseId, "--organisation", aid.id, "--share", "referral", "--purpose", "support", ...asked, ...one],
    true,
  );
  await here(
    "consent",
    [caseId, "--organisation", shelter.id, "--share", "referral", "--purpose", "support", ...asked, ...two],
    true,
  );
  assert.match(await here("answer", ["meet", caseId, ...one], true), /met\nThe host/);
  await here("danger", [caseId, "--danger", "unclear", ...one], true);
  // A refusal may rest on what is old: the grant is not logged, nothing was asked, and a court helps nobody.
  for (const [name, args, code] of [
    ["ask", [...ofAid, ...question], "not-logged"],
    ["recall", ofAid, "no-such-referral"],
    ["give", ofAid, "no-such-referral"],
    ["lead", ["--organisation", court.id], "author-may-not"],
  ] as const) {
    const { said } = await run(name, caseId, ...args, ...one);
    assert.ok(said.startsWith("The host was not reached") && said.endsWith(`(${code})`), said);
  }
  await here("status-step", [caseId, "--status", "exited", ...one], true);
  await here("token", [caseId, "--organisation", court.id, ...asked, ...one], true);
  await here("withdraw", [caseId, "--organisation", shelter.id, ...one], true);
  await here("record import", ["source", path("sources.csv"), ...colleague]);
  const row = [
    "--set",
    "title=Example",
    "--set",
    "publisher=Example",
    "--set",
    "kind=report",
    "--set",
    "checked=verified",
  ];
  await here("record add", ["source", "example-2", ...row, ...colleague], true);
  await here("record withdraw", ["source", "example-1", "--reason", "example", ...record], true);
  await here("record sign-off", [importId, "--office", "Example office", ...colleague], true);
  await here("record list", record);
  await here("record letter", ["request-1", "--text", path("substance.txt"), "--out", path("letter.html"), ...record]);
  await here("report", ["--year", "2025", "--out", path("report-2.html"), ...record]);
  await here("verify-report", [path("report.html"), ...record]);
  for (const [name, code] of [
    ["tally make", "not-allowed"],
    ["tally check", "no-release"],
    ["count release", "no-office"],
    ["count check", "no-release"],
  ] as const) {
    const { said } = await run(name, "--year", "2024", "--office", "Example office", ...record);
    assert.ok(said.startsWith("The host was not reached") && said.endsWith(`(${code})`), said);
  }
  const shaped = ["--year", "2024", "--as", "eu", "--out", path("eu.csv"), ...record];
  assert.match((await run("count export", ...shaped)).said, /^The host was not reached[\s\S]*\(no-release\)$/);
  for (const [name, code] of [
    ["count make", "counts-none"],
    ["count sign", "no-count"],
  ] as const) {
    const { said } = await run(name, "--year", "2024", ...record);
    assert.ok(said.startsWith("The host was not reached") && said.endsWith(`(${code})`), said);
  }
  await here("edition propose", office);
  await here("edition put", [path("edition.txt"), ...office], true);
  const [, paragraph = ""] = /^\[([0-9a-f]{8}) /m.exec(await here("edition show", office)) ?? [];
  await here("edition move", [paragraph, "--section", "tier", ...office], true);
  assert.match(await here("edition show", office), new RegExp(`^# tier\n\n\\[${paragraph} `, "m"));
  await here("edition answer", judgements, true);
  await here("edition check", office);
  await here("edition sign", ["--office", "Example office", ...office], true);
  await here("edition print", ["--out", path("edition.html"), ...office]);
  await here("edition publish", office, true);
  await here("epoch new", ["--out", path("epoch.note"), ...one]);
  await here("epoch cosign", ["--note", path("epoch.note"), ...two]);
  await here("epoch hand-over", one, true);
  await here("epoch exports", one);
  const revoked = ["--device", world.host.directory.devicesOf(shelter.id)[1]?.id ?? "", "--reason", "lost", ...one];
  await here("revoke", [...revoked, "--out", path("revocation.note")]);
  const adopted = await run("adopt", caseId, ...one);
  assert.match(adopted.said, /^The host was not reached[\s\S]*\(not-allowed\)$/, "a refusal may rest on what is old");

  const said = ["--founding", founding, ...host];
  await run(
    "enrol request",
    ...said,
    "--organisation",
    shelter.id,
    "--role",
    "reader",
    "--admin",
    "--vault",
    path("new"),
    "--out",
    path("request"),
  );
  await here("enrol sign", ["--request", path("request"), "--out", path("enrol.note"), ...one]);
  await here("enrol cosign", ["--note", path("enrol.note"), ...two]);
  await needsHost("enrol invite", ["--role", "reader", "--out", path("invitation"), ...one]);
  await needsHost("enrol submit", ["--note", path("enrol.note"), ...said]);
  await needsHost("epoch submit", ["--note", path("epoch.note"), ...said]);
  await needsHost("epoch confirm", two);
  await needsHost("epoch export", one);
  await needsHost("epoch agree", ["--request", "00".repeat(32), ...two]);
  await needsHost("revoke", revoked);
  await needsHost("service set", ["--service", path("service.json"), ...one]);
  await needsHost("service hours", ["--service", service, "--hours", "MO-FR 09:00-17:00", ...one]);
  await needsHost("service phone", ["--service", service, "--number", "1300", "--check", "answered", ...one]);
  const tokens = async () => {
    const store = openSqliteMemberStore(join(one[1] ?? "", "client.db"));
    return (await store.list("token").finally(() => store.close())).length;
  };
  const inHand = await tokens();
  assert.ok(inHand > 0);
  await needsHost("service capacity", [
    "--service",
    service,
    "--unit",
    "bed",
    "--available",
    "1",
    "--maximum",
    "2",
    ...one,
  ]);
  assert.equal(await tokens(), inHand, "[LG4] a host that does not answer spends no token");
  const custodians = ["--custodian", aid.id, "--custodian", court.id, "--threshold", "2"];
  await here("recovery deal", [...custodians, "--out", path("deal.note"), ...one]);
  await here("recovery list", one);
  await run("recovery cosign", "--note", path("deal.note"), ...two);
  await needsHost("recovery submit", ["--note", path("deal.note"), ...said]);
  // Nobody asks for this organisation as far as this device knows, and it says how far that is.
  for (const [name, args] of [
    ["request", ["--out", path("asking.note")]],
    ["veto", ["--request", "00".repeat(16), "--reason", "Example reason"]],
    ["share", ["--request", "00".repeat(16)]],
    ["restore", ["--folder", path("archive")]],
    ["drill", []],
  ] as const) {
    const refused = await run(`recovery ${name}`, ...args, ...one);
    assert.equal(refused.exit, 1, refused.said);
    assert.match(refused.said, /^The host was not reached\./m, name);
  }
  await needsHost("service export", said);
  writeFileSync(
    path("org.json"),
    JSON.stringify({ id: shelter.id, kind: "shelter", name: { en: "Example" }, country: "XT" }),
  );
  await needsHost("admit", ["--organisation", path("org.json"), "--request", path("request"), ...council, ...host]);
  await needsHost("suspend", ["--organisation", shelter.id, ...council, ...host]);
  await needsHost("resume", ["--organisation", shelter.id, ...council, ...host]);
  makeSeats(path("new"), 1);
  await needsHost("council seat", ["--new", path("new/council-1.public"), ...council, ...host]);
  await needsHost("council keep", ["--seat", "council-1", ...council, ...host]);
  const [witness] = /w1 \S+ \S+/.exec(world.founding.founding.policy) ?? [""];
  const [name = "", key = "", url = ""] = witness.split(" ");
  await needsHost("council witnesses", ["--witness", `${name}=${key}@${url}`, "--quorum", "1", ...council, ...host]);
  await needsHost("council waits", ["--waits", "answer=1", ...council, ...host]);
  const signing = ["--seat-key", path("seat.key"), ...said];
  await needsHost("form publish", [path("form.json"), ...signing]);
  await needsHost("form words", ["--words", path("words.json"), ...signing]);
  await needsHost("form stop", ["first-line", ...council, ...host]);
  await needsHost("report", ["--year", "2025", ...said]);
  await needsHost("verify-report", [path("report.html"), ...said]);
  await needsHost("verify", ["--founding", founding, "--url", world.url]);
  const json = await run("status", "--json", ...one);
  assert.equal(json.exit, 3);
  const { onlyHere } = JSON.parse(json.said.split("\n")[0] ?? "");
  assert.deepEqual([onlyHere.reached, onlyHere.waiting > 0], [false, true]);

  assert.deepEqual(
    Object.keys(commands).filter((each) => !reached.has(each)),
    alone,
  );
});

function seatKeys(world: World): readonly string[] {
  return world.keys.seats.map(({ name, seed }) => `${name} ${Buffer.from(seed).toString("hex")}\n`);
}

test("[EN9] the age of what is shown is said in words, and a clock that is behind is no age", () => {
  assert.equal(ageWords(30_000), "less than a minute ago");
  assert.equal(ageWords(60_000), "1 minute ago");
  assert.equal(ageWords(3 * hour), "3 hours ago");
  assert.equal(ageWords(49 * hour), "2 days ago");
  assert.equal(ageWords(-hour), "which is later than the clock of this computer");
  assert.deepEqual(onlyHereLines({ reached: true, knownAt: 0, waiting: 1, refused: null }, 0), [
    "Not sent yet: one item waits in the outbox of this device. The host answered and did not take it.",
  ]);
});
