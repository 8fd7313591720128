// A country's own first-line form: published by commands over a running host, asked on the officer's phone after the next sync, and read at the shelter with
// its own label, in a second language too. The program on the phone is the one of before.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Form, FormWords } from "../../src/core/form/form.ts";
import { library } from "../../src/core/form/library.ts";
import { idOfForm } from "../../src/note/form-id.ts";
import { encodeKeyFile } from "../../src/operate/files/key-file.ts";
import { formWordParts, formWords } from "../../src/words/form-words.ts";
import { readWords } from "../../src/words/read-words.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { runPanoh } from "../support/run-panoh.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { World } from "../support/world.ts";
import { desk, openPage, phone, picture, setUpAndUnlock, unlock, writeReferral } from "./walk.ts";

const asks = { en: "Is the person’s phone watched?", tg: "Оё телефони шахсро назорат мекунанд?" };
const whys = {
  en: "A watched phone leads others to the person.",
  tg: "Телефони назоратшаванда дигаронро ба назди шахс меорад.",
};
const says = { en: "Watched by somebody", tg: "Касе назорат мекунад" };

test("[FM15][FM6][FM13f][FM18] a country’s own first-line form is asked on the phone by the program of before, with why it asks, and read at the shelter with its own label in two languages; [FM1b] a form that changes while it is filled in keeps what was typed in sight, and what it calculates is seen there and in the case", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await World.foundFor(t, { witnesses: 2, now: Date.now() });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  await world.service(shelter, ["shelter-emergency"]);
  const officerUrl = await serveRole(t, border.devices[0] ?? assert.fail(), "Example Border Post");
  const shelterUrl = await serveRole(t, shelter.devices[0] ?? assert.fail(), "Example Shelter North");
  const built = builtFiles();
  const browser = await openChromium(t);
  const officer = await openPage(browser, phone);
  await setUpAndUnlock(officer, officerUrl);

  await publishFirstLine(t, world);
  await world.witness();
  await officer.evaluate(() => dispatchEvent(new Event("online")));
  await writeReferral(officer, {
    name: "Test Person 1",
    safe: "ask for the officer on duty",
    receiver: "Example Shelter North",
    on: {
      "About the person": async () => {
        await officer.getByRole("group", { name: asks.en }).getByLabel(says.en).check();
        await officer.getByText(/^Form of .+, version \d/).waitFor();
        assert.equal(await officer.getByText(whys.en).isVisible(), false, "why is shown on demand");
        await officer.getByText("Why is this asked?").click();
        await officer.getByText(whys.en).waitFor();
        await picture(officer, "own-form-person", "whole");
      },
      "What have you seen or heard?": async () => {
        assert.equal(await officer.locator("#fold-first-line-family").count(), 0, "what was retired is not asked");
        assert.equal(await officer.locator("#fold-first-line-violence").count(), 1);
      },
    },
  });
  await officer.getByText(`${asks.en} ${says.en}`).waitFor();
  await picture(officer, "own-form-check", "whole");
  await officer.getByRole("button", { name: /^Send to Example Shelter North/ }).click();
  await officer.getByRole("heading", { level: 1, name: "Sealed" }).waitFor();
  await world.witness();

  const worker = await openPage(browser, desk);
  await setUpAndUnlock(worker, shelterUrl);
  await worker.locator(".pane-inbox ul.rows button").first().click();
  await worker.getByText(asks.en).first().waitFor();
  await worker.getByText(says.en).first().waitFor();
  await picture(worker, "own-form-shelter");
  await worker.evaluate(() => localStorage.setItem("language", "tg"));
  await worker.reload();
  await unlock(worker);
  await worker.locator(".pane-inbox ul.rows button").first().click();
  await worker.getByText(asks.tg).first().waitFor();
  await worker.getByText(says.tg).first().waitFor();
  await picture(worker, "own-form-shelter-tg");

  await worker.evaluate(() => localStorage.setItem("language", "en"));
  await worker.reload();
  await unlock(worker);
  await worker.locator(".pane-inbox ul.rows button").first().click();
  await worker.getByRole("button", { name: "Accept", exact: true }).click();
  await worker.getByRole("dialog").getByRole("button", { name: "Accept" }).click();
  await world.witness();
  await worker.locator(".add-sheet").getByRole("button", { name: "Help given" }).click();
  await worker.locator("#answer-by").selectOption({ label: "Example Shelter North" });
  const by = await worker.locator("label[for=answer-by]").innerText();
  await publishService(t, world);
  await world.witness();
  await worker.evaluate(() => dispatchEvent(new Event("online")));
  await worker.getByText("The form has changed: 1 question that you answered is no longer asked").waitFor();
  await worker.locator("#unasked", { hasText: "Example Shelter North" }).waitFor();
  assert.equal(await worker.locator("#answer-by").count(), 0);
  await worker.locator("#answer-kind").selectOption({ index: 1 });
  await worker.locator("#answer-result input").first().check();
  await worker.locator("#answer-unit input[value=sessions]").check();
  await worker.locator("#answer-number").fill("40");
  await worker.locator(".calculated", { hasText: "In seven weeks: 280" }).waitFor();
  await picture(worker, "own-form-changed");
  await worker.getByRole("button", { name: "Save", exact: true }).click();
  await worker.getByRole("alert").getByText("Say what becomes of the answers that no longer fit.").waitFor();
  await worker.locator("#unasked").getByText("Remove them").click();
  await worker.getByRole("button", { name: "Save", exact: true }).click();
  await worker.getByText("Saved: Help given").first().waitFor();
  await worker.locator(".tab[data-tab=plan]").click();
  const saved = worker.locator(".sheet", { hasText: "In seven weeks" });
  assert.match(await saved.innerText(), /In seven weeks\s+280/);
  assert.ok(!(await saved.locator("dt").allInnerTexts()).some((label) => by.startsWith(label)), "it was removed");
  await picture(worker, "own-form-calculated");

  // What was corrected stands under the name of who corrected it; once it was said why, nothing is missing.
  await worker.getByRole("button", { name: "Change: Help given" }).click();
  await worker.locator("#answer-number").fill("41");
  await worker.getByRole("button", { name: "Save", exact: true }).click();
  await worker.getByRole("alert").getByText("Say why you change it.").waitFor();
  assert.equal(await worker.getByRole("button", { name: "Save without these answers" }).count(), 0, "none is missing");
  await worker.getByLabel("It is different now").check();
  await worker.getByRole("button", { name: "Save", exact: true }).click();
  await worker.locator(".sheet", { hasText: "287" }).waitFor();
  await worker.locator(".tab[data-tab=person]").click();
  await worker.getByRole("button", { name: "Change: Person" }).click();
  await worker.locator("#answer-given").fill("Test Person 9");
  await worker.locator(".sheet-form [type=submit]").click();
  await worker.getByLabel("It is different now").check();
  await worker.locator(".sheet-form [type=submit]").click();
  const corrected = worker.locator(".sheet", { hasText: "Test Person 9" }).locator(".sheet-foot");
  assert.match(await corrected.innerText(), /^Example Shelter North · .* · begun by Example Border Post/);
  await picture(worker, "own-form-corrected");
  assert.deepEqual(builtFiles(), built, "no file of the program is another one");
});

/** The council publishes the next version of `first-line`. */
async function publishFirstLine(t: TestContext, world: World): Promise<void> {
  const before = library.newest("first-line") ?? assert.fail();
  const form: Form = {
    ...before.form,
    version: before.form.version + 1,
    was: before.id,
    lists: { ...before.form.lists, watched: ["watched", "not-watched", "not-known"] },
    fields: [
      ...before.form.fields.map((field) => (field.key === "family" ? { ...field, retired: true as const } : field)),
      { key: "phone-watched", group: "person", type: "code", list: "watched", required: true },
    ],
  };
  await publish(t, world, form, (tag) => ({
    fields: { "phone-watched": [asks[tag]] },
    why: { "phone-watched": whys[tag] },
    lists: {
      watched: {
        watched: says[tag],
        "not-watched": tag === "en" ? "Not watched" : "Назорат намекунанд",
        "not-known": tag === "en" ? "Not known" : "Номаълум",
      },
    },
  }));
}

/** The council publishes a version of `service` that asks no more who gave it, and calculates something. */
async function publishService(t: TestContext, world: World): Promise<void> {
  const before = library.newest("service") ?? assert.fail();
  const form: Form = {
    ...before.form,
    version: before.form.version + 1,
    was: before.id,
    fields: [
      ...before.form.fields.map((field) => (field.key === "by" ? { ...field, retired: true as const } : field)),
      { key: "in-weeks", group: "how-much", type: "whole", calculation: `\${number} * 7` },
    ],
  };
  await publish(t, world, form, (tag) => ({
    fields: { "in-weeks": [tag === "en" ? "In seven weeks" : "Дар ҳафт ҳафта"] },
    lists: {},
  }));
}

/** The council publishes a form, with its words in two languages: those that ship, and these. */
async function publish(
  t: TestContext,
  world: World,
  form: Form,
  more: (tag: "en" | "tg") => Pick<FormWords, "fields" | "lists" | "why">,
): Promise<void> {
  const dir = temporaryFolder(t);
  const file = (name: string) => join(dir, name);
  const seats = world.keys.seats.flatMap((seat, n) => {
    writeFileSync(file(`seat-${n}`), encodeKeyFile(seat));
    return ["--seat-key", file(`seat-${n}`)];
  });
  writeFileSync(file("founding"), world.founding.note);
  writeFileSync(file("form.json"), JSON.stringify(form));
  for (const tag of ["en", "tg"] as const) {
    const made = formWords(await readWords(tag, formWordParts), tag, form, idOfForm(form));
    const words = {
      ...made,
      fields: { ...made.fields, ...more(tag).fields },
      lists: { ...made.lists, ...more(tag).lists },
      why: { ...made.why, ...more(tag).why },
    };
    writeFileSync(file(`words-${tag}.json`), JSON.stringify(words));
  }
  const run = async (...args: readonly string[]) => {
    const { exit, said } = await runPanoh(args);
    assert.equal(exit, 0, said);
  };
  const words = ["en", "tg"].flatMap((tag) => ["--words", file(`words-${tag}.json`)]);
  const country = ["--founding", file("founding"), "--host", world.url];
  await run("form", "publish", file("form.json"), ...words, ...seats, ...country);
}

/** The program as it is served, file by file. */
function builtFiles(): readonly (readonly [name: string, hash: string])[] {
  const folder = fileURLToPath(new URL("../../dist/web", import.meta.url));
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .toSorted()
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => [
      name,
      createHash("sha256")
        .update(readFileSync(join(folder, name)))
        .digest("hex"),
    ]);
}
