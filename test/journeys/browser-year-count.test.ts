// A year of a country's cases, from organisations to the report: a shelter sends its count and a second device signs it, one office releases the numbers, the other one finds
// the same and signs them off, and writes them into the report of the year.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { must } from "../../src/member/verb.ts";
import { againstWcag } from "../screens/axe.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { countedCases } from "../support/counted-cases.ts";
import { countingCountry } from "../support/counting-country.ts";
import { serveRole } from "../support/role-site.ts";
import { exampleDraft } from "../support/world.ts";
import { desk, lookForNews, openPage, phone, picture, setUpAndUnlock } from "./walk.ts";

test("[YC1, YC4b, YC8, YC9, YC10, TA2, TA8, ED2, ED11] a shelter counts its year, two offices agree on the country’s and on proceedings, and the published report says the same, by screens alone", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const week = 7 * 24 * 3_600_000;
  const lately = new Date(Date.now() - week);
  // The last year whose February has come: browsers have the clock of this machine.
  const year = lately.getUTCFullYear() - (lately.getUTCMonth() === 0 ? 2 : 1);
  const kinds = ["shelter", "shelter", "shelter", "hotline"] as const;
  const { world, all, offices, senders, send, goOn } = await countingCountry(t, year, kinds);
  const [ombudsman = assert.fail(), statistics = assert.fail()] = offices;
  const [north = assert.fail(), south = assert.fail(), east = assert.fail(), hotline = assert.fail()] = senders;
  const draft = exampleDraft([north.organisation]);
  for (let n = 0; n < 6; n++) await must(north.first.drafts.send(draft));
  await world.settle(...all);
  await goOn((Date.now() - world.now) / (24 * 3_600_000));
  const cases = countedCases("120 cases", 120).slice(0, 114);
  await send(south, cases.slice(0, 44));
  await send(east, cases.slice(44, 80));
  await send(hotline, cases.slice(80));

  const browser = await openChromium(t);
  const open = async (secrets: Parameters<typeof serveRole>[1], name: string, size = desk) => {
    const page = await openPage(browser, size);
    await setUpAndUnlock(page, await serveRole(t, secrets, name));
    return page;
  };
  const [one = assert.fail(), two = assert.fail()] = north.organisation.devices;
  const worker = await open(one, "Example shelter North", phone);
  const ourCount = async (page: Page) => {
    await page.getByRole("button", { name: "Our count of the year" }).click();
    await page.getByLabel("Year", { exact: true }).selectOption(String(year));
  };
  await ourCount(worker);
  await worker.getByText("Presumed victims: 6", { exact: true }).waitFor();
  await picture(worker, "year-count-send", "whole");
  await pressTwice(worker, "Send this count");
  await worker.getByText("Now a person on another device", { exact: false }).waitFor();
  await sent(worker);
  await world.witness();
  const colleague = await open(two, "Example shelter North", phone);
  await ourCount(colleague);
  await colleague.getByText("Presumed victims: 6", { exact: true }).waitFor();
  assert.equal(
    await colleague.getByText("From the cases on this device another count follows", { exact: false }).count(),
    0,
  );
  await pressTwice(colleague, "Sign this count");
  await colleague.getByText("A second device signed it.", { exact: false }).waitFor();
  await sent(colleague);
  await world.witness();

  const office = await open(statistics.organisation.devices[0] ?? assert.fail(), "Example Statistics Office");
  const theCountry = async (page: Page) => {
    await page.getByRole("button", { name: "Cases of the year" }).click();
    await page.getByLabel("Year", { exact: true }).selectOption(String(year));
  };
  await theCountry(office);
  await office.getByText("4 of 4 organisations are counted.").waitFor();
  const total = "Recognised as victims for the first time, presumed or formally: 120";
  await office.getByText(total, { exact: true }).waitFor();
  await picture(office, "year-count-release", "whole");
  assert.deepEqual(await againstWcag(office), [], "WCAG 2.2 AA, with what everybody will read");
  await pressTwice(office, "Release the numbers");
  await office.getByText("Edition 1 was released by", { exact: false }).waitFor();
  await sent(office);
  await world.witness();

  const other = await open(ombudsman.organisation.devices[0] ?? assert.fail(), "Example Ombudsman");
  await theCountry(other);
  await other.getByText("The same numbers follow from what was sealed to this office.").waitFor();
  await other.getByText(total, { exact: true }).waitFor();
  await picture(other, "year-count-check", "whole");
  await pressTwice(other, "Sign off the numbers");
  await sent(other);
  await world.witness();
  await north.first.sync();
  const tallies = north.first.record.book.statements("tally");
  assert.ok(tallies.length > 20 && tallies.every(({ signedOff }) => signedOff.length === 1));

  // The same office writes the year's report: the part on protection rests on the numbers that it signed off.
  await other.getByRole("button", { name: "Back", exact: true }).click();
  await other.getByRole("button", { name: "Write the report of a year" }).click();
  await other.getByLabel("Year", { exact: true }).fill(String(year));
  const part = (name: string) => other.getByRole("region", { name, exact: true });
  const protection = part("Protection");
  await protection.getByText(/^\d+ proposals$/).click();
  for (const box of await protection.getByRole("checkbox").all()) await box.check();
  await protection.getByRole("button", { name: "Take as one paragraph" }).click();
  await protection.getByText("What it rests on").waitFor();
  await protection.getByText(`In ${year} there were`, { exact: false }).first().waitFor();
  await picture(other, "year-count-protection", "whole");
  await other.getByRole("button", { name: "Tick all 6" }).click();
  await other.getByLabel("Or a reason", { exact: false }).fill("Example: nobody judged this year yet.");
  await other.getByRole("button", { name: "Keep this reason" }).click();
  await other.getByLabel("Office for which it is signed").fill("Example Ombudsman");
  await other.getByRole("button", { name: "Sign the text" }).click();
  await pressTwice(other, "Publish it");
  await other.getByText("Signed and on its way to the log.").waitFor();
  await sent(other);
  await world.witness();
  await lookForNews(other);
  const saved = other.waitForEvent("download");
  await other.getByRole("button", { name: "Save the published report" }).click();
  const html = readFileSync(await (await saved).path(), "utf8");
  const read = html.replace(/<[^>]+>/g, "");
  for (const { values } of tallies.filter(({ values: { by } }) => by === undefined))
    assert.match(read, new RegExp(`there were (about |at least )?${values.value}\\D`), values.fact);
  assert.match(read, new RegExp(`In ${year} there were 120\\D* victims identified`));

  // Proceedings of the year, which the same two offices release and sign off.
  const court = await world.organisation("prosecutor", "Example Prosecutor");
  const prosecutor = await world.member(court.devices[0] ?? assert.fail());
  await world.settle(prosecutor);
  const event = { case: "Example A", event: "investigation", on: `${year}-03` } as const;
  await must(prosecutor.record.enter("proceeding", [{ key: "a", source: "own", values: event }]));
  await world.settle(prosecutor);
  const proceedings = async (page: Page) => {
    await page.getByRole("button", { name: "Back", exact: true }).click();
    await lookForNews(page);
    await page.getByRole("button", { name: "Proceedings of the year" }).click();
    await page.getByLabel("Year", { exact: true }).selectOption(String(year));
    await page.getByText("Investigations: 1 (Cases)", { exact: true }).first().waitFor();
  };
  await proceedings(office);
  assert.deepEqual(await againstWcag(office), [], "WCAG 2.2 AA, with a release of proceedings");
  await pressTwice(office, "Release the numbers");
  await office.getByText("No other office signed it off yet.").waitFor();
  await sent(office);
  await world.witness();
  await proceedings(other);
  await other.getByText("The same numbers follow from what was sealed to this office.").waitFor();
  await pressTwice(other, "Sign off the numbers");
  await other.getByText(/^Signed off by/).waitFor();
  await sent(other);
  await world.settle(prosecutor);
  const sums = prosecutor.record.book.statements("tally").filter(({ values }) => values.fact === "investigations");
  assert.deepEqual(
    sums.map(({ values, signedOff }) => [values.value, signedOff.length]),
    [[1, 1]],
  );
});

/** The button, and the one of the question that it opens. */
async function pressTwice(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name }).click();
  await page.getByRole("dialog").getByRole("button", { name }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

async function sent(page: Page): Promise<void> {
  await page.locator(".bar-outbox").waitFor({ state: "detached" });
}
