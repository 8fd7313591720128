// The country's record in a real browser, against the real host: a secretariat enters a row and imports files, a prosecutor enters a sealed
// proceeding, an ombudsman makes the annex to the report of the year. Everything by what stands on the screen.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { enterRecord } from "../../src/demonstration/enter-record.ts";
import type { Device } from "../../src/member/device.ts";
import type { Secrets } from "../../src/member/store/vault.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { World } from "../support/world.ts";
import { desk, lookForNews, openPage, phone, picture, setUpAndUnlock } from "./walk.ts";

const flawed = `key,source,fact,from,value,unit
2003-prosecutions,assessors-2004,prosecutions,2003,two,cases
2002-prosecutions,assessors-2004,prosecutions,2002,4,cases
`;
const sound = `key;source;fact;from;value;unit
2003-prosecutions;assessors-2004;prosecutions;2003;2;cases
2002-prosecutions;assessors-2004;prosecutions;2002;4;cases
2003-victims;assessors-2004;victims-identified;2003;not-reported;
`;

test("[RC2, RC4, RP6] a secretariat, a prosecutor and an ombudsman keep the record and make the year's report, by screens alone", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { world, urls, browser } = await country(t);

  const office = await openPage(browser, desk);
  await setUpAndUnlock(office, urls.secretariat);
  await office.getByRole("heading", { level: 1, name: "The country’s record" }).waitFor();
  await office.getByText("The record is empty.", { exact: false }).waitFor();
  await picture(office, "record-empty");
  await office.getByRole("button", { name: /^Sources/ }).click();
  await office.getByRole("button", { name: "Enter one row" }).click();
  await office.getByRole("button", { name: "Check the row" }).click();
  await office.getByRole("heading", { name: "Before you go on" }).waitFor();
  await office.getByRole("combobox", { name: "Source" }).selectOption({ label: "Our own files" });
  await office.getByLabel("Title").fill("Assessors of the World 2004");
  await office.getByLabel("Publisher").fill("Example board");
  await office.getByLabel("Report", { exact: true }).check();
  await office.getByLabel("I read the source itself").check();
  await office.getByLabel("Short name").fill("assessors-2004");
  await office.getByRole("button", { name: "Check the row" }).click();
  await office.getByRole("heading", { name: "Check the row before it is signed" }).waitFor();
  await picture(office, "record-check");
  await office.getByRole("button", { name: "Sign it and enter it" }).click();
  await office.getByRole("heading", { name: "In the log" }).waitFor();
  await world.witness();

  await goToRegister(office, "Figures");
  await office.getByRole("button", { name: "Import a file" }).click();
  const size = world.host.tree.size;
  await office.getByLabel("CSV file").setInputFiles(file("flawed.csv", flawed));
  await office.getByRole("heading", { name: "1 row of flawed.csv cannot be entered" }).waitFor();
  await office.getByText("Number: a whole number, 0 or more, in digits only, or not-reported.").waitFor();
  await picture(office, "record-flawed");
  assert.equal(world.host.tree.size, size, "[RC2] nothing half imported");
  await office.getByLabel("CSV file").setInputFiles(file("sound.csv", sound));
  await office.getByRole("heading", { name: "3 rows of sound.csv can be entered" }).waitFor();
  await office.getByRole("button", { name: "Sign and enter 3 rows" }).click();
  await office.getByRole("heading", { name: "In the log" }).waitFor();
  await world.witness();

  const justice = await openPage(browser, phone);
  await setUpAndUnlock(justice, urls.prosecutor);
  await justice.getByRole("button", { name: /^Proceedings/ }).click();
  await justice.getByRole("button", { name: "Enter one row" }).click();
  await justice.getByRole("combobox", { name: "Source" }).selectOption({ label: "Our own files" });
  await justice.getByLabel("Case", { exact: true }).fill("Example of the Seven Nets");
  await justice.getByLabel("What happened").selectOption({ label: "Prosecution" });
  await justice.getByRole("group", { name: "Date of the event" }).getByLabel("Year").fill("2003");
  await justice.getByRole("button", { name: "Check the row" }).click();
  await picture(justice, "record-sealed-check");
  await justice.getByRole("button", { name: "Seal it and enter it" }).click();
  await justice.getByText("Your organisation and the reviewers can read it.", { exact: false }).waitFor();
  await world.witness();

  const review = await openPage(browser, desk);
  await setUpAndUnlock(review, urls.ombudsman);
  await review.getByRole("button", { name: /^Proceedings \d/ }).waitFor();
  await review.getByRole("button", { name: /^Proceedings.*1 row/ }).click();
  await review.getByText("Example of the Seven Nets", { exact: false }).first().waitFor();
  await review.getByRole("button", { name: "Back" }).click();
  await review.getByRole("button", { name: "Make its annex: facts with their sources" }).click();
  await review.getByLabel("Year", { exact: true }).fill("2003");
  await review.getByRole("button", { name: "Make the report" }).click();
  const report = review.getByRole("article");
  await report.waitFor();
  assert.equal(await review.locator(".report style, .report [style]").count(), 0);
  await picture(review, "report");
  const shown = await report.innerText();
  assert.match(shown, /2003/);
  assert.ok(!shown.includes("Example of the Seven Nets"), "[RP3] no line of a sealed record");
  await report.locator("a.figure:visible").first().click();
  assert.match(
    await review.evaluate(() => document.activeElement?.id ?? ""),
    /^report-fact-/,
    "[RP6] a figure leads to its definition",
  );
  assert.equal(new URL(review.url()).hash, "", "the address does not show what was looked at");
  const saved = review.waitForEvent("download");
  await review.getByRole("button", { name: "Save as a page" }).click();
  const page = await (await saved).path();
  await lookForNews(office);
  await goToRegister(office, "Proceedings");
  await office.getByText("You cannot see whether there are any.", { exact: false }).waitFor();
  assert.ok(!(await office.locator("body").innerText()).includes("Seven Nets"), "[RC4] sealed from the secretariat");
  await office.getByRole("button", { name: "Back" }).click();
  await office.getByRole("button", { name: "Check a report" }).click();
  await office.getByLabel("Report page").setInputFiles(page);
  await office.getByRole("heading", { name: "This report is correct." }).waitFor();
  await office.getByText("Every word was checked.").waitFor();
  await picture(office, "report-checked");
});

test("[RP10] of the demonstration's rows an ombudsman makes the report of 2003 on the screen and sees what sources say differently", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await World.foundFor(t, { witnesses: 1, now: Date.now() });
  const devices = new Map<string, Secrets>();
  for (const kind of ["secretariat", "prosecutor", "ombudsman", "training-institute", "statistics-office"] as const) {
    const [device] = (await world.organisation(kind, `The ${kind} of the Long Rally`)).devices;
    devices.set(kind, device ?? assert.fail(kind));
  }
  const members = new Map<string, Device>();
  for (const [kind, device] of devices) members.set(kind, await world.member(device));
  await enterRecord(
    async (kind) => members.get(kind) ?? assert.fail(kind),
    () => world.witness(),
  );
  await world.witness();

  const review = await openPage(await openChromium(t), desk);
  await setUpAndUnlock(review, await serveRole(t, devices.get("ombudsman") ?? assert.fail(), "Ombudsman"));
  await review.getByRole("button", { name: /^Proceedings.*rows/ }).waitFor();
  await review.getByRole("button", { name: "Make its annex: facts with their sources" }).click();
  await review.getByLabel("Year", { exact: true }).fill("2003");
  await review.getByRole("button", { name: "Make the report" }).click();
  const report = review.getByRole("article");
  await report.getByText("Tier 2 watch list", { exact: false }).first().waitFor();
  await report.getByRole("link", { name: "Contradictions" }).first().click();
  const differing = report.getByRole("table", { name: "What differs and who says what" });
  await differing.waitFor();
  const rows = (await differing.getByRole("row").allInnerTexts()).map((row) => row.replace(/\s+/g, " "));
  const says = (source: string, value: string) =>
    rows.some((row) => row.includes(`Report ${source}, Tajikistan`) && row.includes(` ${value} `));
  assert.ok(says("2005", "15 years") && says("2007", "20 years"), "[AS9] the penalty of the article");
});

async function country(t: Parameters<typeof openChromium>[0]) {
  const world = await World.foundFor(t, { witnesses: 1, now: Date.now() });
  const serve = async (kind: "secretariat" | "prosecutor" | "ombudsman", name: string) => {
    const [device] = (await world.organisation(kind, name)).devices;
    assert.ok(device);
    return serveRole(t, device, name);
  };
  const urls = {
    secretariat: await serve("secretariat", "Example Secretariat of the Courts"),
    prosecutor: await serve("prosecutor", "Prosecutor of the Long Rally"),
    ombudsman: await serve("ombudsman", "Ombudsman of the Line Judges"),
  };
  return { world, urls, browser: await openChromium(t) };
}

async function goToRegister(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
}

function file(name: string, text: string) {
  return { name, mimeType: "text/csv", buffer: Buffer.from(text) };
}
