// The report that a person writes, by screens alone: a draft from proposals, an anchor that another source contradicts, an edition in Russian, signed and
// published, and checked by a stranger's browser, which refuses one altered word and names the paragraph.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Page } from "playwright-core";
import type { RowValues } from "../../src/core/registers/register-table.ts";
import type { Row } from "../../src/core/registers/row.ts";
import { must } from "../../src/member/verb.ts";
import { draftRow, editionDraft, newKey } from "../../src/reports/edition/edition.ts";
import { againstWcag } from "../screens/axe.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { servePublicSite } from "../support/public-site.ts";
import { row } from "../support/record-notes.ts";
import { serveRole } from "../support/role-site.ts";
import { World } from "../support/world.ts";
import { desk, lookForNews, openPage, phone, picture, setUpAndUnlock } from "./walk.ts";

const source = (key: string): Row<"source"> =>
  row("source", key, "own", {
    title: `Example ${key}`,
    publisher: "Example board",
    kind: "report",
    checked: "verified",
  });
const prosecutions = (by: string, value: number): Row<"figure"> =>
  row("figure", `prosecutions-2003-${by}`, by, { fact: "prosecutions", from: "2003", value, unit: "cases" });
const words = "Control of its borders remains weak";

test("[ED3, ED6, ED8, ED12, ED12d] a secretariat writes the report of a year in two languages, and a stranger's browser checks it", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await World.foundFor(t, { witnesses: 1, now: Date.now() });
  const organisation = await world.organisation("secretariat", "Example Secretariat");
  const secretariat = organisation.devices;
  const colleague = await world.member(secretariat[1] ?? assert.fail());
  const enter = async (...rows: readonly (readonly [Parameters<typeof colleague.record.enter>[0], Row])[]) => {
    for (const [register, one] of rows) await must(colleague.record.enter(register, [one]));
    await colleague.sync();
    await world.witness();
  };
  const borders: RowValues<"finding"> = {
    topic: "border-control",
    answer: "weak",
    from: "2003",
    words,
    language: "en",
  };
  const act: RowValues<"law"> = { act: "Example act", subject: "trafficking", stage: "in-force", on: "1999" };
  await enter(
    ["source", source("sample-report")],
    ["figure", prosecutions("sample-report", 2)],
    ["finding", row("finding", "borders-2003", "sample-report", borders)],
    ["law", row("law", "act", "sample-report", act)],
  );
  const browser = await openChromium(t);
  const page = await openPage(browser, desk);
  await setUpAndUnlock(page, await serveRole(t, secretariat[0] ?? assert.fail(), "Example Secretariat"));
  await page.getByRole("button", { name: "Write the report of a year" }).click();
  await page.getByLabel("Year", { exact: true }).fill("2003");
  const part = (name: string) => page.getByRole("region", { name, exact: true });

  const take = async (section: string) => {
    await part(section).getByText("1 proposal").click();
    await part(section).getByRole("checkbox").check();
    await part(section).getByRole("button", { name: "Take as one paragraph" }).click();
    await part(section).getByText("What it rests on").waitFor();
  };
  await take("Prosecution");
  await take("Prevention");
  await part("Prevention").getByText(words).first().waitFor();
  await part("Prosecution").getByRole("button", { name: "Change it" }).click();
  const text = page.getByLabel("Paragraph", { exact: true });
  const save = async () => {
    await page.getByRole("button", { name: "Save in the draft" }).click();
    await text.waitFor({ state: "detached" });
  };
  assert.equal(await text.inputValue(), "In 2003 there were 2 prosecutions.", "no brace is seen");
  await write(page, "2", "three", "were 2");
  await write(page, "prosecutions", "prosecutions, with 7 helpers");
  await save();
  await part("Before it is signed").getByText("A number that rests on nothing.", { exact: false }).waitFor();
  await part("Before it is signed").getByText("the words around it", { exact: false }).waitFor();
  await part("Prosecution").getByRole("button", { name: "Change it" }).click();
  await write(page, "three", "two");
  await write(page, ", with 7 helpers", "");
  await save();
  await page.getByText("A number that rests on nothing.", { exact: false }).waitFor({ state: "detached" });

  // Struck out by mistake, and put back.
  await part("Prosecution").getByRole("button", { name: "Strike out" }).click();
  await part("Prosecution").getByText("Struck out:").waitFor();
  await part("Prosecution").getByRole("button", { name: "Put it back" }).click();
  await part("Prosecution").getByText("What it rests on").waitFor();
  // A second paragraph, begun in another section by mistake, and moved before the first.
  await part("Lead").getByRole("button", { name: "Write a paragraph" }).click();
  // What is typed goes where the focus is, which comes a drawing later.
  await page.locator("#edition-text:focus").waitFor();
  await page.keyboard.type("This part is about justice.");
  await page.getByLabel("Section", { exact: true }).selectOption({ label: "Prosecution" });
  await save();
  await part("Prosecution").getByRole("button", { name: "Move up" }).nth(1).click();
  await part("Prosecution").getByRole("article", { name: "Paragraph 1 of 2" }).getByText("about justice").waitFor();
  await page.locator(".bar-outbox").waitFor({ state: "detached" });
  await world.witness();

  // A colleague writes over what stands there while the secretariat's first device writes too.
  await colleague.sync();
  const read = editionDraft(
    colleague.record.book.all,
    { year: 2003, kind: "calendar", language: "en" },
    organisation.id,
  );
  const about = read.paragraphs.find((one) => one.text.includes("about justice")) ?? assert.fail();
  const theirs = { ...about, text: "This part says what courts did.", over: [about.version] };
  await part("Prosecution").getByRole("button", { name: "Change it" }).first().click();
  const lead = { key: newKey(read, "example1"), section: "lead", place: 1, text: "Example lead.", over: [] } as const;
  await enter(["draft", draftRow(read, theirs)], ["draft", draftRow(read, lead)]);
  // It comes while the editor is open, and is not written over unread (ED3b).
  await lookForNews(page);
  await part("Lead").getByText("Example lead.").waitFor();
  await part("Lead").getByRole("button", { name: "Strike out" }).click();
  await write(page, "about justice", "about the courts");
  await save();
  await part("Prosecution").getByText("Two people wrote this at once", { exact: false }).waitFor();
  await part("Prosecution").getByText("what courts did").waitFor();
  await part("Prosecution").getByText("about the courts").waitFor();
  await picture(page, "edition-two-writers");
  await part("Prosecution").getByRole("button", { name: "Change it" }).first().click();
  const both = await text.inputValue();
  await write(page, both, "This part says what the courts did.");
  await save();
  await page.getByText("Two people wrote this at once", { exact: false }).waitFor({ state: "detached" });
  await part("Prosecution").getByRole("button", { name: "Strike out" }).first().click();
  await part("Prosecution").getByText("Struck out:").waitFor();

  await enter(["source", source("example-press")], ["figure", prosecutions("example-press", 5)]);
  await lookForNews(page);
  await part("Before it is signed").getByText("Another source says otherwise.", { exact: false }).waitFor();
  await part("Before it is signed").getByText("Example example-press: 5").waitFor();
  await picture(page, "edition-contradicted", "whole");
  assert.deepEqual(await againstWcag(page), [], "WCAG 2.2 AA, with a paragraph, proposals and findings");
  await part("Prosecution").getByRole("button", { name: "Change it" }).click();
  await write(page, " prosecutions.", " prosecutions, or by another count .");
  await text.press("ArrowLeft");
  const find = page.getByLabel("Find a number or a row of the record");
  await find.fill("example act 1999");
  await page.getByRole("button", { name: /Example act/ }).waitFor();
  await find.fill("prosecutions 2003 example-press");
  await picture(page, "edition-editing");
  assert.deepEqual(await againstWcag(page), [], "and with the editor open");
  await page.getByRole("button", { name: /^Prosecutions.*5/ }).click();
  assert.equal(await text.inputValue(), "In 2003 there were two prosecutions, or by another count 5.");
  await save();
  await page.getByText("Another source says otherwise.", { exact: false }).waitFor({ state: "detached" });
  await page.getByLabel("Русский").check();
  await part("Before it is signed").getByText("do not rest on the same", { exact: false }).waitFor();
  // From the English paragraphs beside it: what is bound stays bound while its words are written over.
  await part("Prosecution").getByRole("button", { name: "Begin from this paragraph" }).click();
  await write(page, "In 2003 there were ", "В 2003 году возбуждено ");
  await write(page, " prosecutions, or by another count ", " дела, по другому счёту ");
  await save();
  await part("Prevention").getByRole("button", { name: "Begin from this paragraph" }).click();
  await write(page, words, "Контроль границ остаётся слабым");
  await save();
  await page.getByText("do not rest on the same", { exact: false }).waitFor({ state: "detached" });

  const publish = async () => {
    await answerAll(page);
    await page.getByRole("button", { name: "Sign the text" }).click();
    await page.getByLabel("Office that answers for it").fill("Example Office");
    await page.getByRole("dialog").getByRole("button", { name: "Sign the text" }).click();
    await page.getByText("Signed for Example Office.", { exact: false }).waitFor();
    await page.getByRole("button", { name: "Publish it" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Publish it" }).click();
    await page.getByText("Signed and on its way to the log.").waitFor();
    await page.locator(".bar-outbox").waitFor({ state: "detached" });
    await world.witness();
    await lookForNews(page);
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save the published report" }).click();
    return readFileSync(await (await saved).path(), "utf8");
  };
  const inRussian = await publish();
  await page.getByLabel("English").check();
  const html = await publish();

  // Somebody to whom both files were sent, who is in no directory and has nothing but a browser.
  const other = await openPage(browser, phone);
  await other.goto(`${(await servePublicSite(t, world)).url}/record.html`);
  const check = (name: string, shown: string) =>
    other.getByLabel("Report page").setInputFiles({ name, mimeType: "text/html", buffer: Buffer.from(shown) });
  const published =
    "This report is the one that was published, and every number and row in it is as the record had it.";
  const says = async (heading: string, sentence: string) => {
    await other.getByRole("alert").getByRole("heading", { name: heading }).waitFor();
    await other.getByRole("alert").getByText(sentence).waitFor();
  };
  const oneWord = (shown: string, word: string, instead: string) => {
    assert.equal(shown.split(word).length, 2, word);
    return shown.replace(word, instead);
  };
  await check("given.html", html);
  await says(published, "Written by Example Secretariat");
  const altered = (section: string) => `${section}, paragraph 1: the page says something else than was published.`;
  await check("altered-ru.html", oneWord(inRussian, "слабым", "прочным"));
  await says("Do not trust this report.", altered("Prevention"));
  await check("given-ru.html", inRussian);
  await says(published, "given-ru.html");
  await check("altered.html", oneWord(html, "another", "one"));
  await says("Do not trust this report.", altered("Prosecution"));
  await other.getByRole("heading", { name: "Check a report" }).scrollIntoViewIfNeeded();
  await picture(other, "edition-refused");
  assert.deepEqual(await againstWcag(other), [], "and on the public page, with a report refused");
});

/** Writes over words of the paragraph that is open, as a person does who marks them and types. */
async function write(page: Page, marked: string, typed: string, within = marked): Promise<void> {
  await page.getByLabel("Paragraph", { exact: true }).evaluate(
    (area: HTMLTextAreaElement, [words = "", around = ""]) => {
      const from = area.value.indexOf(around) + around.lastIndexOf(words);
      area.focus();
      area.setSelectionRange(from, from + words.length);
    },
    [marked, within],
  );
  if (typed === "") await page.keyboard.press("Delete");
  else await page.keyboard.insertText(typed);
}

/** One reason for all judgements that are missing. */
async function answerAll(page: Page): Promise<void> {
  const boxes = page.getByRole("group", { name: /judgement is missing/ }).getByRole("checkbox");
  // The desk of another language comes with its words.
  await boxes.first().waitFor();
  for (const box of await boxes.all()) await box.check();
  await page.getByLabel("Or a reason", { exact: false }).fill("Example: nobody judged this year yet.");
  await page.getByRole("button", { name: "Keep this reason" }).click();
  await page.getByText("Nothing is open.").waitFor();
}
