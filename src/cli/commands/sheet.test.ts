// `panoh sheet` and `panoh tasks` over a running host: what is due, a sheet that does it, what a colleague's program then shows, and what is refused.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { runPanoh } from "../../../test/support/run-panoh.ts";
import { sheetsSince } from "../../../test/support/since-referral.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { atTheBorder, exampleDraft, testPassphrase, type World } from "../../../test/support/world.ts";
import { consentFor } from "../../../test/support/world-draft.ts";
import { caseMark } from "../../core/case/mark.ts";
import { argon2id } from "../../crypto/argon2id.ts";
import { randomBytes } from "../../crypto/random.ts";
import { type StretchPassphrase, sealVault } from "../../member/store/vault.ts";
import { must } from "../../member/verb.ts";

test("[FM1, FM9, FD10] a worker sees what is due, saves the sheet that does it, and a colleague reads it", async (t) => {
  const { world, shelter, officer, worker: colleague } = await atTheBorder(t, { now: Date.now() });
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, colleague);
  const { caseId, referral } = colleague.cases.inbox[0] ?? assert.fail();
  await must(colleague.cases.steps.answer(caseId, referral ?? "", { verb: "accept" }));
  await world.settle(colleague);

  const { dir, run } = await commandsOf(t, world, shelter.devices[1] ?? assert.fail());
  const day = (days: number) => new Date(world.now + days * 86_400_000).toISOString().slice(0, 10);
  const short = caseId.slice(0, 8);
  // How the person's life is, is asked four times in the first year.
  const due = async (...args: readonly string[]) =>
    (await run("tasks", ...args)).said.filter((line) => !/^ {2}|Ask how the person’s life is$/.test(line));

  const meet = `${day(1)}  Meet the person`;
  assert.deepEqual(await due(), [`${day(1)}  Look at the risk`, meet, `${day(7)}  Ask what the person needs`]);
  assert.match((await due("--lang", "ru")).join("\n"), /Оценить риск/);

  const first = await run(
    "sheet",
    short,
    "risk",
    "--set",
    `on=${day(0)}`,
    "--set",
    "from=family,partner",
    "--set",
    "knows-where=perhaps",
    "--set",
    "own-view=unsure",
    "--set",
    "level=high",
    "--set",
    "threats=yes",
  );
  assert.equal(first.exit, 0, first.said.join("\n"));
  const sheet = /^Sheet {6}risk ([0-9a-f]{32})$/.exec(first.said[0] ?? "")?.[1] ?? assert.fail(first.said.join("\n"));
  assert.deepEqual(
    first.said.slice(1),
    ["Read by    safety: Example Shelter North", "Gaps       again"],
    "a gap is said, and bars nothing",
  );
  assert.deepEqual(await due(), [
    `${day(1)}  Make a safety plan`,
    meet,
    `${day(7)}  Look at the risk again`,
    `${day(7)}  Ask what the person needs`,
  ]);
  assert.ok((await due("--all")).includes(`${day(1)}  Look at the risk: done`));

  const again = await run(
    "sheet",
    short,
    "risk",
    "--sheet",
    sheet.slice(0, 8),
    "--gone",
    "again=unknown",
    "--set",
    "level=medium",
    "--why",
    "changed",
  );
  assert.deepEqual(
    again.said,
    [`Sheet      risk ${sheet}`, "Read by    safety: Example Shelter North"],
    "a word of missing is no gap",
  );

  await world.settle(colleague);
  const [read] = sheetsSince(colleague, caseId);
  assert.equal(read?.answers.get("level")?.value, "medium");
  assert.deepEqual(read?.answers.get("from")?.value, ["family", "partner"]);
  assert.equal(read?.answers.get("threats")?.value, true);

  writeFileSync(join(dir, "note.json"), JSON.stringify({ set: { kind: "visit", on: day(0), words: "Example note." } }));
  assert.equal((await run("sheet", short, "note", "--answers", join(dir, "note.json"))).exit, 0);
  const shown = (await run("sheet", short, "note")).said.join("\n");
  assert.match(
    shown,
    /^Sheet {6}note [0-9a-f]{32} by Example Shelter North, .*\n {2}Kind: Visit\n {2}Day: .*\n {2}Note: Example note\.$/,
  );

  const visit = { with: "doctor", on: day(3), at: "14:00", where: "Example Clinic", "person-agrees": true };
  writeFileSync(join(dir, "visit.json"), JSON.stringify({ set: visit }));
  assert.equal((await run("sheet", short, "appointment", "--answers", join(dir, "visit.json"))).exit, 0);
  const asked = (await run("tasks")).said;
  const place = asked.indexOf(`${day(3)} 14:00  Appointment`);
  assert.equal(asked[place + 1], `  case ${short}, care, form appointment, at Example Clinic`, "[FM9d] its own day");
  assert.equal((await run("answer", "meet", short)).exit, 0);
  assert.ok(!(await due()).includes(meet), "[FM9g] only the meeting does it");

  const refused = async (code: RegExp, ...args: readonly string[]) => {
    const { exit, said } = await run("sheet", short, ...args);
    assert.notEqual(exit, 0);
    assert.match(said.join("\n"), code);
  };
  await refused(/\(sealed-argument\)$/, "note", "--set", "words=Canary");
  await refused(/\(answers-refused\)$/, "risk", "--set", "level=hihg");
  await refused(/\(not-allowed\)$/, "ask", "--gone", "need=unknown");
  for (const other of ["child", "journey"])
    await refused(
      /This form is not for this case as it stands\. Nothing was saved\. \(not-offered\)$/,
      other,
      "--gone",
      `${{ child: "on", journey: "from" }[other]}=unknown`,
    );
  await refused(/asks nothing of this name/, "risk", "--set", "lvl=high");
  await refused(/\(no-form\)$/, "nothing");
  await refused(/\(no-such-sheet\)$/, "risk", "--sheet", "ffffffff", "--set", "level=low");
  await refused(/--wrong-case needs --sheet/, "note", "--wrong-case");

  const note = /^Sheet {6}note ([0-9a-f]{32})/.exec(shown)?.[1] ?? assert.fail(shown);
  assert.deepEqual((await run("sheet", short, "note", "--sheet", note.slice(0, 8), "--wrong-case")).said, [
    `Sheet      note ${note}`,
    "  written into the wrong case, erased",
  ]);
  await world.settle(colleague);
  assert.ok(
    colleague.cases.sheets(caseId)?.sheets.every(({ form }) => form !== "note"),
    "[FD13] for everybody",
  );
  assert.match((await run("case", short)).said.join("\n"), /^Entry {6}answers\.misplaced by Example Shelter North/m);

  const [other] = await must(colleague.drafts.send(exampleDraft([shelter])));
  await world.settle(colleague);
  const linked = await run("link", short, "--to", other.slice(0, 8), "--as", "child");
  assert.deepEqual(linked.said, [`${other.slice(0, 8)} (${caseMark(other)}): child`]);
  assert.deepEqual((await run("link", other.slice(0, 8))).said, [`${short} (${caseMark(caseId)}): parent`]);
  assert.deepEqual((await run("link", short, "--to", other.slice(0, 8), "--as", "none")).said, [
    "No other case is linked to it.",
  ]);

  const struck = await run("sheet", short, "risk", "--sheet", sheet.slice(0, 8), "--strike-out");
  assert.deepEqual(struck.said, [`Sheet      risk ${sheet}`, "  struck out"]);
  assert.ok((await due()).includes(`${day(1)}  Look at the risk`), "what was struck out did nothing");
});

test("[FD11g] by command, too, who was brought in fills in what a consent for it opens, and nothing else", async (t) => {
  const { world, shelter, legal, officer, worker } = await atTheBorder(t, { now: Date.now() });
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, worker);
  const { caseId, referral } = worker.cases.inbox[0] ?? assert.fail();
  await must(worker.cases.steps.answer(caseId, referral ?? "", { verb: "accept" }));
  await world.settle(worker);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "support"])));
  await world.settle(worker);
  const { run } = await commandsOf(t, world, legal.devices[0] ?? assert.fail());
  const short = caseId.slice(0, 8);
  const help = await run("sheet", short, "service", "--set", "kind=legal-advice", "--set", "result=given");
  assert.equal(help.exit, 0, help.said.join("\n"));
  assert.match(help.said.join("\n"), /Read by {4}support: Example Legal Aid/);
  const risk = await run("sheet", short, "risk", "--set", "level=low");
  assert.notEqual(risk.exit, 0);
  assert.match(risk.said.join("\n"), /not-allowed/);
});

test("[FD16] [FD16f] [FD16g] by command an organisation is asked without a name, recalled before it receives it, and led to once it helps", async (t) => {
  const { world, shelter, legal, officer, worker } = await atTheBorder(t, { now: Date.now() });
  const lawyer = await world.member(legal.devices[0] ?? assert.fail());
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, worker);
  const { caseId, referral } = worker.cases.inbox[0] ?? assert.fail();
  await must(worker.cases.steps.answer(caseId, referral ?? "", { verb: "accept" }));
  await world.settle(worker);
  const { run } = await commandsOf(t, world, shelter.devices[1] ?? assert.fail());
  const short = caseId.slice(0, 8);
  const how = ["--purpose", "support", "--language", "tg", "--manner", "spoken", "--interpreter", "none"];
  const to = ["--organisation", legal.id];
  const ask = ["ask", short, ...to, "--need", "legal-advice", "--share", "referral", "--share", "identity", ...how];
  const nothing = await run("recall", short, ...to);
  assert.match(nothing.said.join("\n"), /no-such-referral/);
  const first = await run(...ask);
  assert.deepEqual([first.exit, first.said[1]], [0, `  asked ${legal.id}: legal-advice`], first.said.join("\n"));
  assert.equal((await run("recall", short, ...to)).said[1], `  recalled what ${legal.id} was asked`);
  assert.notEqual((await run("ask", short, ...to, "--need", "anything", ...ask.slice(6))).exit, 0);

  assert.equal((await run(...ask)).exit, 0);
  await world.settle(lawyer);
  const textOf = () => JSON.stringify(lawyer.cases.view(caseId)?.state.entries ?? []);
  assert.doesNotMatch(textOf(), /Test Person 1/);
  assert.notEqual((await run("lead", short, ...to)).exit, 0, "it helps with nothing yet");
  const question = lawyer.cases.view(caseId)?.state.referrals.findLast(({ contact }) => !contact);
  assert.equal(question?.places[0]?.state, "received");
  assert.match((await run("recall", short, ...to)).said.join("\n"), /wrong-state/);
  await must(lawyer.cases.steps.answer(caseId, question?.id ?? "", { verb: "accept" }));
  await world.settle(lawyer);
  await run("tasks");
  await run("tasks");
  await world.settle(lawyer);
  assert.match(textOf(), /Test Person 1/, "what the person agreed to followed by itself");
  assert.equal((await run("lead", short, ...to)).said[1], `  ${legal.id} leads the case`);
});

/** Commands of a device over the running host; between them a witness signs. */
async function commandsOf(t: TestContext, world: World, device: Parameters<typeof sealVault>[0]) {
  const dir = temporaryFolder(t);
  writeFileSync(join(dir, "vault.json"), await sealVault(device, testPassphrase, randomBytes, argon2id), {
    mode: 0o600,
  });
  // The real stretching, once: each command opens the vault anew.
  let stretched: Promise<Uint8Array> | undefined;
  const stretch: StretchPassphrase = async (passphrase, salt) => {
    stretched ??= argon2id(passphrase.slice(), salt);
    return (await stretched).slice();
  };
  const run = async (...args: readonly string[]) => {
    const { exit, said } = await runPanoh([...args, "--vault", dir], stretch);
    await world.witness();
    return { exit, said: said.split("\n") };
  };
  return { dir, run };
}
