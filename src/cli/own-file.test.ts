// The person's own file by command: what is read first, what is written and recorded, who may get it, and a sealed file in other hands.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { runPanoh, writeVault } from "../../test/support/run-panoh.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { answering, exampleDraft, quickStretch, World } from "../../test/support/world.ts";
import { must } from "../member/verb.ts";
import { ownPageText, readOwnPage } from "../reports/own-file.ts";
import { unlockText } from "../sealing/locked-text.ts";

/** A shelter's own case with a story, and its second device as a folder. */
async function shelterCase(t: TestContext, age: "adult" | "in-doubt" = "adult") {
  const world = await World.foundFor(t, { witnesses: 1, now: Date.now() });
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const worker = await world.member(shelter.devices[0] ?? assert.fail());
  const draft = answering(exampleDraft([shelter], { narrative: "Later Zarinamarker came." }), "first-line", { age });
  const rests = { basis: "best-interest-of-child", guardian: "appointed", assent: "yes" } as const;
  const consent = draft.consent ?? assert.fail();
  const [caseId] = await must(
    worker.drafts.send(age === "adult" ? draft : { ...draft, consent: { ...consent, ...rests } }),
  );
  await world.settle(worker);
  const dir = temporaryFolder(t);
  await writeVault(dir, shelter.devices[1] ?? assert.fail());
  const file = (...args: readonly string[]) =>
    runPanoh(["file", caseId, "--language", "en", "--vault", dir, ...args], quickStretch);
  const recorded = async () => {
    await world.witness();
    await world.settle(worker);
    const all = worker.cases.sheets(caseId)?.sheets.filter(({ form }) => form === "own-file") ?? [];
    return all.map(({ answers }) => Object.fromEntries([...answers.values()].map(({ key, value }) => [key, value])));
  };
  return { world, worker, caseId, dir, file, recorded, at: (name: string) => join(dir, name) };
}

test("[OF3] [OF7] a worker sees the free text before anything is written; what is written is recorded, and holds no word that was taken out", async (t) => {
  const { file, recorded, at } = await shelterCase(t);
  const texts = await file("--size", "whole");
  assert.match(texts.said, /\[Later\] \[Zarinamarker\] came\./);
  const unread = await file("--size", "whole", "--out", at("own.html"));
  assert.notEqual(unread.exit, 0);
  assert.ok(!existsSync(at("own.html")));
  assert.deepEqual(await recorded(), [], "nothing is recorded before it is given");
  writeFileSync(at("names.txt"), "Zarinamarker\n");
  const made = await file("--size", "whole", "--without", at("names.txt"), "--read", "--out", at("own.html"));
  assert.equal(made.exit, 0, made.said);
  assert.equal(statSync(at("own.html")).mode & 0o777, 0o600);
  const page = readFileSync(at("own.html"), "utf8");
  assert.match(page, /<bdi lang="">Later \[…\] came\.<\/bdi>/);
  assert.doesNotMatch(page, /Zarinamarker/);
  assert.match(page, /<title>Notes<\/title>/, "no title bar says what it is");
  assert.doesNotMatch(page, /<script|src=|href=/);
  chmodSync(at("own.html"), 0o644);
  const over = await file("--size", "whole", "--read", "--out", at("own.html"));
  assert.match(over.said, /\(file-exists\)/);
  assert.equal(
    readFileSync(at("own.html"), "utf8"),
    page,
    "[OF7] no file is written over, and nothing is recorded of it",
  );
  const [sheet, ...others] = await recorded();
  assert.equal(others.length, 0);
  assert.deepEqual(
    { size: sheet?.["size"], way: sheet?.["way"], to: sheet?.["to"], notes: sheet?.["notes-in"] },
    { size: "whole", way: "paper", to: "person", notes: false },
  );
});

test("[OF3] [OF7] an organisation that only was asked lists no text of the case and makes no file", async (t) => {
  const { world } = await shelterCase(t);
  const asked = await world.organisation("shelter", "Example Shelter South");
  const border = await world.organisation("border-post", "Example Border Post");
  const officer = await world.member(border.devices[0] ?? assert.fail());
  const worker = await world.member(asked.devices[0] ?? assert.fail());
  await must(officer.drafts.send(exampleDraft([asked], { narrative: "Later Zarinamarker came." })));
  await world.settle(officer, worker);
  const { caseId = "", referral } = worker.cases.inbox[0] ?? assert.fail();
  const dir = temporaryFolder(t);
  await writeVault(dir, asked.devices[1] ?? assert.fail());
  const file = (...args: readonly string[]) =>
    runPanoh(["file", caseId, "--size", "whole", "--language", "en", "--vault", dir, ...args], quickStretch);
  for (const args of [[], ["--read", "--out", join(dir, "own.html")]]) {
    const refusal = await file(...args);
    assert.match(refusal.said, /\(not-allowed\)/);
    assert.doesNotMatch(refusal.said, /^Text /m);
  }
  assert.ok(!existsSync(join(dir, "own.html")));
  await must(worker.cases.steps.answer(caseId, referral ?? "", { verb: "accept" }));
  await world.settle(worker);
  assert.match((await file()).said, /\[Zarinamarker\]/, "once it accepted it reads them");
});

test("[OF8] a sealed file opens with its words alone, by age too, and shows neither by name, by size nor by any byte what it is", async (t) => {
  const { file, at } = await shelterCase(t);
  const sizes = new Set<number>();
  for (const size of ["card", "short", "whole"]) {
    const made = await file("--size", size, "--read", "--sealed", "--out", at(`${size}.age`));
    assert.equal(made.exit, 0, made.said);
    const [, words = ""] = /^Words {6}(.+)$/m.exec(made.said) ?? [];
    assert.match(words, /^[a-z]{4}( [a-z]{4}){4}$/);
    const sealed = readFileSync(at(`${size}.age`), "utf8");
    sizes.add(sealed.length);
    const [head = "", body = ""] = sealed.split("FILE-----\n");
    assert.equal(head, "-----BEGIN AGE ENCRYPTED ");
    const bytes = Buffer.from(body.slice(0, body.indexOf("-")), "base64").toString("latin1");
    assert.match(bytes, /^age-encryption\.org\/v1\n/);
    // Words of eight letters and more: five letters stand in so many bytes by chance.
    for (const text of [sealed, bytes]) assert.doesNotMatch(text, /Test Person|trafficking|panoh\.org|own-file/i);
    assert.equal(
      await unlockText(
        sealed,
        words.replace(/^./, (letter) => (letter === "b" ? "d" : "b")),
      ),
      null,
    );
    const page = readOwnPage((await unlockText(sealed, words)) ?? assert.fail());
    assert.equal(page?.size, size);
  }
  assert.equal(sizes.size, 1, "a card is as large as the whole");
});

test("[OF8] [OF8a] what is no page of such a file is refused when it is opened, and a page is text alone", () => {
  const page = {
    page: "panoh.org/own-file/v1",
    language: "en",
    size: "card",
    title: "Numbers and days",
    lines: [{ is: "answer", label: "<b>", text: "<script>" }],
  } as const;
  const text = ownPageText(page) ?? assert.fail();
  assert.equal(text.length, 65_536);
  assert.deepEqual(readOwnPage(text), page);
  for (const other of [
    "",
    "<p>",
    text.replace("v1", "v2"),
    text.replace('"is":"answer"', '"is":"script"'),
    text.replace('"label"', '"href"'),
    text.replace('"title"', '"title":"a","title"'),
  ])
    assert.equal(readOwnPage(other), null);
});

test("[OF6] a guardian gets the file of a child alone, once a sheet or the worker says that they are free of conflict; nobody else gets it at all", async (t) => {
  const adult = await shelterCase(t);
  const asGuardian = ["--read", "--guardian", "--guardian-is-free"];
  assert.notEqual((await adult.file("--out", adult.at("own.html"), ...asGuardian)).exit, 0);
  assert.ok(!existsSync(adult.at("own.html")));
  const child = await shelterCase(t, "in-doubt");
  const unasked = await child.file("--out", child.at("own.html"), "--read", "--guardian");
  assert.notEqual(unasked.exit, 0);
  assert.equal((await child.file("--out", child.at("own.html"), ...asGuardian)).exit, 0);
  assert.deepEqual(
    (await child.recorded()).map((sheet) => sheet["to"]),
    ["guardian"],
  );
  // Once a sheet says it, no word of the worker passes over it.
  const { worker, world, caseId } = child;
  await must(worker.cases.saveSheet(caseId, { form: "child", set: { guardian: "appointed", "guardian-free": false } }));
  await must(worker.cases.saves.sendNow());
  await world.settle(worker);
  assert.notEqual((await child.file("--out", child.at("other.html"), ...asGuardian)).exit, 0);
  assert.ok(!existsSync(child.at("other.html")));
});

test("[OF3a] [OF7] of what was taken out nothing rests in the device's folder", async (t) => {
  const { file, dir, at } = await shelterCase(t);
  writeFileSync(at("names.txt"), "Zarinamarker other-Canarymarker\n");
  assert.equal((await file("--without", at("names.txt"), "--read", "--out", at("own.html"))).exit, 0);
  const found = execFileSync("grep", ["-rlai", "canarymarker", dir], { encoding: "utf8" }).trim().split("\n");
  assert.deepEqual(found, [at("names.txt")], "only in the worker's own file");
});

test("[OF8] a page that its own reader would refuse is not sealed: its words are shown once", () => {
  const page = { page: "panoh.org/own-file/v1", language: "en", size: "whole", title: "Example" } as const;
  const line = { is: "text", text: "Example" } as const;
  assert.ok(ownPageText({ ...page, lines: Array(4_000).fill(line) }) !== null);
  assert.equal(ownPageText({ ...page, lines: Array(4_001).fill(line) }), null);
  assert.equal(ownPageText({ ...page, lines: [{ ...line, text: "" }] }), null);
});
