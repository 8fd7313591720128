// The public page about the open record in a real browser against a real host: the browser itself reads and verifies the log and shows an
// invented plan; without scripts the page says what it is; and a host that changes a note, or shows too few witnesses, gets nothing shown.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Locator, Page } from "playwright-core";
import type { RowValues } from "../../src/core/registers/register-table.ts";
import type { Device } from "../../src/member/device.ts";
import { must } from "../../src/member/verb.ts";
import { enterRelease, othersRelease, releaseDraft, signRelease } from "../../src/operate/tallies.ts";
import { languageTags } from "../../src/words/languages.ts";
import { againstWcag } from "../screens/axe.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { enterExampleRecord } from "../support/example-record.ts";
import { type Answer, servePublicSite } from "../support/public-site.ts";
import { row } from "../support/record-notes.ts";
import { World } from "../support/world.ts";
import { desk, phone, picture } from "./walk.ts";

test("[ED12b, YC15] the browser checks the record itself and shows released cases, the plan with its progress, sources, sign-offs and notes; a row that was changed after its release is named, and its year is not shown", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { page, url, world, troubles } = await publicPage(t);
  const ombudsman = await publishEditions(world);
  const changeOne = await releaseCases(world, ombudsman);
  await page.goto(`${url}/public.html`);
  await page.getByRole("link", { name: "Read and check the open record" }).click();
  await page.getByText("Checked in this browser:", { exact: false }).waitFor();

  const provenance = await page.locator(".checked").innerText();
  assert.match(provenance, new RegExp(`Entries in the log: \\D?${world.host.tree.size}\\D`));
  assert.match(provenance, /witness-1\.example/);
  assert.match(provenance, /witness-2\.example/);
  assert.ok(provenance.includes(world.founding.origin), "the log's full name stands there to be compared");
  assert.ok(provenance.includes("it trusts this address"), "the page says what its check cannot see");
  assert.ok(await page.locator("#mark-demonstration").isVisible());

  const [newer, older, second, first] = yearsOfCases(world);
  const cases = page.locator(".cases");
  await cases.getByRole("button", { name: "CSV" }).waitFor();
  const casesSay = async () => plain(await cases.innerText()).replace(/\s+/g, " ");
  for (const part of [
    "This browser cannot check the count itself",
    `${newer} Edition 1 was released by Example Statistics Office. Organisations counted: 2 of 2.`,
    "The second office made the same numbers again and signed them: Example Ombudsman, Example Ombudsman of Doors.",
    "The second office has not signed these numbers yet",
    `${newer} ${older}, partial ${second} ${first}`,
    "Did not want some help fewer than 5 at least 6",
    `${first} and ${second} together Edition 1 was released by Example Statistics Office. Recognised as victims for the first time, presumed or formally: 20 together.`,
    `${newer} ${first} and ${second} together Woman or girl about 40 (36 to 44) about 15 (11 to 19)`,
  ])
    assert.ok((await casesSay()).includes(part), part);
  assert.equal(await cases.locator("svg").count(), 2, "a fact over the years, and a split");
  const savedYears = async () => (await savedLines(page, ".cases")).slice(1).map((line) => line.split(",")[0]);
  assert.deepEqual(await savedYears(), [
    newer,
    newer,
    newer,
    newer,
    newer,
    older,
    older,
    second,
    second,
    second,
    first,
  ]);
  const said = async (part: Locator) => plain(await part.innerText()).replace(/\s+/g, " ");
  const section = (name: string) => page.locator("section", { has: page.getByRole("heading", { name, exact: true }) });
  const plans = section("Action plan");
  await plans.getByText("The same as a table").click();
  assert.match(await said(plans.locator("details table")), /Done 2 Under way 1 Overdue 1 Not begun 1/);
  const measure = plans.getByRole("row", { name: "Train the doorkeepers" });
  for (const part of [
    "Overdue (last reported: Under way)",
    "Board of Doors",
    "The Example Gazette, Example Press",
    "Example Secretariat",
    "Example Head of Office",
  ])
    assert.ok((await said(measure)).includes(part), `${part}: ${await said(measure)}`);
  const reported = await said(section("Progress of measures").getByRole("row", { name: "Train the doorkeepers" }));
  for (const part of ["Under way", "Hall register, page 7", "900"]) assert.ok(reported.includes(part), reported);
  assert.match(await measure.locator("code").innerText(), /^[0-9a-f]{16}$/);

  const law = section("Laws").getByRole("row", { name: "Example Code · 7" });
  assert.equal(await law.count(), 2, "two sources stand together");
  assert.match(await law.first().innerText(), /Sources differ here/);
  assert.ok(
    await page.getByRole("heading", { name: /Report of \W*2029\W*, by the \W*minimum standards of 2004/ }).isVisible(),
  );
  assert.ok((await page.content()).includes("0f".repeat(32)), "the hash of the published report");
  await page.getByRole("button", { name: "Read this report" }).last().click();
  await page.getByText("the report was made by an older program.", { exact: false }).waitFor();
  const report = page.locator("article.report");
  assert.match(await report.innerText(), /has not been released: it is not counted here/);
  assert.ok((await report.locator("h4").count()) > 5, "its parts");
  assert.deepEqual(await againstWcag(page), [], "WCAG 2.2 AA, with the plan, a note and the report open");
  await report.getByRole("link").first().click();
  const editions = page.getByRole("article").filter({ hasText: "The report of" });
  assert.equal(await editions.filter({ hasText: "An older one" }).count(), 1, "[ED12a]");
  for (const [which, said] of [
    ["English", "This report is the one that was published, but the checks find something in it that nobody answered."],
    ["Русский", "Do not trust this report. Lead, paragraph 2: a number or row was not so in the record."],
  ] as const) {
    const edition = editions.filter({ hasText: which }).first();
    await edition.getByRole("button", { name: "Read this report" }).click();
    await edition.getByText(said).waitFor();
    await edition.getByRole("button", { name: "Read its annex: facts with their sources" }).click();
    await edition.getByText("Made from the open rows as they stood then.").waitFor();
  }
  const picture = process.env["PANOH_PICTURES"];
  if (picture !== undefined) await page.screenshot({ path: `${picture}/published-report.png`, fullPage: true });
  await changeOne();
  await page.reload();
  const refused = cases.getByRole("alert");
  await refused.waitFor();
  const [why = "", ...more] = plain(await refused.innerText())
    .split("\n")
    .filter((line) => line !== "");
  assert.equal(why, `Do not trust the numbers of ${newer}. They are not shown.`);
  assert.match(more[0] ?? "", /Woman or girl: about 45 .* this row was changed after the release/);
  assert.doesNotMatch(await casesSay(), /about 40|fewer than 5/);
  assert.deepEqual(
    await savedYears(),
    [older, older, second, second, second, first],
    "the other years stand as they are",
  );
  assert.deepEqual(troubles, [], "no script error, and nothing that the content security policy stopped");
});

test("[TA11, TA12, TA13, TA14] the browser shows what two offices found in sealed proceedings, years beside each other; before any release it says what will come, and after a row was changed it shows the other year alone", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { page, url, world, troubles } = await publicPage(t);
  await page.goto(`${url}/record.html`);
  await page.getByText("No office has released the numbers of a year yet.", { exact: false }).waitFor();
  await lookAt(page, "released-none");
  const changeOne = await releaseProceedings(world);
  await page.reload();
  const part = page.locator(".proceedings");
  await part.getByRole("button", { name: "CSV" }).waitFor();
  const says = async () => plain(await part.innerText()).replace(/\s+/g, " ");
  const [newer, older] = yearsOfCases(world);
  for (const sentence of [
    "This browser cannot check the count itself: the records are sealed.",
    `${newer} Edition 1 was released by Example Statistics Office. The second office made the same numbers again and signed them: Example Ombudsman, Example Ombudsman of Doors.`,
    `${older} Edition 1 was released by Example Statistics Office. No organisation of justice says that all of this year is there`,
    "The second office has not signed these numbers yet",
    "Prosecutions 3 at least 2",
    "Cases with a conviction 1 not said",
    "Prosecutions, “Example Code”, article 7 2",
    "Prosecution → Verdict 1 not said",
  ])
    assert.ok((await says()).includes(sentence), `${sentence}: ${await says()}`);
  assert.doesNotMatch(await page.locator("body").innerText(), /Example hidden case/);
  assert.ok((await part.locator("svg").count()) > 1);
  assert.equal((await savedLines(page, ".proceedings")).filter((line) => line.startsWith(`${older},`)).length, 5);
  assert.deepEqual(await againstWcag(page), [], "WCAG 2.2 AA");
  await lookAt(page, "released-proceedings");
  await page.goto(`${url}/record.fa.html`);
  await part.getByRole("button", { name: "CSV" }).waitFor();
  await lookAt(page, "released-proceedings-fa");
  await changeOne();
  await page.goto(`${url}/record.html`);
  const refused = part.getByRole("alert");
  await refused.getByText(`Do not trust the numbers of ${newer}. They are not shown.`).waitFor();
  assert.match(plain(await refused.innerText()), /“Prosecutions: 4”: this row was changed after the release/);
  const left = await savedLines(page, ".proceedings");
  assert.ok(left.length > 1 && left.slice(1).every((line) => line.startsWith(`${older},`)), "the other year stands");
  await lookAt(page, "released-proceedings-refused");
  assert.deepEqual(troubles, []);
});

test("[EN4g] whoever leaves a public page finds none of them by going back, whatever they read there, and finds words to show or to send", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { page, url } = await publicPage(t);
  await page.route("https://www.wikipedia.org/", (route) =>
    route.fulfill({ contentType: "text/html", body: "Elsewhere" }),
  );
  await page.goto("about:blank");
  await page.goto(`${url}/public.html`);
  const words = page.locator("blockquote");
  assert.match(await words.first().innerText(), /^I need help\. I cannot speak freely here\./);
  assert.deepEqual(
    await words.evaluateAll((all) => all.map((one) => (one as HTMLElement).lang).sort()),
    [...languageTags].sort(),
  );
  await page.getByRole("link", { name: "Русский" }).click();
  await page.waitForURL("**/public.ru.html");
  await page.getByRole("link", { name: "Как проверить эту систему" }).click();
  await page.waitForURL("**/check.ru.html");
  await page.locator("a.exit").click();
  await page.waitForURL("https://www.wikipedia.org/");
  await page.goBack();
  assert.equal(page.url(), "about:blank");

  await page.goto(`${url}/public.html`);
  await page.locator("#mark-demonstration").waitFor();
  await page.keyboard.press("Escape");
  await page.waitForURL("https://www.wikipedia.org/");
  await page.goBack();
  assert.equal(page.url(), "about:blank");
});

test("[LG5] the page about checking shows the newest witnessed state once its own script verified it, and says when witnesses are too few", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { page, url, stand, honest, world, troubles } = await publicPage(t);
  await page.goto(`${url}/check.html`);
  await page.locator("#log-is-witnessed").waitFor();
  const note = await (await fetch(`${world.url}/checkpoint`)).text();
  const figures = await page.locator("#log-figures").innerText();
  assert.ok(figures.includes(note.split("\n")[2] ?? "?"), "the root");
  assert.match(figures, /witness-1\.example, witness-2\.example/);
  assert.equal(await page.locator("#log-command").innerText(), `panoh verify --founding founding.note --url ${url}`);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: /founding\.note/ }).click();
  const saved = await (await download).createReadStream();
  assert.equal(Buffer.concat(await saved.toArray()).toString("utf8"), world.founding.note);
  assert.deepEqual(troubles, []);
  stand(async (request) => {
    const answer = await honest(request);
    if (new URL(request.url).pathname !== "/checkpoint") return answer;
    return new Response((await answer.text()).replace(/^— witness-1.*\n/m, ""));
  });
  await page.goto(`${url}/check.html`);
  await page.locator("#log-is-lacking").waitFor();
  assert.equal(await page.locator("#log-is-witnessed").isVisible(), false);
  assert.doesNotMatch(await page.locator("#log-witnesses").innerText(), /witness-1/);
});

test("the page says how far the check is, and the way out works meanwhile", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { page, url, stand, honest } = await publicPage(t);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  t.after(() => release());
  stand(async (request) => {
    if (new URL(request.url).pathname.startsWith("/pack/public")) await held;
    return honest(request);
  });
  await page.route("https://www.wikipedia.org/", (route) =>
    route.fulfill({ body: "Elsewhere", contentType: "text/plain" }),
  );
  await page.goto(`${url}/record.html`);
  await page.getByText(/^Checking notes: \W*\d+\W* of \W*\d+/).waitFor();
  assert.equal(await page.locator("#record :is(table, .checked)").count(), 0, "nothing is shown before it verified");
  await page.keyboard.press("Escape");
  await page.getByText("Elsewhere").waitFor();
  stand(honest);
  await page.goto(`${url}/record.html`);
  await page.getByText("Checked in this browser:", { exact: false }).waitFor();
});

test("a host that serves a changed note is found out: the page says so, shows nothing, and shows all once the host is honest", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { page, url, stand, honest } = await publicPage(t);
  stand(async (request) => {
    const response = await honest(request);
    if (!new URL(request.url).pathname.startsWith("/pack/public")) return response;
    const body = Buffer.from(await response.arrayBuffer());
    const changed = Buffer.from(body.toString("latin1").replace("Board of Doors", "Board of Floor"), "latin1");
    assert.notDeepEqual(changed, body);
    return new Response(changed, { status: response.status });
  });
  await page.goto(`${url}/record.html`);
  await page.getByRole("alert").getByText("somebody changed it or held it back", { exact: false }).waitFor();
  assert.match(await page.getByRole("alert").innerText(), /It is about entry \D*\d+\D* of the log/);
  const shown = await page.locator("#record").innerText();
  for (const word of ["Board of", "Example Code", "Example plan for all"]) assert.ok(!shown.includes(word), word);
  assert.equal(await page.locator("#record :is(table, article)").count(), 0);
  stand(honest);
  await page.getByRole("button", { name: "Check again" }).click();
  await page.getByText("Checked in this browser:", { exact: false }).waitFor();
  assert.ok(await page.getByText("Board of Doors").first().isVisible());
});

test("too few witnesses, a cut line, and an address that is no host: the page says what to do", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { page, url, stand, honest } = await publicPage(t);
  const instead = (path: string, answer: Answer) =>
    stand((request) => (new URL(request.url).pathname === path ? answer(request) : honest(request)));
  const says = async (sentence: string) => {
    await page.goto(`${url}/record.html`);
    await page.getByRole("alert").getByText(sentence, { exact: false }).waitFor();
    assert.equal(await page.locator("#record :is(table, article, .checked)").count(), 0);
  };
  instead("/checkpoint", async (request) => {
    const note = await (await honest(request)).text();
    return new Response(note.replace(/^— witness-1.*\n/m, ""));
  });
  await says("Too few witnesses have signed");
  instead("/checkpoint", () => new Response("Bad gateway", { status: 502 }));
  await says("the network or the host did not answer");
  instead("/founding", () => new Response("<html>", { status: 200 }));
  await says("serves no founding note of a country");
  instead("/record-worker.js", () => new Response(null, { status: 404 }));
  await says("This browser could not run the check");
});

test("without scripts the page says what is open, what is sealed and how to check it; in Persian from the right", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { page, url } = await publicPage(t);
  await page.goto(`${url}/record.fa.html`);
  await page.getByText("در این مرورگر بررسی شد", { exact: false }).waitFor();
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).direction), "rtl");
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setScriptExecutionDisabled", { value: true });
  await page.goto(`${url}/record.html`);
  const text = await page.locator("body").innerText();
  for (const part of [
    "What is sealed, and why",
    "panoh report --year YEAR",
    "panoh verify-report report.html",
    "Without scripts, this page explains the record",
  ])
    assert.ok(text.includes(part), part);
  assert.ok(await page.locator("a.exit").isVisible());
});

/** Without the signs that keep the direction of what is put into a sentence. */
function plain(text: string): string {
  return text.replace(/[\u2068\u2069]/g, "");
}

/** A host with an invented record, behind a door that also serves the public pages, as the demonstration's host does. */
async function publicPage(t: Pick<TestContext, "after">) {
  const world = await World.foundFor(t, { witnesses: 2, now: Date.now() });
  await enterExampleRecord(world);
  const page: Page = await (await openChromium(t)).newPage();
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  return { world, page, troubles, ...(await servePublicSite(t, world)) };
}

/** Reports that a person wrote: an older and a newer one in English, and one in Russian with a number that nobody gave. */
async function publishEditions(world: World): Promise<Device> {
  const [device] = (await world.organisation("ombudsman", "Example Ombudsman of Doors")).devices;
  const office = await world.member(device ?? assert.fail());
  const key = "example-prosecutions";
  const values = { fact: "prosecutions", from: "2031", value: 3, unit: "cases" } as const;
  await must(office.record.enter("figure", [row("figure", key, "own", values)]));
  await office.sync();
  await world.witness();
  await office.sync();
  const size = office.record.at()?.log.size ?? assert.fail();
  const text = (value: number) => `Example: {${value}|figure prosecutions 2031 - cases own ${value}}.`;
  for (const [i, [language, ...numbers]] of (
    [
      ["en", 3],
      ["en", 3],
      ["ru", 3, 4],
    ] as const
  ).entries()) {
    const rows = numbers.map((value, place) =>
      row("paragraph", `2031.${language}.${size}.${i}${place}`, "own", {
        ...{ year: "2031", language, section: "lead", place, text: text(value), size: i === 0 ? size - 1 : size },
      }),
    );
    await must(office.record.enter("paragraph", rows));
    await office.sync();
  }
  await world.witness();
  return office;
}

/** Years that are over whenever this runs, the newest one first. */
function yearsOfCases(world: World): readonly [newer: string, older: string, second: string, first: string] {
  const year = new Date(world.now).getUTCFullYear();
  return [String(year - 2), String(year - 3), String(year - 4), String(year - 5)];
}

/** Years of cases: one whole and signed off, one partial and not, and two small ones before, which are joined. Returns what changes a row of the newer one. */
async function releaseCases(world: World, checking: Device): Promise<() => Promise<void>> {
  const [device] = (await world.organisation("statistics-office", "Example Statistics Office")).devices;
  const office = await world.member(device ?? assert.fail());
  const [newer, older, second, first] = yearsOfCases(world);
  const [identified, refused] = ["victims-identified", "victims-refused"];
  const part = (cell: string, value: number) =>
    ({ ...{ fact: identified, value, least: Math.max(0, value - 4), most: value + 4 }, by: "sex", cell }) as const;
  const whole = [
    { fact: identified, value: 53 },
    { fact: refused, value: 1, least: 1, most: 4 },
    ...[part("women", 40), part("men", 15), part("not-said", 0)],
  ];
  const partial = [
    { fact: identified, value: 38, least: 38 },
    { fact: refused, value: 6, least: 6 },
  ];
  const small = [{ fact: identified, value: 8 }];
  const joined = [
    { fact: identified, value: 12 },
    ...[part("women", 15), part("men", 5)].map((one) => ({ ...one, years: [first, second] })),
  ];
  type Said = (typeof whole)[number] | (typeof partial)[number] | (typeof joined)[number];
  const tally = (year: string, of: Said) => {
    const key = `${year}/cases/${"years" in of ? "joined/" : ""}${of.fact}${"cell" in of ? `/${of.cell}` : ""}`;
    return row("tally", key, "own", { ...of, year });
  };
  for (const [year, rows, sent] of [
    [first, small, 2],
    [second, joined, 2],
    [older, partial, 1],
    [newer, whole, 2],
  ] as const) {
    const { imports } = await must(
      office.record.enter(
        "tally",
        rows.map((of) => tally(year, of)),
      ),
    );
    const until = office.record.at()?.log.size ?? assert.fail();
    const values = { year, what: "cases", asked: 2, sent, edition: 1, until, notes: "ab".repeat(32) } as const;
    const [id = ""] = imports;
    await must(
      office.record.enter("release", [
        row("release", `${year}/cases/1`, "own", { ...values, import: id, office: "Example Statistics Office" }),
      ]),
    );
    await world.settle(office, checking);
    if (year !== older) await must(checking.record.signOff(id, "Example Ombudsman"));
  }
  await world.settle(checking, office);
  return async () => {
    await must(office.record.enter("tally", [tally(newer, part("women", 45))]));
    await world.settle(office);
  };
}

/** Two years of proceedings: one of which the prosecutor says that all is there, signed off, and one of neither. Returns what changes a row of the newer one. */
async function releaseProceedings(world: World): Promise<() => Promise<void>> {
  const admit = async (kind: "statistics-office" | "ombudsman" | "prosecutor", name: string) =>
    world.member((await world.organisation(kind, name)).devices[0] ?? assert.fail());
  const office = await admit("statistics-office", "Example Statistics Office");
  const checking = await admit("ombudsman", "Example Ombudsman of Doors");
  const prosecutor = await admit("prosecutor", "Example Prosecutor");
  await world.settle(office, checking, prosecutor);
  const [newer, older] = yearsOfCases(world);
  const event = (key: string, values: RowValues<"proceeding">) => row("proceeding", key, "own", values);
  const charge = { event: "prosecution", articles: ["code-7"] } as const;
  await must(
    prosecutor.record.enter("proceeding", [
      event("a", { case: "A", on: `${newer}-03`, ...charge }),
      event("b", { case: "B", on: `${newer}-04`, ...charge }),
      event("b2", { case: "B", event: "verdict", on: `${newer}-09`, verdict: "convicted", prison_months: 30 }),
      event("h", { case: "Example hidden case", ...charge, on: `${newer}-05`, official_body: "police" }),
      event("c", { case: "C", event: "prosecution", on: `${older}-03` }),
      event("d", { case: "D", event: "prosecution", on: `${older}-04` }),
    ]),
  );
  const complete = { register: "proceeding", year: newer, complete: true, office: "Example Prosecutor" } as const;
  await must(prosecutor.record.enter("coverage", [row("coverage", `proceeding-${newer}`, "own", complete)]));
  await world.settle(prosecutor, office, checking);
  for (const year of [older, newer]) {
    const draft = releaseDraft(office, { year: Number(year), kind: "calendar" }) ?? assert.fail();
    assert.equal(draft.notYet, null);
    await enterRelease(office, draft, "Example Statistics Office");
    await world.settle(office, checking);
  }
  const check = othersRelease(checking, { year: Number(newer), kind: "calendar" }) ?? assert.fail();
  await signRelease(checking, check, "Example Ombudsman");
  await world.settle(checking, office);
  return async () => {
    const values = { fact: "prosecutions", year: newer, value: 4 };
    await must(office.record.enter("tally", [row("tally", `${newer}/prosecutions`, "own", values)]));
    await world.settle(office);
  };
}

/** The lines of the file that this part of the page saves. */
async function savedLines(page: Page, part: string): Promise<readonly string[]> {
  const waiting = page.waitForEvent("download");
  await page.locator(part).getByRole("button", { name: "CSV" }).click();
  const saved = await (await waiting).createReadStream();
  const lines = Buffer.concat(await saved.toArray())
    .toString("utf8")
    .trim()
    .split("\r\n");
  assert.match(lines[0] ?? "", /^\ufeff?year,/);
  return lines;
}

/** Pictures of the page on a phone and at a desk, where a folder for them is named. */
async function lookAt(page: Page, name: string): Promise<void> {
  for (const size of [phone, desk]) {
    await page.setViewportSize(size);
    await picture(page, `${name}-${size.width}`, "whole");
  }
}
