// A country's own first-line form: published by commands over a running host, asked on the officer's phone after the next sync, and read at the shelter with
// its own label, in a second language too. The program on the phone is the one of before.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { runCommandLine } from "../../src/cli/command-line.ts";
import { encodeKeyFile } from "../../src/cli/key-file.ts";
import type { Form } from "../../src/core/form/form.ts";
import { library } from "../../src/core/form/library.ts";
import { idOfForm } from "../../src/note/form-id.ts";
import { formWordParts, formWords } from "../../src/words/form-words.ts";
import { readWords } from "../../src/words/read-words.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { testPassphrase, World } from "../support/world.ts";
import { openPage, picture, setUpAndUnlock, unlock, writeReferral } from "./walk.ts";

const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 800 };
const asks = { en: "Is the person’s phone watched?", tg: "Оё телефони шахсро назорат мекунанд?" };
const says = { en: "Watched by somebody", tg: "Касе назорат мекунад" };

test("[FM15][FM6][FM13f] a country’s own first-line form is asked on the phone by the program of before, and read at the shelter with its own label in two languages", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await World.found({ witnesses: 2, now: Date.now() });
  t.after(() => world.close());
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  await world.service(shelter, ["shelter-emergency"]);
  const officerUrl = await serveRole(t, border.devices[0] ?? assert.fail(), "Example Border Post");
  const shelterUrl = await serveRole(t, shelter.devices[0] ?? assert.fail(), "Example Shelter North");
  const built = builtFiles();
  const browser = await openChromium(t);
  const officer = await openPage(browser, phone);
  await setUpAndUnlock(officer, officerUrl);

  await publish(t, world);
  await world.witness();
  await officer.evaluate(() => dispatchEvent(new Event("online")));
  await writeReferral(officer, {
    name: "Test Person 1",
    safe: "ask for the officer on duty",
    receiver: "Example Shelter North",
    on: {
      "About the person": async () => {
        await officer.getByRole("group", { name: asks.en }).getByLabel(says.en).check();
        await officer.getByText(/^Form of .+, version 2/).waitFor();
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
  assert.deepEqual(builtFiles(), built, "no file of the program is another one");
});

/** The council publishes the next version of `first-line`, with its words in two languages. */
async function publish(t: TestContext, world: World): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "panoh-own-form-"));
  t.after(() => rmSync(dir, { recursive: true, force: true }));
  const file = (name: string) => join(dir, name);
  const seats = world.keys.seats.flatMap((seat, n) => {
    writeFileSync(file(`seat-${n}`), encodeKeyFile(seat));
    return ["--seat-key", file(`seat-${n}`)];
  });
  writeFileSync(file("founding"), world.founding.note);
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
  writeFileSync(file("first-line.json"), JSON.stringify(form));
  for (const tag of ["en", "tg"] as const) {
    const made = formWords(await readWords(tag, formWordParts), tag, form, idOfForm(form));
    const words = {
      ...made,
      fields: { ...made.fields, "phone-watched": [asks[tag]] },
      lists: {
        ...made.lists,
        watched: {
          watched: says[tag],
          "not-watched": tag === "en" ? "Not watched" : "Назорат намекунанд",
          "not-known": tag === "en" ? "Not known" : "Номаълум",
        },
      },
    };
    writeFileSync(file(`words-${tag}.json`), JSON.stringify(words));
  }
  const run = async (...args: readonly string[]) => {
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    const terminal = { say, inform: say, askSecret: async () => testPassphrase, untilStopped: async () => undefined };
    assert.equal(await runCommandLine(args, terminal), 0, said.join("\n"));
  };
  const words = ["en", "tg"].flatMap((tag) => ["--words", file(`words-${tag}.json`)]);
  const country = ["--founding", file("founding"), "--host", world.url];
  await run("form", "publish", file("first-line.json"), ...words, ...seats, ...country);
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
