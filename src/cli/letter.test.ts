// The letter to a service that is not in the directory, by command and in every language: what stands in it, and what never does.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { runPanoh, writeVault } from "../../test/support/run-panoh.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { exampleDraft, quickStretch, World } from "../../test/support/world.ts";
import { saysWhatItIs } from "../core/revealing-words.ts";
import { serviceTypes } from "../core/service.ts";
import { must } from "../member/verb.ts";
import { letterOf, letterPage, letterWordParts } from "../reports/outside-letter.ts";
import { languageTags } from "../words/languages.ts";
import { readWords } from "../words/read-words.ts";

const day = "2026-01-15";

/** A shelter's own case with a story, in which it asks an office by letter. */
async function asking(t: TestContext, name = "Example Shelter North") {
  const world = await World.foundFor(t, { witnesses: 1, now: Date.parse("2026-01-15T12:00:00Z") });
  const shelter = await world.organisation("shelter", name);
  const worker = await world.member(shelter.devices[0] ?? assert.fail());
  const [caseId] = await must(
    worker.drafts.send(exampleDraft([shelter], { narrative: "canary-story-marker: beaten by the Example Employer." })),
  );
  const risk = { on: day, level: "high", reasons: "canary-risk-marker" };
  await must(worker.cases.saveSheet(caseId, { form: "risk", set: risk }));
  const ask = (set: object) =>
    must(
      worker.cases.saveSheet(caseId, {
        form: "outside",
        set: { name: "Example Office", need: "documents", asked: day, named: false, ...set },
      }),
    );
  return { world, shelter, worker, caseId, ask };
}

test("[FM24a] in every language and for every help the letter says which help and how to answer, and no word of what happened or of what the sender is about", async (t) => {
  const { worker, caseId, ask } = await asking(t, "Example Centre Against Trafficking");
  const sheetId = await ask({ named: true, name: "Example Help for Victims" });
  const view = worker.cases.sheets(caseId) ?? assert.fail();
  const { forms } = worker.directory;
  const sheet = view.sheets.find(({ sheet: id }) => id === sheetId) ?? assert.fail();
  const letter = letterOf(sheet, view, forms);
  assert.equal(letter.name, "Test Person 1");
  for (const tag of languageTags) {
    const words = await readWords(tag, letterWordParts);
    for (const need of serviceTypes) {
      const name = worker.view?.self?.organisation.name["en"] ?? assert.fail();
      const page = letterPage({ ...letter, need }, { words, name, phones: ["+992000000001"], hours: null, today: day });
      const text = JSON.stringify(page);
      assert.ok(!saysWhatItIs(text), `${tag} ${need}: ${text}`);
      assert.ok(text.includes(words.message(`need.${need}`)), `${tag} ${need}`);
      assert.match(text, /\+992000000001/);
      assert.doesNotMatch(text, /canary|Example|high/, `${tag} ${need}`);
    }
  }
});

test("[FM24a] the person is named only where they agreed, and who asks and is asked where that says nothing", async (t) => {
  const { worker, caseId, ask } = await asking(t);
  const words = await readWords("en", letterWordParts);
  const linesOf = async (set: object) => {
    const sheetId = await ask(set);
    const view = worker.cases.sheets(caseId) ?? assert.fail();
    const sheet = view.sheets.find(({ sheet: id }) => id === sheetId) ?? assert.fail();
    const from = { words, name: "Example Shelter North", phones: [], hours: null, today: day };
    return letterPage(letterOf(sheet, view, worker.directory.forms), from).lines.map(({ text }) => text);
  };
  const without = await linesOf({ named: false });
  assert.ok(!without.includes("Test Person 1"));
  assert.ok(without.includes("We say who the person is once you can help and the person agrees."));
  assert.ok(without.includes("To: Example Office") && without.includes("Example Shelter North"));
  const named = await linesOf({ named: true });
  assert.ok(named.includes("Test Person 1"));
  assert.ok(!named.some((line) => /We say who/.test(line)));
});

test("[FM24] by command: a sheet asks, the letter is written for its receiver, nothing is written over, and it waits as a task until it was answered", async (t) => {
  const { world, worker, shelter, caseId, ask } = await asking(t);
  await ask({});
  await must(worker.cases.saves.sendNow());
  await world.settle(worker);
  const dir = temporaryFolder(t);
  await writeVault(dir, shelter.devices[1] ?? assert.fail());
  const out = join(dir, "letter.html");
  const panoh = (...args: readonly string[]) => runPanoh([...args, "--vault", dir], quickStretch);
  const none = await panoh("letter", caseId, "--language", "ru", "--out", out, "--sheet", "ffff");
  assert.match(none.said, /\(no-such-sheet\)/);
  assert.ok(!existsSync(out));
  const made = await panoh("letter", caseId, "--language", "fa", "--out", out);
  assert.match(made.said, /Saved/);
  const html = readFileSync(out, "utf8");
  assert.match(html, /<html lang="fa" dir="rtl">/);
  assert.match(html, /مدارک/);
  assert.doesNotMatch(html, /Test Person 1|canary/);
  assert.ok(!saysWhatItIs(html));
  const again = await panoh("letter", caseId, "--language", "ru", "--out", out);
  assert.notEqual(again.exit, 0);
  assert.equal(readFileSync(out, "utf8"), html);
});

test("[FM24] a row by hand waits: after a week it is a task, asked again on a day it is one then, and once it ended none", async (t) => {
  const { worker, caseId, ask } = await asking(t);
  const first = await ask({});
  const second = await ask({ name: "Example Second Office" });
  const due = () =>
    worker.cases.list.openTasks.filter(({ form }) => form === "outside").map(({ rule, due: on }) => [rule, on]);
  assert.deepEqual(due(), [
    ["wait", "2026-01-22"],
    ["wait", "2026-01-22"],
  ]);
  const change = (sheet: string, set: object) =>
    must(worker.cases.saveSheet(caseId, { form: "outside", sheet, set: { ...set } }));
  await change(first, { answer: "not-possible", answered: day, again: "2026-02-01" });
  assert.deepEqual(due(), [
    ["wait", "2026-01-22"],
    ["again", "2026-02-01"],
  ]);
  await change(first, { ended: day });
  await change(second, { answer: "accepted", answered: day });
  assert.deepEqual(due(), []);
});
