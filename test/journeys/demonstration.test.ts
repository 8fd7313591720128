// `npm start` as a stranger meets it: it founds, prints one address, serves every role from there, stops, and has everything again at the second
// start. In a real browser somebody opens that address, refers as the officer and accepts as the shelter.
import assert from "node:assert/strict";
import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import { checkedProceedings } from "../../src/assessment/checked-proceedings.ts";
import { countedYear } from "../../src/demonstration/count-year.ts";
import { foundDemonstration } from "../../src/demonstration/found-demonstration.ts";
import { findTakenPort } from "../../src/demonstration/ports.ts";
import { useDemonstration } from "../../src/demonstration/with-demonstration.ts";
import type { Device } from "../../src/member/device.ts";
import { checkedCases } from "../../src/record/checked-cases.ts";
import { languageTags } from "../../src/words/languages.ts";
import { chromiumPath, launchChromium, ownProfile, serve } from "../support/chromium.ts";
import { takeHundred } from "../support/free-port.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";
import { proveRecord } from "./report-proof.ts";
import { picture, writeReferral } from "./walk.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const firstPort = await takeHundred();

test("the demonstration founds a country, serves all roles, has the record of a country, survives being stopped, and says that it is one", async (t) => {
  const folder = temporaryFolder(t);
  const dir = join(folder, "data");
  // Before it is founded: what is for tomorrow then is so also when this goes on over midnight.
  const today = new Date().toISOString().slice(0, "2026-01-31".length);

  const first = await startDemonstration(t, dir);
  assert.match(first.printed, /An invented country/);
  assert.match(first.printed, /Waits are zero and both witnesses run on this machine/);
  assert.match(first.printed, new RegExp(`^\\s*Open {2}http://localhost:${firstPort} `), "what to open comes first");
  assert.equal(first.printed.match(/http:/g)?.length, 1, "one address");
  for (const language of languageTags) {
    const file = language === "en" ? "demonstration.html" : `demonstration.${language}.html`;
    const page = await (await fetch(`http://localhost:${firstPort}/${file}`)).text();
    assert.doesNotMatch(page, /\{\{/, language);
    const links = [...page.matchAll(/href="http:\/\/localhost:(\d+)\/#demonstration"/g)].map(([, port]) =>
      Number(port),
    );
    const ports = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14].map((offset) => firstPort + offset);
    assert.deepEqual(links.sort(), ports, `${language}: every role opens by its link`);
    assert.match(page, /<details>[\s\S]*<code dir="ltr">[a-z ]{20,}<\/code>/, `${language}: words stand behind`);
  }
  for (const offset of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14]) {
    const port = firstPort + offset;
    const page = await fetch(`http://localhost:${port}/`);
    assert.equal(page.status, 200);
    assert.match(page.headers.get("content-type") ?? "", /^text\/html/);
  }
  for (const file of ["demonstration.html", "public.html", "check.html", "record.html"]) {
    const page = await (await fetch(`http://localhost:${firstPort}/${file}`)).text();
    const shown = [...page.matchAll(/<p id="mark-([a-z-]+)">/g)].map(([, mark]) => mark);
    assert.deepEqual(shown, ["demonstration", "no-waits"], "[DR6] said without scripts");
  }
  const checkpoint = await (await fetch(`http://localhost:${firstPort}/checkpoint`)).text();
  assert.equal(
    checkpoint.split("\n").filter((line) => line.startsWith("— ")).length,
    3,
    "log and two witnesses signed",
  );
  const vault = await (await fetch(`http://localhost:${firstPort + 1}/demo/vaults.json`)).json();
  assert.deepEqual(
    vault.map((offer: { id: string }) => offer.id),
    ["border-panj"],
  );
  assert.equal(
    (await fetch(`http://localhost:${firstPort}/demo/vaults.json`)).status,
    404,
    "[EN6] only a role's own address has its vault",
  );
  await refusesForeignNames();
  if (chromiumPath !== null) {
    await keepsWordsFromOtherPages(t);
    await referAndAccept(t);
  }
  await stop(first.process);
  const of = (slug: string, use: (member: Device) => Promise<void>) =>
    useDemonstration({ dir, firstPort }, () => undefined, slug, use);
  await of("shelter-north", (member) => readCaseload(member, today));
  await of("ombudsman", async (member) => {
    provesReleasedYear(member);
    await proveRecord(t, member);
  });

  foundedByAnOlderProgram(join(dir, "demonstration.json"));
  const second = await startDemonstration(t, dir);
  const older = await (await fetch(`http://localhost:${firstPort}/demonstration.html`)).text();
  const linked = [13, 14].map((offset) => older.includes(`http://localhost:${firstPort + offset}/`));
  assert.deepEqual(linked, [false, true], "a role that is not there is left out, and no other");
  // How the text comes in pieces is chance.
  assert.equal(second.printed.trimEnd(), first.printed.trimEnd(), "the same address");
  const size = (text: string) => Number(text.split("\n")[1]);
  assert.ok(size(await (await fetch(`http://localhost:${firstPort}/checkpoint`)).text()) >= size(checkpoint));

  const third = await failedStart(t, dir);
  assert.match(third.said, new RegExp(`another program has port ${firstPort}\\. .*\\(port-taken\\)`));
  assert.match(third.said, /^panoh: starting the demonstration …\n/, "before the program is loaded");
  assert.match(third.said, /perhaps this demonstration runs already\. .*--dir FOLDER --first-port PORT/);
  await stop(second.process);

  renameSync(join(dir, "vaults", "training-institute-1.json"), join(dir, "vaults", "away.json"));
  const fourth = await failedStart(t, dir);
  assert.match(
    fourth.said,
    /training-institute-1\.json.*\(no-file\)/,
    "what fails when nearly all runs closes what runs",
  );
  renameSync(join(dir, "vaults", "away.json"), join(dir, "vaults", "training-institute-1.json"));

  if (process.platform === "win32") return;
  const byNpm = await startDemonstration(t, dir, true);
  byNpm.process.kill("SIGTERM");
  // Its own end waits until what is answered is answered.
  await until(async () => (await findTakenPort(firstPort)) === null);
});

/** [YC9] Its organisations counted a year, one office released it, and the other one finds the same numbers again, of nobody missing. */
function provesReleasedYear({ counts, record }: Device): void {
  const { release, differences, isOfOurNotes, isOurs } = counts.check(countedYear) ?? assert.fail();
  assert.deepEqual([differences, isOfOurNotes, isOurs], [[], true, false]);
  assert.deepEqual([release.values.asked, release.values.sent], [9, 9]);
  const numberOf = (fact: string) =>
    release.tallies.find(({ values }) => values.fact === fact && values.by === undefined)?.values.value;
  assert.deepEqual(
    [numberOf("victims-identified"), numberOf("victims-assisted")],
    [95, 74],
    "the same at each founding",
  );
  assert.ok(release.tallies.some(({ values }) => values.by === "sex"));
  const { years, stray } = checkedCases(record.book, () => [release.organisation, ...counts.offices]);
  assert.deepEqual([years.length, years[0]?.flaws, stray], [1, [], 0], "[YC14]");
  assert.ok(typeof years[0]?.signed === "object");
  const proceedings = checkedProceedings(record.book, () => [release.organisation, ...counts.offices]);
  assert.deepEqual([proceedings.years.map(({ flaws }) => flaws), proceedings.stray], [[[]], 0], "[TA12]");
}

/** Without the clinic, as a country of before there was one. */
function foundedByAnOlderProgram(file: string): void {
  const { organisations, ...country } = JSON.parse(readFileSync(file, "utf8"));
  const roles = organisations.filter(({ slug }: { readonly slug: string }) => slug !== "clinic-south");
  assert.equal(roles.length, organisations.length - 1);
  writeFileSync(file, JSON.stringify({ ...country, form: 4, organisations: roles }));
}

/** [EN8c] A foreign name that leads to this computer, or a page of another origin, gets nothing from any port: neither words, nor vaults, nor the log. */
async function refusesForeignNames(): Promise<void> {
  for (const offset of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]) {
    const port = firstPort + offset;
    const foreign = `examples.example:${port}`;
    for (const path of ["/", "/demonstration.html", "/demo/entry.json", "/demo/vaults.json", "/checkpoint"]) {
      assert.equal(await statusFor(port, path, { host: foreign }), 421, `${port}${path}`);
      assert.equal(await statusFor(port, path, { host: foreign, origin: `http://${foreign}` }), 421, `${port}${path}`);
      const elsewhere = { host: `localhost:${port}`, origin: "https://examples.example" };
      assert.equal(await statusFor(port, path, elsewhere), 403, `${port}${path}`);
    }
  }
}

/** What a port of this computer answers to such headers, which no page and no `fetch` may set. */
function statusFor(port: number, path: string, headers: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    get({ host: "127.0.0.1", port, path, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    }).once("error", reject);
  });
}

/** [EN8c] In a real browser: a page of another port of this computer reads the log and no words, one of a foreign name neither, and that name does not open the port itself. */
async function keepsWordsFromOtherPages(t: Pick<TestContext, "after">): Promise<void> {
  const rules = "--host-resolver-rules=MAP examples.example 127.0.0.1";
  const browser = await launchChromium(ownProfile(t), [rules]);
  const page = await browser.newPage();
  const otherPort = new URL(await serve(t, { "/": { type: "text/html", body: "<!doctype html>" } })).port;
  const host = `http://localhost:${firstPort}`;
  const officer = `http://localhost:${firstPort + 1}`;
  const asked = [`${host}/`, `${host}/demonstration.html`, `${officer}/demo/entry.json`, `${officer}/demo/vaults.json`];
  const readable = (urls: readonly string[]) =>
    page.evaluate(async (urls) => {
      const answers = await Promise.all(
        urls.flatMap((url) =>
          [fetch(url), fetch(url, { mode: "no-cors" })].map((answer) =>
            answer.then(
              (it) => it.text(),
              () => "",
            ),
          ),
        ),
      );
      return urls.filter((_, i) => answers.slice(2 * i, 2 * i + 2).some((text) => text !== ""));
    }, urls);
  await page.goto(`http://localhost:${otherPort}/`);
  assert.deepEqual(await readable([...asked, `${host}/checkpoint`]), [`${host}/checkpoint`]);
  await page.goto(`http://examples.example:${otherPort}/`);
  assert.deepEqual(await readable([...asked, `${host}/checkpoint`]), []);
  for (const { port } of [new URL(host), new URL(officer)]) {
    const answer = await page.goto(`http://examples.example:${port}/`);
    assert.equal(answer?.status(), 421);
  }
  await browser.close();
}

/** What a case has in a year beside the forms of every day. */
const ofTheYear = [
  ...["exploitation", "permit", "justice", "involved", "journey", "compensation"],
  ...["reception", "return-risk", "return"],
];

/** What the shelter's first device reads of it: cases months old and in every state, and each of their times is the log's. */
async function readCaseload(device: Device, today: string): Promise<void> {
  const { cases } = device;
  const states = new Set<string>(cases.inbox.map(({ state }) => state));
  for (const state of ["received", "waitlisted", "accepted", "met", "closed", "erased"])
    assert.ok(states.has(state), state);
  const { times } = device.room.open().log.directory;
  const hour = 3_600_000;
  const ages: number[] = [];
  for (const { caseId } of cases.inbox) {
    for (const { content, leaf, verdict } of cases.view(caseId)?.state.entries ?? []) {
      assert.equal(verdict.is, "effective", "nothing that was played is refused");
      const at = Date.parse(content.at);
      const after = times.findLast((time) => time.index < (leaf ?? 0));
      const before = times.find((time) => time.size > (leaf ?? Number.MAX_SAFE_INTEGER));
      assert.ok(
        after === undefined || at > after.seconds * 1000 - hour,
        "[LG8] not earlier than the log's time before it",
      );
      assert.ok(
        before === undefined || at < before.seconds * 1000 + hour,
        "[LG8] not later than the log's time after it",
      );
      ages.push((Date.now() - at) / (24 * hour));
    }
  }
  assert.ok(Math.max(...ages) > 200 && Math.min(...ages) < 1, "from months ago to today");
  const open = cases.list.tasks.filter(({ state }) => state === "open");
  assert.ok(
    open.some(({ does, due }) => does === "risk" && due < today),
    "a look at the risk is overdue",
  );
  assert.ok(
    open.some(({ does, due }) => does === "follow-up" && due < today),
    "a follow-up is overdue",
  );
  assert.ok(
    open.some(({ does, due }) => does === "arrival" && due < today),
    "[FM22d] nobody has said that a person who went home was met",
  );
  assert.ok(
    open.some(({ does, on = "" }) => does === "appointment" && on > today),
    "tomorrow somebody goes somewhere",
  );
  const sheets = cases.inbox.flatMap(({ caseId }) => cases.sheets(caseId)?.sheets ?? []);
  assert.ok(sheets.some(({ struckOut }) => struckOut));
  const forms = new Set(sheets.map(({ form }) => form));
  for (const form of ofTheYear) assert.ok(forms.has(form), `a case of the year has a sheet of ${form}`);
  for (const { answers, begun } of sheets.filter(({ form }) => form === "note"))
    assert.equal(answers.get("on")?.value, begun.at.slice(0, today.length), "written on the day of which it speaks");
  assert.ok(
    sheets.some(({ answers }) => [...answers.values()].some(({ differs }) => differs)),
    "two answers",
  );
  assert.deepEqual(device.view?.alarms, []);
}

/** From the one address: a tap opens the officer, who refers; a tap opens the shelter, which accepts; the officer's tab says so. */
async function referAndAccept(t: Pick<TestContext, "after">): Promise<void> {
  const browser = await launchChromium(ownProfile(t));
  const roles = await browser.newPage();
  await roles.setViewportSize({ width: 360, height: 740 });
  await roles.goto(`http://localhost:${firstPort}`);
  const open = async (who: string) => {
    const [tab] = await Promise.all([
      browser.waitForEvent("page"),
      roles.getByRole("link", { name: new RegExp(`^${who}`) }).click(),
    ]);
    tab.setDefaultTimeout(120_000);
    return tab;
  };
  await picture(roles, "demonstration");
  const officer = await open("Officer at a border post");
  await officer.setViewportSize({ width: 360, height: 740 });
  await officer.getByRole("button", { name: "New referral" }).waitFor();
  assert.match(await officer.title(), /^Example Border Post Panj · Panoh$/, "the tab says which role it is");
  const person = { name: "Test Person 8", safe: "Example: evenings only", receiver: "Example Shelter North" };
  await writeReferral(officer, person);
  await picture(officer, "officer-check");
  await officer.getByRole("button", { name: /^Send to Example Shelter North/ }).click();
  await officer.getByRole("button", { name: "To the start page" }).click();

  const shelter = await open("Shelter worker");
  await shelter.setViewportSize({ width: 1280, height: 800 });
  await shelter.locator(".row", { hasText: "Example Border Post Panj" }).first().click();
  assert.match(await shelter.title(), /Example Shelter North · Panoh$/);
  await shelter.keyboard.press("a");
  await shelter
    .getByRole("dialog")
    .getByRole("button", { name: /accept/i })
    .click();
  await shelter.getByText("Test Person 8").first().waitFor();
  await picture(shelter, "worker-accepted");

  await officer.bringToFront();
  // A phone that nobody touched for two minutes is locked.
  const again = officer.getByRole("button", { name: "Open without words (demonstration only)" });
  const answered = officer.getByText("Accepted. They expect the person.");
  await again.or(answered).first().waitFor();
  if (await again.isVisible()) await again.click();
  await answered.waitFor();
  await answered.scrollIntoViewIfNeeded();
  await picture(officer, "officer-answered");
  await browser.close();
}

test("a port that is taken is named before anything is founded, and the program ends", async (t) => {
  const folder = temporaryFolder(t);
  for (const offset of [0, 9, 12, 14]) {
    const free = await takePort(firstPort + offset);
    const { said } = await failedStart(t, join(folder, "data")).finally(free);
    assert.match(
      said,
      new RegExp(`another program has port ${firstPort + offset}\\. .*--first-port.*\\(port-taken\\)`),
    );
    assert.deepEqual(readdirSync(folder), [], "nothing half founded is left");
  }
});

test("a founding that fails closes what it opened and leaves no folder; what a killed one left is removed", async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, "data.unfinished", "vaults", "of a killed program"), { recursive: true });
  const place = { dir: join(folder, "data"), firstPort };
  const free = await takePort(firstPort);
  await assert.rejects(
    foundDemonstration(place, () => undefined).finally(free),
    new RegExp(`EADDRINUSE.*:${firstPort}$`),
  );
  assert.deepEqual(readdirSync(folder), []);
  for (const offset of [11, 12]) await (await takePort(firstPort + offset))();
  await assert.rejects(
    foundDemonstration(place, (step) => {
      if (step.startsWith("Writing")) throw new Error("stopped on the way");
    }),
    /stopped on the way/,
  );
  assert.ok(!existsSync(place.dir));
  for (const offset of [0, 11, 12]) await (await takePort(firstPort + offset))();
});

/** Has a port until the returned function is called; rejects when somebody else has it. */
async function takePort(port: number): Promise<() => Promise<void>> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  return () => new Promise((resolve) => server.close(() => resolve()));
}

/** A start that must end by itself, with exit code 1. */
async function failedStart(t: { after(clean: () => void): void }, dir: string): Promise<{ readonly said: string }> {
  const child = spawnStart(t, dir, ["ignore", "pipe", "pipe"]);
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const late = setTimeout(() => child.kill("SIGTERM"), 300_000);
  const said = await text(child.stderr ?? assert.fail("it has no second output"));
  assert.equal(await ended, 1, said);
  clearTimeout(late);
  return { said };
}

async function startDemonstration(
  t: { after(clean: () => void): void },
  dir: string,
  byNpm = false,
): Promise<{ readonly process: ChildProcess; readonly printed: string }> {
  const child = spawnStart(t, dir, ["ignore", "pipe", "inherit"], byNpm);
  let printed = "";
  for await (const chunk of child.stdout ?? []) {
    printed += String(chunk);
    if (printed.includes("Stop with Ctrl-C")) return { process: child, printed };
  }
  return assert.fail("the demonstration ended by itself");
}

function spawnStart(
  t: { after(clean: () => void): void },
  dir: string,
  stdio: StdioOptions,
  byNpm = false,
): ChildProcess {
  const given = ["--dir", dir, "--first-port", String(firstPort)];
  const [program, ...before] = byNpm ? ["npm", "start", "--"] : [process.execPath, join(root, "bin/panoh.js"), "start"];
  const child = spawn(program, [...before, ...given], { stdio, cwd: root });
  // Not SIGKILL: the launcher passes on what can be passed on, and a program left behind would hold the ports of the next run.
  t.after(() => void child.kill("SIGTERM"));
  return child;
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  child.kill("SIGINT");
  assert.equal(await ended, 0, "Ctrl-C is a clean end");
}
