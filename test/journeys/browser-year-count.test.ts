// A year of a country's cases, from organisations to the report: a shelter sends its count and a second device signs it, one office releases the numbers, the other one finds
// the same and signs them off, and writes them into the report of the year.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type TestContext, test } from "node:test";
import type { Page } from "playwright-core";
import { must } from "../../src/member/verb.ts";
import { againstWcag } from "../screens/axe.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { countedCases } from "../support/counted-cases.ts";
import { countingCountry } from "../support/counting-country.ts";
import { serveRole } from "../support/role-site.ts";
import { exampleDraft } from "../support/world.ts";
import { desk, lookForNews, openPage, phone, picture, setUpAndUnlock } from "./walk.ts";

const lately = new Date(Date.now() - 7 * 24 * 3_600_000);
/** The last year whose February has come: browsers have the clock of this machine. */
const year = lately.getUTCFullYear() - (lately.getUTCMonth() === 0 ? 2 : 1);
const recognised = "Recognised as victims for the first time, presumed or formally";

test("[YC1, YC4b, YC8, YC9, YC10, TA2, TA8, ED2, ED11] a shelter counts its year, two offices agree on the country’s and on proceedings, and the published report says the same, by screens alone", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const kinds = ["shelter", "shelter", "shelter", "hotline"] as const;
  const { world, all, offices, senders, send, goOn } = await countingCountry(t, year, kinds);
  const [ombudsman = assert.fail(), statistics = assert.fail()] = offices;
  const [north = assert.fail(), south = assert.fail(), east = assert.fail(), hotline = assert.fail()] = senders;
  const { consent, ...asked } = exampleDraft([north.organisation]);
  const draft = { ...asked, consent: { ...consent, purposes: ["referral", "statistics"] } } as const;
  const [caseId] = await must(north.first.drafts.send(draft));
  for (let n = 0; n < 5; n++) await must(north.first.drafts.send(draft));
  await world.settle(...all);
  await goOn((Date.now() - world.now) / (24 * 3_600_000));
  const cases = countedCases("120 cases", 120).slice(0, 114);
  await send(south, cases.slice(0, 38));
  // It corrects its count: the second one counts.
  await send(south, cases.slice(0, 44), 2);
  await send(east, cases.slice(44, 80));
  await send(hotline, cases.slice(80));

  const open = await opener(t);
  const [one = assert.fail(), two = assert.fail()] = north.organisation.devices;
  const worker = await open(one, "Example shelter North", phone);
  const ourCount = async (page: Page) => {
    await page.getByRole("button", { name: "Our count of the year" }).click();
    await page.getByLabel("Year", { exact: true }).selectOption(String(year));
  };
  await ourCount(worker);
  await worker.getByText("Presumed victims: 6", { exact: true }).waitFor();
  // The page follows the cases: one of the six persons takes back that they may be counted.
  const given = north.first.cases.view(caseId)?.state.consents[0]?.id ?? assert.fail();
  await must(north.first.cases.consents.withdrawConsent(caseId, given));
  await world.settle(north.first);
  await lookForNews(worker);
  await worker.getByText("Recognised, by who recognised them first, not said: 1", { exact: true }).waitFor();
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
  await theCountry(office);
  await office.getByText("Organisations counted: 4 of 4.").waitFor();
  const total = `${recognised}: 120`;
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
  await pressTwice(other, "Sign the text");
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

const invented = countedCases("small countries", 30);
/** Which organisations there are, how many cases each of them sends (null: nothing is sent), and what everybody reads. */
const smallCountries = [
  {
    of: "one of two is missing",
    sends: [24, null],
    says: ["Organisations counted: 1 of 2.", `${recognised}: at least 24`],
  },
  { of: "12 cases", sends: [3, 3, 3, 3], says: ["Organisations counted: 4 of 4.", `${recognised}: 12`] },
  { of: "one shelter", sends: [9], says: ["Organisations counted: 1 of 1.", `${recognised}: 9`] },
  {
    of: "one organisation enters everything",
    sends: [30, 0, 0],
    says: ["Organisations counted: 3 of 3.", `${recognised}: 30`],
  },
] as const;

for (const { of, sends, says } of smallCountries)
  test(`[YC1, YC5b, YC7, YC9] ${of}: an office releases what is so, and the other one finds the same and signs it off, by screens`, async (t) => {
    if (chromiumPath === null) return t.skip("needs Chromium");
    const counting = await countingCountry(
      t,
      year,
      sends.map(() => "shelter"),
    );
    const { world, all, offices, senders } = counting;
    const [ombudsman = assert.fail(), statistics = assert.fail()] = offices;
    await counting.goOn((Date.now() - world.now) / (24 * 3_600_000));
    let taken = 0;
    for (const [at, n] of sends.entries()) {
      if (n === null) continue;
      await counting.send(senders[at] ?? assert.fail(), invented.slice(taken, taken + n));
      taken += n;
    }
    const open = await opener(t);
    for (const [one, button] of [
      [statistics, "Release the numbers"],
      [ombudsman, "Sign off the numbers"],
    ] as const) {
      const page = await open(one.organisation.devices[0] ?? assert.fail(), "Example office");
      await theCountry(page);
      for (const line of button === "Release the numbers" ? says : says.slice(1))
        await page.getByText(line, { exact: true }).first().waitFor();
      await pressTwice(page, button);
      await sent(page);
      await world.settle(...all);
    }
    const [sender = assert.fail()] = senders;
    const tallies = sender.first.record.book.statements("tally");
    assert.ok(tallies.length > 0 && tallies.every(({ signedOff }) => signedOff.length === 1));
    assert.equal(
      tallies.some(({ values: { by } }) => by !== undefined),
      taken >= 20,
      "no class is said of few",
    );
  });

/** Opens pages of one browser, each with a device of its own. */
async function opener(t: TestContext) {
  const browser = await openChromium(t);
  return async (secrets: Parameters<typeof serveRole>[1], name: string, size = desk) => {
    const page = await openPage(browser, size);
    await setUpAndUnlock(page, await serveRole(t, secrets, name));
    return page;
  };
}

async function theCountry(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Cases of the year" }).click();
  await page.getByLabel("Year", { exact: true }).selectOption(String(year));
}

/** The button, and the one of the question that it opens. */
async function pressTwice(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name }).click();
  await page.getByRole("dialog").getByRole("button", { name }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

async function sent(page: Page): Promise<void> {
  await page.locator(".bar-outbox").waitFor({ state: "detached" });
}
