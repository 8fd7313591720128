// What an honest organisation could do before it can do after another one's step, by the commands of each organisation. The prosecutor's program is one of
// before, which knows no rule that keeps a prosecutor from saying whom the person leaves.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Program, runPanoh, writeVault } from "../support/run-panoh.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { exampleDraft, quickStretch, World, type WorldOrganisation } from "../support/world.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const asked = ["--purpose", "support", "--language", "tg", "--manner", "spoken", "--interpreter", "none"];
const share = (...parts: readonly string[]) => parts.flatMap((part) => ["--share", part]);

/** A country, and `panoh` as its organisations run it. */
async function country(t: TestContext) {
  const world = await World.foundFor(t, { now: Date.now() });
  const dir = temporaryFolder(t);
  const vault = async (name: string, { devices }: WorldOrganisation, at = 0) => {
    const folder = join(dir, name);
    mkdirSync(folder, { mode: 0o700 });
    await writeVault(folder, devices[at] ?? assert.fail());
    return folder;
  };
  const run = async (folder: string, args: readonly string[], program?: Program) => {
    const ran = await runPanoh([...args, "--vault", folder], quickStretch, undefined, program);
    await world.witness();
    return ran;
  };
  const panoh = async (folder: string, ...args: readonly string[]) => {
    const { exit, said } = await run(folder, args);
    assert.equal(exit, 0, `panoh ${args.join(" ")}: ${said}`);
    return said;
  };
  const refused = async (folder: string, ...args: readonly string[]) => {
    const { exit, said } = await run(folder, args);
    assert.equal(exit, 1, `panoh ${args.join(" ")}: ${said}`);
    return said;
  };
  return { world, dir, vault, run, panoh, refused };
}

/** This program without the rule that an authority and justice withdraw a consent for themselves alone. */
async function programOfBefore(folder: string): Promise<Program> {
  cpSync(join(root, "src"), join(folder, "src"), { recursive: true });
  cpSync(join(root, "package.json"), join(folder, "package.json"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const file = join(folder, "src/core/policy-table.ts");
  const written = readFileSync(file, "utf8");
  const changed = written.replace('return party === "referrer" || party === "provider";', "return party !== null;");
  assert.notEqual(changed, written);
  writeFileSync(file, changed);
  const { runCommandLine } = await import(pathToFileURL(join(folder, "src/cli/command-line.ts")).href);
  return runCommandLine;
}

test("[FD13] [FD7d] after an erased sheet and after a prosecutor's word each device of a shelter brings others in, warns, ends and goes on, all by commands", async (t) => {
  const { world, dir, vault, run, panoh, refused } = await country(t);
  const post = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const aid = await world.organisation("legal-aid", "Example Legal Aid");
  const clinic = await world.organisation("health", "Example Clinic East");
  const court = await world.organisation("prosecutor", "Example Prosecutor");
  await world.service(shelter, ["shelter-emergency"]);
  const [officer, one, two, law, care, prosecutor] = [
    await vault("officer", post),
    await vault("one", shelter),
    await vault("two", shelter, 1),
    await vault("law", aid),
    await vault("care", clinic),
    await vault("prosecutor", court),
  ];
  writeFileSync(join(dir, "draft.json"), JSON.stringify(exampleDraft([shelter])));
  await panoh(officer, "refer", "--draft", join(dir, "draft.json"));
  const caseId = /^Case {7}([0-9a-f]{64})$/m.exec(await panoh(one, "inbox"))?.[1] ?? assert.fail();
  await panoh(one, "answer", "accept", caseId);
  const bringIn = (device: string, { id }: WorldOrganisation, ...parts: readonly string[]) =>
    panoh(device, "grant", caseId, "--organisation", id, ...share(...parts), ...asked);
  await bringIn(one, aid, "referral", "identity", "support");
  await panoh(law, "inbox");

  // A sheet of another person is erased, and something was built on it.
  writeFileSync(join(dir, "name.json"), JSON.stringify({ set: { family: "of another person" } }));
  await panoh(law, "sheet", caseId, "person", "--answers", join(dir, "name.json"));
  await panoh(one, "inbox");
  assert.match(await panoh(one, "case", caseId), /of another person/);
  await panoh(one, "danger", caseId, "--danger", "unclear");
  await panoh(law, "sheet", caseId, "person", "--sheet", "one", "--wrong-case");
  await panoh(one, "inbox");
  assert.doesNotMatch(await panoh(one, "case", caseId), /of another person/);
  await panoh(two, "inbox");
  await bringIn(two, court, "referral");
  assert.match(await panoh(prosecutor, "inbox"), /shared with you/);

  // The prosecutor says that the person leaves the shelter: by this program, and by one of before.
  const leave = ["withdraw", caseId, "--organisation", shelter.id];
  assert.match(await refused(prosecutor, ...leave), /only an organisation that accepted.*\(not-in-contact\)/s);
  const before = await run(prosecutor, leave, await programOfBefore(temporaryFolder(t)));
  assert.equal(before.exit, 0, before.said);
  await panoh(one, "inbox");
  const heard = (said: string) => said.split("\n").filter((line) => /^Alarm {6}withdrawn-by-other /.test(line)).length;
  assert.equal(heard(await panoh(one, "status")), 1);
  assert.match(await panoh(one, "case", caseId), /consent\.withdraw by Example Prosecutor.*not-in-contact/);
  await bringIn(one, clinic, "referral", "health");
  assert.match(await panoh(care, "inbox"), /shared with you/);
  await panoh(one, "danger", caseId, "--danger", "not-now");
  await panoh(one, "answer", "close", caseId, "--outcome", "goal-reached");
  await panoh(one, "answer", "reopen", caseId, "--why", "came-back");

  // Legal aid takes the word over: sharing stops, and legal aid enters the person's consent again.
  await panoh(law, "inbox");
  assert.equal(heard(await panoh(law, "status")), 1);
  await panoh(law, "adopt", caseId);
  await panoh(one, "inbox");
  const why = await refused(one, "answer", "reopen", caseId, "--why", "other");
  assert.match(why, /the consent was withdrawn.*\(consent-withdrawn\)/s);
  await panoh(one, "danger", caseId, "--danger", "now");
  await panoh(law, "consent", caseId, "--organisation", shelter.id, ...share("referral", "identity"), ...asked);
  await panoh(one, "inbox");
  await panoh(one, "answer", "reopen", caseId, "--why", "other");
});
