// A country's own forms by command, over a running host: who signs, the words, the other device, the seat that stops one, and what a shelter's program makes of it.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { runPanoh } from "../../../test/support/run-panoh.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { exampleDraft, testPassphrase, World } from "../../../test/support/world.ts";
import type { Form } from "../../core/form/form.ts";
import { library } from "../../core/form/library.ts";
import { argon2id } from "../../crypto/argon2id.ts";
import { randomBytes } from "../../crypto/random.ts";
import { sealVault } from "../../member/store/vault.ts";
import { must } from "../../member/verb.ts";
import { idOfForm } from "../../note/form-id.ts";
import { encodeKeyFile } from "../../operate/files/key-file.ts";
import { formWordParts, formWords } from "../../words/form-words.ts";
import { readWords } from "../../words/read-words.ts";

test("[FM13] [FM6a] a form is published by two devices of the coordinator, filled in at a shelter, stopped by one seat; a sheet keeps the words of its version", async (t) => {
  const world = await World.foundFor(t, { witnesses: 1, now: Date.now() });
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const secretariat = await world.organisation("secretariat", "Example Secretariat");
  const worker = await world.member(shelter.devices[0] ?? assert.fail());
  const [caseId] = await must(worker.drafts.send(exampleDraft([shelter], { name: "Test Person 1" })));
  await world.settle(worker);

  const dir = temporaryFolder(t);
  const file = (name: string) => join(dir, name);
  for (const n of [0, 1]) {
    mkdirSync(file(`device-${n}`));
    const secrets = secretariat.devices[n] ?? assert.fail();
    writeFileSync(
      join(file(`device-${n}`), "vault.json"),
      await sealVault(secrets, testPassphrase, randomBytes, argon2id),
      { mode: 0o600 },
    );
  }
  const [seat] = world.keys.seats;
  writeFileSync(file("seat"), encodeKeyFile(seat ?? assert.fail()));
  writeFileSync(file("founding"), world.founding.note);
  const run = async (args: readonly string[], exit = 0) => {
    const ran = await runPanoh(args);
    assert.equal(ran.exit, exit, ran.said);
    await world.witness();
    return ran.said;
  };
  const country = ["--founding", file("founding"), "--host", world.url];

  const service = library.newest("service") ?? assert.fail();
  await run(["form", "show", "service", "--out", file("service.json")]);
  const shown = JSON.parse(readFileSync(file("service.json"), "utf8")) as Form;
  const group = shown.groups[0]?.key ?? assert.fail();
  const second: Form = {
    ...shown,
    version: 2,
    was: service.id,
    fields: [...shown.fields, { key: "paid", group, type: "yes-no" }],
  };
  writeFileSync(file("service.json"), JSON.stringify(second));
  const id = idOfForm(second);
  const english = formWords(await readWords("en", formWordParts), "en", second, id);
  const words = {
    ...english,
    title: "Help in this country",
    fields: { ...english.fields, paid: ["Was it paid for?"] },
  };
  writeFileSync(file("words.json"), JSON.stringify(words));
  const checked = await run(["form", "check", file("service.json"), "--words", file("words.json")]);
  assert.match(checked, /^A new question: paid$/m);
  assert.match(
    checked,
    /^Signed by {2}two devices of the coordinator, or one and a seat of the council; in force after the wait$/m,
  );

  assert.doesNotMatch(checked, /Warning/);
  const asks = { ...second, fields: [...second.fields, { key: "home-address", group, type: "line" }] };
  writeFileSync(file("asks.json"), JSON.stringify(asks));
  const warned = await run(["form", "check", file("asks.json")]);
  assert.match(warned, /^Warning {4}fields\.home-address: asks for an address in free text/m, "[FM16]");

  const publish = ["form", "publish", file("service.json"), "--words", file("words.json"), "--vault", file("device-0")];
  assert.match(await run(publish, 1), /more people must sign/);
  await run([...publish, "--out", file("notes")]);
  const notes = ["form", "words-en"].flatMap((name) => ["--note", join(file("notes"), `${name}.note`)]);
  assert.match(await run(["enrol", "submit", ...notes, ...country], 1), /not-authorised|may not/);
  const cosigned = await run(["enrol", "cosign", ...notes, "--vault", file("device-1")]);
  assert.match(cosigned, /paid \(yes-no\)/, "what is signed is shown before");
  assert.match(await run(["enrol", "submit", ...notes, ...country]), /form\.set as leaf \d+\n.*form\.words as leaf/);

  assert.match(await run(["form", "show", "service", ...country]), /version 2: Help in this country/);
  await world.settle(worker);
  assert.equal(worker.directory.forms.newest("service")?.id, id);
  assert.equal(worker.directory.forms.words(id, "en")?.title, "Help in this country");
  assert.deepEqual(
    worker.directory.formNews.map(({ id: of, changes }) => [of, changes.map(({ change }) => change)]),
    [[id, ["new-field"]]],
  );
  const sheet = await must(worker.cases.saveSheet(caseId, { form: "service", set: { on: "2026-01-02", paid: true } }));
  await world.settle(worker);

  assert.match(await run(["form", "stop", "service", "--seat-key", file("seat"), ...country]), /^Logged/m);
  await world.settle(worker);
  assert.equal(worker.directory.forms.newest("service")?.id, service.id);
  assert.deepEqual(worker.directory.formNews, []);
  const kept = worker.cases.sheets(caseId)?.sheets.find((one) => one.sheet === sheet);
  assert.equal(kept?.answers.get("paid")?.value, true, "what was said under it stays");
  assert.equal(kept?.answers.get("paid")?.heads[0]?.version, id);
  assert.equal(worker.directory.forms.words(id, "en")?.fields["paid"]?.[0], "Was it paid for?", "with its words");
  assert.match(
    await run(["form", "stop", "service", "--seat-key", file("seat"), ...country], 1),
    /no-form|no such form/,
  );
});
