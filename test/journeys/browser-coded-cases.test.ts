// Cases of single persons for somebody outside, by screens: one device writes down to whom, another one signs it, a look says how many would go, and the sealed file opens with
// `age` and is that of the command.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { generateIdentity, identityToRecipient } from "age-encryption";
import type { Page } from "playwright-core";
import { fingerprintOf } from "../../src/member/fingerprint.ts";
import { must } from "../../src/member/verb.ts";
import { againstWcag } from "../screens/axe.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { runPanoh, writeVault } from "../support/run-panoh.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { answering, exampleDraft, quickStretch, World } from "../support/world.ts";
import { desk, lookForNews, openPage, phone, picture, setUpAndUnlock } from "./walk.ts";

const donor = "Example Donor";
const now = new Date();
const [today, year] = [now.toISOString().slice(0, 10), String(now.getUTCFullYear())];

test("[CN9, CN9b] two devices agree to whom cases may go by themselves, a look says how many and why others stay, and the file opens with age and is that of the command", async (t) => {
  if (chromiumPath === null || spawnSync("age", ["--version"]).status !== 0) return t.skip("needs Chromium and age");
  const world = await World.foundFor(t, { witnesses: 1, now: now.getTime() });
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const [one = assert.fail(), two = assert.fail()] = shelter.devices;
  const [worker, colleague] = [await world.member(one), await world.member(two)];
  await world.timekeeping.writeTime();
  await world.settle(worker, colleague);
  for (const citizenship of ["TJ", "UZ"]) {
    const draft = answering(exampleDraft([shelter]), "person", { given: "Test Person", citizenship: [citizenship] });
    const [caseId] = await must(
      worker.drafts.send({ ...draft, consent: { ...draft.consent, purposes: ["referral", "statistics"] } }),
    );
    if (citizenship === "TJ")
      await must(worker.cases.saveSheet(caseId, { form: "coded-data", set: { on: today, to: donor, answer: "yes" } }));
  }
  await world.settle(worker, colleague);
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);

  const browser = await openChromium(t);
  const open = async (secrets: typeof one, size: typeof phone) => {
    const page = await openPage(browser, size);
    await setUpAndUnlock(page, await serveRole(t, secrets, "Example Shelter North"));
    await page.getByRole("button", { name: "Our numbers" }).click();
    await page.getByLabel("Period", { exact: true }).first().selectOption(year);
    await page.getByText("2 of 2 persons agreed to be counted.", { exact: false }).waitFor();
    return page;
  };
  const first = await open(one, phone);
  await first.getByText("Agree with somebody").click();
  await first.getByLabel("Their key (age)").fill("hello");
  await first.getByRole("button", { name: "Write it down" }).click();
  for (const wrong of ["Say who gets", "This is no key of age.", "Choose a table at least.", "Give a day to come"])
    await first.getByText(wrong, { exact: false }).waitFor();
  assert.equal(await first.evaluate(() => document.activeElement?.id), "agree-to", "the first of them is typed next");
  await picture(first, "coded-cases-wrong", "whole");
  await first.getByLabel("Who gets the numbers").fill(donor);
  await first.getByLabel("Their key (age)").fill(recipient);
  await first.getByLabel("Each case by itself, coded (HTCDS)").check();
  const until = first.getByRole("group", { name: "Last day on which something may be given" });
  await until.getByLabel("Year").fill(String(Number(year) + 1));
  await until.getByRole("combobox").first().selectOption("01");
  await until.getByRole("combobox").last().selectOption("01");
  await first.getByRole("button", { name: "Write it down" }).click();
  await first.getByText("Waits for a colleague’s device.").waitFor();
  assert.equal(await look(first).count(), 0, "nothing is given before a second device signed");
  await sent(first);
  await world.witness();

  const second = await open(two, desk);
  await second.getByText(fingerprintOf(recipient)).waitFor();
  await picture(second, "coded-cases-sign", "whole");
  await second.getByRole("button", { name: "Sign it as it stands" }).click();
  await second.getByText("A second device signed it.").waitFor();
  await sent(second);
  await world.witness();

  await lookForNews(first);
  await first.getByText("A second device signed it.").waitFor();
  await first
    .getByLabel("Period", { exact: true })
    .first()
    .selectOption(String(Number(year) - 1));
  await look(first).click();
  await first.getByText(`may go to ${donor}.`, { exact: false }).waitFor();
  await picture(first, "coded-cases-none", "whole");
  await first.getByLabel("Period", { exact: true }).first().selectOption(year);
  await look(first).focus();
  await first.keyboard.press("Enter");
  const question = first.getByRole("dialog");
  await question.getByText("Cases in the file: 1. Rows: 1,", { exact: false }).waitFor();
  await question.getByText(`the person did not say yes to ${donor}: 1`, { exact: false }).waitFor();
  await question.getByText(fingerprintOf(recipient)).waitFor();
  await picture(first, "coded-cases-ask");
  assert.deepEqual(await againstWcag(first), [], "WCAG 2.2 AA, with the question");
  await first.keyboard.press("Escape");
  await question.waitFor({ state: "detached" });
  await look(first).click();
  const saved = first.waitForEvent("download");
  await question.getByRole("button", { name: `Save, sealed for ${donor}` }).focus();
  await first.keyboard.press("Enter");
  const file = await saved;
  assert.equal(file.suggestedFilename(), `cases-${year}.age`);
  await first.getByText(`Only ${donor} can open it.`, { exact: false }).waitFor();
  await first.getByText(`${year} (Each case by itself, coded (HTCDS))`, { exact: false }).waitFor();
  await picture(first, "coded-cases-given", "whole");
  await sent(first);
  await world.settle(colleague);

  const folder = temporaryFolder(t);
  const path = (name: string) => join(folder, name);
  writeFileSync(path("identity"), identity);
  const opened = (sealed: string) => execFileSync("age", ["-d", "-i", path("identity"), sealed]);
  await writeVault(folder, two);
  const [agreement = assert.fail()] = colleague.exact.agreements;
  assert.deepEqual(
    agreement.given.map(({ by, period, tables }) => [by, period, tables]),
    [[worker.exact.device, year, ["htcds"]]],
  );
  const { exit, said } = await runPanoh(
    ["numbers", "cases", "--period", year, "--for", agreement.key, "--out", path("command.age"), "--vault", folder],
    quickStretch,
  );
  assert.equal(exit, 0, said);
  assert.match(said, /^Left out {3}1 cases: the person did not say yes to this recipient$/m);
  const bytes = opened(await file.path());
  assert.deepEqual(bytes, opened(path("command.age")));
  assert.match(bytes.toString(), /^\ufefffor,case,org_Name,.*\r\nExample Donor,1,.*,TJ,/);

  // Numbers that stand open are counted again when a case comes.
  await must(worker.drafts.send(exampleDraft([shelter])));
  await world.settle(worker);
  await lookForNews(first);
  await first.getByText("2 of 3 persons agreed to be counted.", { exact: false }).waitFor();
});

function look(page: Page) {
  return page.getByRole("button", { name: "Look which cases may go", exact: false });
}

async function sent(page: Page): Promise<void> {
  await page.locator(".bar-outbox").waitFor({ state: "detached" });
}
