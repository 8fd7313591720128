// The screens of the record in a real browser: what must not be lost, be misunderstood or lag. Only the engine is in memory.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import { spreadsheet, spreadsheetOf, unpackingTo } from "../support/spreadsheet.ts";
import { asked, type Look, Screens, skip } from "./open-screens.ts";
import { chooseFile, fillTraining, makeReport, openRegister, registerAt } from "./record-scenes.ts";

describe("screens of the record", { skip }, () => {
  const screens = new Screens();

  async function open(path: string, look: Look = {}): Promise<Page> {
    return (await screens.open(path, { width: 1280, height: 800, ...look })).page;
  }

  // What the screen asked the engine to enter.
  const entered = (page: Page) => asked(page, "enter");

  async function enterProceeding(page: Page, official: string | null, of = "Example 99"): Promise<void> {
    await page.locator("#field-case").waitFor();
    await page.locator("#field-source").selectOption("own");
    await page.locator("#field-case").fill(of);
    await page.locator("#field-event").selectOption("trial");
    await page.locator("#field-on input").fill("2025");
    if (official !== null) await page.locator("#field-official_body").selectOption(official);
    await page.locator("form [type=submit]").click();
    await page.locator(".card .facts").waitFor();
  }

  test("a page that gives no frame, hidden or on a machine that is too busy to draw, opens and makes its report all the same", async () => {
    const { page } = await screens.blank({ width: 1280, height: 800 });
    await page.addInitScript(() => {
      localStorage.setItem("language", "en");
      globalThis.requestAnimationFrame = () => 0;
    });
    await page.goto(`${screens.url}/?store=secretariat&unlocked`);
    await page.locator(".register-line").first().waitFor();
    await makeReport(page, "en");
    await page.close();
  });

  test("a field that is typed in as soon as its page is there keeps the focus", async () => {
    const page = await open("/?store=rapporteur&unlocked");
    await page.locator(".register-line").first().waitFor();
    const focused = await page.evaluate(async () => {
      const seen = new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          const field = document.getElementById("report-year");
          if (field === null) return;
          observer.disconnect();
          field.focus();
          resolve();
        });
        observer.observe(document, { childList: true, subtree: true });
      });
      document.querySelector<HTMLElement>(".report-open")?.click();
      await seen;
      // What is done after the page was drawn is done now.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 200)));
      return document.activeElement?.id;
    });
    assert.equal(focused, "report-year");
    await screens.leave(page);
  });

  test("[R26] a row that its author will not see says so before it is sealed, and afterwards in one sentence; the next row has another short name", async () => {
    const page = await open("/?store=justice&unlocked&line=live");
    await openRegister(page, registerAt.proceeding);
    await page.locator(".actions .primary").click();
    await enterProceeding(page, "prosecutor");
    const before = await page.locator("main").innerText();
    assert.match(before, /goes only to the reviewers: you will not see it here, and cannot correct or withdraw it/);
    assert.doesNotMatch(before, /sealed to your organisation/);
    await page.locator("main > .primary").click();
    await page.locator(".seal-mark").waitFor();
    await page.getByText(/It went only to the reviewers; you will not see it here/).waitFor();
    const after = await page.locator("main").innerText();
    assert.doesNotMatch(after, /Your organisation|It shows in the lists/);
    await page.locator(".actions .primary").click();
    // What else is said of the same case is hidden too.
    await enterProceeding(page, null, "Example 98");
    assert.match(await page.locator("main").innerText(), /sealed to your organisation and the reviewers/);
    await page.locator("main > .primary").click();
    await page.locator(".seal-mark").waitFor();
    const keys = (await entered(page)).map((each) => (each as [string, string, { key: string }[]])[2][0]?.key ?? "");
    assert.equal(new Set(keys).size, 2);
    for (const key of keys) assert.match(key, /^proceeding-2026-[0-9a-z]{6}$/);
    await screens.leave(page);
  });

  test("[RC9] tokens are taken as they are pasted; where one comes from is said with the field and with what is wrong", async () => {
    const page = await open("/?store=justice&unlocked&line=live");
    await openRegister(page, registerAt.proceeding);
    await page.locator(".actions .primary").click();
    const field = page.locator("#field-victims");
    await field.fill(`${"7EA9".repeat(8)}\n\n ${"c0ffee00".repeat(3)}`);
    assert.match(await page.locator(".field:has(#field-victims)").innerText(), /shelter gives from the person’s case/);
    await page.locator("form [type=submit]").click();
    await page.locator(".summary").waitFor();
    assert.match(
      await page.locator(".field:has(#field-victims) .error").innerText(),
      /each once\. The shelter finds the token in the person’s case, under “For proceedings”/,
    );
    await field.fill(`${"7EA9".repeat(8)}\n\n ${"c0ffee0۰".repeat(4)} `);
    await enterProceeding(page, null);
    await page.locator("main > .primary").click();
    await page.locator(".seal-mark").waitFor();
    const [[, , [row]]] = (await entered(page)) as [[string, string, { values: { victims: unknown } }[]]];
    assert.deepEqual(row?.values.victims, ["7ea9".repeat(8), "c0ffee00".repeat(4)]);
    await screens.leave(page);
  });

  test("[RC3] a short name that is taken is told before anything is signed: by a row in sight, and by one that went to the reviewers alone", async () => {
    const page = await open("/?store=secretariat&unlocked");
    await fillTraining(page);
    await page.locator("#field-source").selectOption("report-2004");
    await page.locator("#field-key").fill("training-1");
    await page.locator("form [type=submit]").click();
    await page.locator(".card .facts").waitFor();
    assert.match(await page.locator("main").innerText(), /This short name is already used: .*Recognising/);
    assert.deepEqual(await entered(page), []);
    await screens.leave(page);
    const hidden = await open("/?store=justice&unlocked");
    await openRegister(hidden, registerAt.proceeding);
    await hidden.locator(".actions .primary").click();
    await hidden.locator("#field-key").fill("unseen-1");
    await enterProceeding(hidden, null);
    assert.match(await hidden.locator("main").innerText(), /This row would replace it/);
    assert.deepEqual(await entered(hidden), []);
    await screens.leave(hidden);
  });

  test("[RC1] another source's word begins with what is the same, shows what was said, and leaves number and remark to the new source", async () => {
    const page = await open("/?store=secretariat&unlocked");
    await openRegister(page, registerAt.figure);
    await page.locator("tr", { hasText: "2003-prosecutions" }).first().locator(".thing").click();
    await page.getByRole("button", { name: "Enter what another source says about it" }).click();
    assert.equal(await page.locator("h1").innerText(), "What another source says");
    assert.match(await page.locator(".card .facts").innerText(), /Example Report 2004/);
    assert.equal(await page.locator("#field-fact").inputValue(), "prosecutions");
    assert.equal(await page.locator("#field-from input").inputValue(), "2003");
    assert.equal(await page.locator("#field-source").inputValue(), "");
    assert.equal(await page.locator("#field-value").inputValue(), "");
    assert.equal(await page.locator("#field-remark").inputValue(), "");
    await screens.leave(page);
  });

  test("a register shows ten rows at 1280×800, breaks no word in its middle, and keeps its filter, order and length while a row is looked at", async () => {
    const page = await open("/?store=secretariat-many&unlocked");
    await openRegister(page, registerAt.training);
    const visible = () =>
      page
        .locator(".rows-table tbody tr")
        .evaluateAll((rows) => rows.filter((row) => row.getBoundingClientRect().bottom <= innerHeight).length);
    assert.ok((await visible()) >= 10, `${await visible()} rows`);
    assert.equal(
      await page
        .locator(".rows-table td")
        .first()
        .evaluate((cell) => getComputedStyle(cell).overflowWrap),
      "break-word",
    );
    await page.locator("#filter").fill("judges");
    await page.locator(".table-head [role=status]", { hasText: "100 of 300 rows" }).waitFor();
    await page.locator(".sort").nth(1).click();
    assert.equal(await page.locator("th[aria-sort]").getAttribute("aria-sort"), "ascending");
    await page.locator(".thing").first().click();
    await page.locator(".statement").waitFor();
    await page.goBack();
    await page.locator(".rows-table").waitFor();
    assert.equal(await page.locator("#filter").inputValue(), "judges");
    assert.equal(await page.locator("th[aria-sort]").getAttribute("aria-sort"), "ascending");
    assert.match(await page.locator(".table-head [role=status]").innerText(), /100 of 300/);
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save these rows as a CSV file" }).click();
    const file = await (await saved).path();
    assert.equal(readFileSync(file, "utf8").trim().split("\n").length, 101, "what is shown is saved, and its heading");
    await page.locator("#filter").fill("");
    await page.getByRole("button", { name: /more of 300/ }).click();
    await page.locator(".thing").first().click();
    await page.locator(".statement").waitFor();
    await page.goBack();
    await page.locator(".rows-table").waitFor();
    assert.equal(await page.locator(".rows-table tbody tr").count(), 200);
    await screens.leave(page);
  });

  test("a register of ten thousand rows follows what is typed and draws a hundred at a time", async (t) => {
    const page = await open("/?store=secretariat-thousands&unlocked");
    await openRegister(page, registerAt.training);
    for (const [word, rows] of [
      ["j", 100],
      ["judges", 100],
      ["judges 3333", 0],
    ] as const) {
      const before = await page.locator(".table-head [role=status]").innerText();
      const start = Date.now();
      await page.locator("#filter").fill(word);
      await page.waitForFunction(
        (old) => document.querySelector(".table-head [role=status]")?.textContent !== old,
        before,
      );
      t.diagnostic(`${word}: ${Date.now() - start} ms`);
      assert.equal(await page.locator(".rows-table tbody tr").count(), rows, word);
    }
    await screens.leave(page);
  });

  test("[R17] a form speaks of what is on the screen, and a file of what is in its cells", async () => {
    const page = await open("/?store=secretariat&unlocked");
    await openRegister(page, registerAt.training);
    await page.locator(".actions .primary").click();
    await page.locator("#field-on input").fill("03");
    await page.locator("form [type=submit]").click();
    const summary = await page.locator(".summary").innerText();
    assert.match(summary, /Date: a real date, at least the year with four digits/);
    assert.match(summary, /Participants: give the number, or choose “Not reported”/);
    assert.doesNotMatch(summary, /2003-08|not-reported|semicolon/);
    await screens.leave(page);
  });

  test("[RC2] a flaw of a file is told with what stands in the cell and what was meant; columns that do not belong hide no row", async () => {
    const page = await open("/?store=secretariat&unlocked");
    await openRegister(page, registerAt.training);
    await page.locator(".actions .plain").click();
    const choose = (name: string, bytes: Buffer) =>
      page.locator("#import-file").setInputFiles({ name, mimeType: "text/csv", buffer: bytes });
    await choose(
      "example.csv",
      Buffer.from("key,source,on,topic,profession,participants,colour\nt-1,own,2003,law,pollice,4,red\n"),
    );
    const list = page.locator(".flaws");
    await list.waitFor();
    assert.deepEqual(await list.locator("tbody th").allInnerTexts(), ["Header row G1", "Row 2 E2"]);
    assert.match(await page.locator(".summary").innerText(), /The columns of example.csv do not match this register/);
    const row = await list.locator("tbody tr").nth(1).innerText();
    assert.match(row, /It says “pollice”\. Did you mean “police” \(Police officers\)\?/);
    assert.doesNotMatch(row, /border-guard/, "not all codes at once");
    await screens.leave(page);
  });

  test("[RC10] [RC11] [RC12] a spreadsheet is read in a worker: rows are shown as they will be signed, and the table comes back with its short names", async () => {
    const page = await open("/?store=secretariat&unlocked");
    await openRegister(page, registerAt.training);
    await page.locator(".actions .plain").click();
    const choose = (bytes: Uint8Array) =>
      page.locator("#import-file").setInputFiles({ name: "example.xlsx", mimeType: "", buffer: Buffer.from(bytes) });
    const header = ["key", "source", "on", "topic", "profession", "participants"];
    await choose(
      spreadsheetOf([
        header,
        ["", "own", "15.04.2003", "Law", "Police officers", "4"],
        ["t-1", "own", "2003", "law", "JUDGE", "5"],
      ]),
    );
    await page.getByText("2 rows of example.xlsx can be entered").waitFor();
    await page.getByText("Read from the sheet “Examples”.").waitFor();
    const lines = await page.locator(".preview li").allInnerTexts();
    const shown = lines.map((line) => line.replace(/[\u2066-\u2069]/g, ""));
    assert.match(
      shown[0] ?? "",
      /^row-[0-9a-f]{16} Date: 15 April 2003; Topic: .*; Profession: Police officers; Participants: 4$/,
    );
    assert.match(shown[1] ?? "", /^t-1 .*Profession: Judge/);
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save the table with its short names" }).click();
    const text = readFileSync(await (await saved).path(), "utf8");
    assert.match(text, /\r\nrow-[0-9a-f]{16},own,2003-04-15,law,police,4/);
    await choose(Buffer.from("PK\u0003\u0004 example", "latin1"));
    await page.getByText("This file cannot be read as a spreadsheet.", { exact: false }).waitFor();
    await choose(
      spreadsheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    );
    await page.getByText("more than 200 cells", { exact: false }).waitFor();
    await choose(unpackingTo(600));
    await page.getByText("unpacks to more than 64 MB", { exact: false }).waitFor();
    await screens.leave(page);
  });

  test("[RC11] a number stands with its unit while it is typed and before it is signed", async () => {
    const page = await open("/?store=secretariat&unlocked");
    await openRegister(page, registerAt.law);
    await page.locator(".actions .primary").click();
    await page.locator("#field-minimum_months").fill("14");
    await page.getByText("14 months (1 year 2 months)").waitFor();
    await page.locator("#field-minimum_months").fill("168");
    await page.getByText("168 months (14 years)").waitFor();
    await page.locator("#field-minimum_months").fill("1x");
    await page.getByText("168 months").waitFor({ state: "detached" });
    await screens.leave(page);
  });

  test("[RC2] of many flaws the first two hundred are shown, and all are saved as a table that does not tell what stands in the cells", async () => {
    const page = await open("/?store=secretariat&unlocked");
    await openRegister(page, registerAt.training);
    await page.locator(".actions .plain").click();
    const rows = Array.from({ length: 250 }, (_, i) => `t-${i},own,2003,law,pollice,${i === 249 ? "" : 4}`);
    const buffer = Buffer.from(`key,source,on,topic,profession,participants\n${rows.join("\n")}\n`);
    await page.locator("#import-file").setInputFiles({ name: "example.csv", mimeType: "text/csv", buffer });
    await page.locator(".flaws").waitFor();
    assert.equal(await page.locator(".flaws tbody tr").count(), 200);
    await page.getByText("and 51 more").waitFor();
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save the whole list as a CSV file" }).click();
    const download = await saved;
    assert.equal(download.suggestedFilename(), "training-flaws.csv");
    const lines = readFileSync(await download.path(), "utf8")
      .trim()
      .split("\r\n");
    assert.equal(lines.length, 252);
    assert.match(lines[0] ?? "", /Row,Cell,Column,"What is wrong, and what is allowed"$/);
    assert.match(lines[1] ?? "", /^2,E2,profession,"Profession: .*border-guard/);
    assert.equal(lines[251], "251,F251,participants,Participants: fill this in.");
    assert.doesNotMatch(lines.join(), /pollice/);
    await screens.leave(page);
  });

  test("[RC3] a file that says what is there already enters nothing, and says so", async () => {
    const page = await open("/?store=secretariat&unlocked");
    await openRegister(page, registerAt.training);
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save these rows as a CSV file" }).click();
    const text = readFileSync(await (await saved).path(), "utf8");
    await page.locator(".actions .plain").click();
    const choose = (buffer: string) =>
      page
        .locator("#import-file")
        .setInputFiles({ name: "again.csv", mimeType: "text/csv", buffer: Buffer.from(buffer) });
    await choose(text);
    await page.getByText("6 are in the record already, word for word").waitFor();
    await page.getByText("Nothing is left to enter.").waitFor();
    assert.equal(await page.locator(".card .primary").count(), 0);
    await choose(text.replace("Example School", "Another School"));
    await page.getByText("1 corrects what you entered before").waitFor();
    await page.locator(".card .primary").click();
    await page.locator(".seal-mark").waitFor();
    const [[, , rows]] = (await entered(page)) as [[string, string, readonly unknown[]]];
    assert.equal(rows.length, 1);
    await screens.leave(page);
  });

  test("[RC2] while an import is signed every step is seen, and only quarters are heard", async () => {
    const page = await open("/?store=secretariat&unlocked&signing");
    await openRegister(page, registerAt.training);
    await page.locator(".actions .plain").click();
    await chooseFile(page, "sound");
    const heard = page.locator("p.unseen[role=status]");
    assert.equal(await heard.innerText(), "");
    await page.locator(".card .primary").click();
    await page.getByText("40 of 100 parts signed").waitFor();
    assert.equal(await page.locator("progress").getAttribute("value"), "40");
    assert.equal(await heard.innerText(), "25 of 100 parts signed");
    const button = page.locator(".card .primary");
    const ground = () => button.evaluate((each) => getComputedStyle(each).backgroundColor);
    await button.hover();
    await page.waitForTimeout(400);
    const hovered = await ground();
    await page.mouse.move(0, 0);
    await page.waitForTimeout(400);
    assert.equal(hovered, await ground(), "a button that is busy can be read under the pointer too");
    assert.equal(await page.locator("[role=status] progress, [role=alert] progress").count(), 0);
    await screens.leave(page);
  });

  test("[RC5] a sign-off shows every field, stands above a long list, and is answered where the reader is", async () => {
    const page = await open("/?store=secretariat-second-many&unlocked");
    await page.locator(".attention-row").first().click();
    await page.locator("button.row", { hasText: "100 rows" }).first().click();
    assert.match(await page.locator(".rows-table tbody tr").first().innerText(), /Trainer: Example School/);
    await page.evaluate(() => scrollTo(0, 900));
    await page.locator("main p > .primary").evaluate((button: HTMLElement) => button.click());
    await page.locator("#office").fill(" ");
    await page.locator("dialog .primary").click();
    await page.locator("dialog .error").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.id), "office");
    await page.locator("#office").fill("Example Office");
    await page.locator("dialog .primary").click();
    await page.locator(".notice.good:focus", { hasText: "Signed off by Example Office" }).waitFor();
    assert.equal(await page.evaluate(() => scrollY), 0);
    await page.goto(`${screens.url}/?store=secretariat-vouched&unlocked`);
    await openRegister(page, registerAt.signoff);
    const line = await page.locator(".rows-table tbody tr").first().innerText();
    assert.match(line, /Laws · 1 row · Office of the example ombudsman[\s\S]*February 2026/);
    assert.doesNotMatch(await page.locator(".rows-table").innerText(), /Not signed off|[0-9a-f]{8}-[0-9a-f]{4}/);
    await screens.leave(page);
  });

  test("[RC3] who takes a row back is told where it stands and can enter it again as it was", async () => {
    const page = await open("/?store=secretariat&unlocked");
    await openRegister(page, registerAt.figure);
    await page.locator("tr", { hasText: "2003-victims" }).locator(".thing").click();
    await page.locator(".statement-acts button").last().click();
    await page.locator("#withdraw-reason").fill("Example reason.");
    await page.locator("dialog .grave").click();
    await page.locator(".notice.news:focus", { hasText: /Withdrawn\..*enter it again/ }).waitFor();
    assert.equal(await page.getByRole("button", { name: "Correct it" }).count(), 0);
    await page.getByRole("button", { name: "Enter it again" }).click();
    assert.equal(await page.locator("#field-fact").inputValue(), "victims-identified");
    assert.equal(await page.locator("#field-value-not-reported").isChecked(), true);
    await screens.leave(page);
  });

  test("[RP5] a report never stands under another question", async () => {
    const page = await open("/?store=rapporteur&unlocked");
    await page.locator(".report-open").click();
    await page.locator("#report-year").fill("23");
    await page.locator(".report-form [type=submit]").click();
    assert.match(await page.locator("#report-year-error").innerText(), /four digits/);
    await page.locator("#report-year").fill("1999");
    await page.locator(".report-form [type=submit]").click();
    await page.locator(".report section").first().waitFor();
    assert.match(await page.locator("#report-name").innerText(), /1999/);
    await page.locator("#report-year").fill("2003");
    await page.locator(".report").waitFor({ state: "detached" });
    assert.equal(await page.locator(".report-use").count(), 0);
    await page.locator(".report-form [type=submit]").click();
    await page.locator(".report section").first().waitFor();
    await page.locator("label", { hasText: "April to March" }).click();
    await page.locator(".report").waitFor({ state: "detached" });
    await screens.leave(page);
  });

  test("[RP17] a report whose page nobody could check is not shown: nothing can be saved, and the screen says what to do", async () => {
    const page = await open("/?store=rapporteur&unlocked&huge");
    await page.locator(".report-open").click();
    await page.locator(".report-form [type=submit]").click();
    assert.match(
      await page.locator(".report-form [role=alert]").innerText(),
      /larger than 16 MB.*panoh report --format csv/,
    );
    assert.equal(await page.locator(".report-use, .report").count(), 0);
    await page.locator("#report-language input[value=ru]").check();
    assert.equal(await page.locator(".report-use, .report").count(), 0);
    await screens.leave(page);
  });

  test("[RC4] who may not read a sealed register is told whose it is, not that it is theirs", async () => {
    const page = await open("/?store=secretariat&unlocked");
    await openRegister(page, registerAt.proceeding);
    const words = await page.locator("main").innerText();
    assert.match(words, /only the organisation that entered it and the independent reviewers/);
    assert.doesNotMatch(words, /your organisation/);
    await screens.leave(page);
  });

  test("records keep their calendar, and a Persian page says so; short names stay whole beside Persian words", async () => {
    const page = await open("/?store=secretariat&unlocked", { language: "fa" });
    await openRegister(page, registerAt.figure);
    const dates = await page.locator(".rows-table td:nth-child(2)").allInnerTexts();
    assert.ok(dates.length > 0);
    for (const date of dates) assert.match(date, /میلادی$/);
    await page.locator(".actions .primary").click();
    const label = await page.locator("#field-source option").nth(2).innerText();
    assert.match(label, /\u2066[a-z]+-\u2060\d+\u2069\)$/);
    await screens.leave(page);
  });

  test("[RP17] under a report that is not to be trusted stands what is wrong with it, and no praise", async () => {
    const page = await open("/?store=rapporteur&unlocked");
    await page.locator(".report-open").click();
    await page.locator("#report-year").fill("2003");
    await page.locator(".report-form [type=submit]").click();
    await page.locator(".report section").first().waitFor();
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as a page" }).click();
    const html = readFileSync(await (await saved).path(), "utf8");
    const numbers = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save its numbers as CSV" }).click();
    const marked = readFileSync(await (await numbers).path());
    assert.deepEqual([...marked.subarray(0, 3)], [0xef, 0xbb, 0xbf], "a spreadsheet reads its Cyrillic letters");
    await page.getByRole("button", { name: "Back" }).click();
    await page.locator(".check-report-open").click();
    const check = async (text: string) => {
      await page
        .locator("#report-file")
        .setInputFiles({ name: "r.html", mimeType: "text/html", buffer: Buffer.from(text) });
      await page.locator(".verdict-card h2").waitFor();
      return page.locator(".verdict-card").innerText();
    };
    assert.match(await check(html), /Every word was checked/);
    assert.deepEqual(
      (await asked(page, "enter", "sync")).at(-1),
      ["sync"],
      "what was published a minute ago is asked for first",
    );
    const tampered = await check(html.replaceAll("Criteria", "Criterion"));
    assert.match(tampered, /Do not trust this report[\s\S]*“Criteria” does not match the records/);
    assert.doesNotMatch(tampered, /Every word/);
    await screens.leave(page);
  });
});
