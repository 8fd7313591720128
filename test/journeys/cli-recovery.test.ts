// Both laptops of a shelter are burnt, and its cases are back on a new one, by commands alone: a key in shares, an archive, a request, three days, two custodians. Then
// somebody asks who should not, and a reader stops it.
import assert from "node:assert/strict";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mock, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { must } from "../../src/member/verb.ts";
import { encodeKeyFile } from "../../src/operate/files/key-file.ts";
import { hour } from "../support/recovery.ts";
import { runPanoh, writeVault } from "../support/run-panoh.ts";
import { exampleDraft, quickStretch, testPassphrase, World, type WorldOrganisation } from "../support/world.ts";

test("[KR7] [KR4] both laptops burn: by commands the organisation is back with its cases on a new one, and later a reader stops a request", async (t) => {
  const world = await World.foundFor(t, { witnesses: 1, now: Date.parse("2030-03-01T08:00:00Z") });
  mock.timers.enable({ apis: ["Date"], now: world.now });
  const folder = mkdtempSync(join(tmpdir(), "panoh-recovery-"));
  const at = (name: string) => join(folder, name);
  let goesOn = true;
  const witnessing = (async () => {
    for (; goesOn; await setTimeout(100)) await world.witness();
  })();
  t.after(async () => {
    goesOn = false;
    await witnessing;
    mock.timers.reset();
    rmSync(folder, { recursive: true, force: true });
  });
  const passphrases = new Map<string, string>();
  /** A command, with the passphrase of its vault. */
  const run = async (...args: readonly string[]) => {
    const vault = args[args.indexOf("--vault") + 1] ?? "";
    const ran = await runPanoh(args, quickStretch, passphrases.get(vault) ?? testPassphrase);
    // However slow the witness is: what was sent is trusted before the next command.
    await world.witness();
    return { ...ran, out: ran.out.join("\n") };
  };
  const does = async (...args: readonly string[]) => {
    const ran = await run(...args);
    assert.equal(ran.exit, 0, `${args.join(" ")}\n${ran.said}`);
    return ran;
  };
  const pass = async (hours: number) => {
    await world.goOn(hours * hour);
    await world.goOn(hour);
    mock.timers.setTime(world.now);
  };
  const country = ["--founding", at("founding.txt"), "--host", world.url];
  writeFileSync(at("founding.txt"), world.founding.note);
  writeFileSync(at("seat.key"), encodeKeyFile(world.keys.seats[0] ?? assert.fail()), { mode: 0o600 });
  const seat = ["--seat-key", at("seat.key")];

  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const custodians: WorldOrganisation[] = [];
  for (const [kind, name] of [
    ["legal-aid", "Example Legal Aid"],
    ["health", "Example Clinic"],
    ["ombudsman", "Example Ombudsman"],
  ] as const)
    custodians.push(await world.organisation(kind, name));
  const vaults = {
    one: shelter.devices[0],
    two: shelter.devices[1],
    legal: custodians[0]?.devices[0],
    clinic: custodians[1]?.devices[0],
  };
  for (const [name, secrets] of Object.entries(vaults)) {
    mkdirSync(at(name), { mode: 0o700 });
    await writeVault(at(name), secrets ?? assert.fail());
  }
  const officer = await world.member(border.devices[0] ?? assert.fail());
  await must(officer.drafts.send(exampleDraft([shelter])));
  await officer.sync();

  // While all is well.
  const who = custodians.flatMap(({ id }) => ["--custodian", id]);
  const nowhere = await run(
    "recovery",
    "deal",
    "--vault",
    at("one"),
    "--sheet",
    at("none/sheet"),
    "--out",
    at("sheet.note"),
  );
  assert.equal(nowhere.exit, 1);
  assert.equal(existsSync(at("sheet.note")), false, "a sheet that cannot be written leaves no note to sign");
  // An archive of before the key: no recovery key opens it.
  mkdirSync(at("before"));
  await does("archive", "save", "--vault", at("one"), "--folder", at("before"), "--base");
  await does("recovery", "deal", "--vault", at("one"), ...who, "--out", at("deal.note"));
  await does("recovery", "cosign", "--note", at("deal.note"), "--vault", at("two"));
  await does("recovery", "submit", "--note", at("deal.note"), ...country);
  mkdirSync(at("archive"));
  await does("archive", "save", "--vault", at("one"), "--folder", at("archive"));
  await does("recovery", "drill", "--vault", at("one"));
  assert.match((await does("recovery", "list", "--vault", at("legal"))).out, /^Held for {3}Example Shelter North$/m);
  await does("status", "--vault", at("clinic"));
  const drilled = await does("recovery", "list", "--vault", at("two"));
  assert.match(drilled.out, /^Key {8}2 of 3 shares$/m);
  assert.match(drilled.out, /Example Clinic: said .+ that the share is there$/m);
  assert.match(drilled.out, /Example Ombudsman: never said/);

  // The night of the fire.
  rmSync(at("one"), { recursive: true });
  rmSync(at("two"), { recursive: true });
  const newDevice = async (name: string) => {
    const device = ["--organisation", shelter.id, "--role", "reader", "--admin", "--vault", at(name)];
    const { beside } = await does("enrol", "request", ...country, ...device, "--out", at(`${name}.request`));
    passphrases.set(at(name), /^Passphrase {2}(.+)$/m.exec(beside.join("\n"))?.[1] ?? "");
    const { out } = await does("recovery", "request", "--vault", at(name), "--out", at(`${name}.note`));
    await does("recovery", "cosign", "--note", at(`${name}.note`), ...seat, "--founding", at("founding.txt"));
    await does("recovery", "submit", "--note", at(`${name}.note`), ...country);
    return /^Request {4}(.+)$/m.exec(out)?.[1] ?? assert.fail(out);
  };
  const id = await newDevice("new");
  const share = (vault: string, request: string) =>
    run("recovery", "share", "--vault", at(vault), "--request", request);
  const early = await share("legal", id);
  assert.equal(early.exit, 1);
  assert.match(early.said, /recovery-waits/);
  assert.match((await does("status", "--vault", at("legal"))).said, /share-asked/);
  await pass(72);
  assert.match((await does("recovery", "list", ...country)).out, new RegExp(`${id} for Example Shelter North: ready`));
  for (const vault of ["legal", "clinic"]) assert.equal((await share(vault, id)).exit, 0);
  // Both lie on one stick, and the older one was copied last.
  for (const name of readdirSync(at("before"))) {
    copyFileSync(join(at("before"), name), join(at("archive"), name));
    utimesSync(join(at("archive"), name), new Date("2099-01-01"), new Date("2099-01-01"));
  }
  const restore = () => run("recovery", "restore", "--vault", at("new"), "--folder", at("archive"));
  const back = await restore();
  assert.equal(back.exit, 0, back.said);
  assert.match(back.out, /^Cases {6}1$/m);
  const cases = await does("inbox", "--vault", at("new"));
  assert.match(cases.out, /waits for your answer/);
  await must(officer.drafts.send(exampleDraft([shelter])));
  await officer.sync();
  await world.witness();
  assert.equal(
    ((await does("inbox", "--vault", at("new"))).out.match(/waits for your answer/g) ?? []).length,
    2,
    "a new referral comes there",
  );

  for (const { device } of shelter.devices)
    await does("revoke", "--device", device, "--reason", "lost", "--vault", at("new"));
  // A new key, since the old one was whole on a device: the last administrator and a seat.
  await does("recovery", "deal", "--vault", at("new"), ...who, "--out", at("deal2.note"));
  await does("recovery", "cosign", "--note", at("deal2.note"), ...seat, "--founding", at("founding.txt"));
  await does("recovery", "submit", "--note", at("deal2.note"), ...country);
  // The one before it is in force for three days more.
  await pass(72);
  for (const vault of ["legal", "clinic"]) await does("status", "--vault", at(vault));
  const hostile = await newDevice("attacker");
  const seen = await does("status", "--vault", at("new"));
  assert.match(seen.said, /recovery-asked/);
  const veto = ["--request", hostile, "--reason", "We lost nothing.", "--out", at("veto.note")];
  await does("recovery", "veto", "--vault", at("new"), ...veto);
  const late = await run("carry", "take", at("veto.note"), "--vault", at("legal"));
  assert.match(late.said, /not-a-revocation/, "[KR4c] the log has it already");
  await pass(72);
  const refused = await share("legal", hostile);
  assert.equal(refused.exit, 1);
  assert.match(refused.said, /stopped/);
  const attack = await run("recovery", "restore", "--vault", at("attacker"), "--folder", at("archive"));
  assert.equal(attack.exit, 1);
});
