// A coordinator in hostile hands: two of its devices are stolen, and the host logs whatever they sign. What they try with the forms of the country is refused by
// every device, or waits where everybody sees it and one seat of the council can stop it.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { CaseContent, NewerContent } from "../../src/core/entry.ts";
import type { FormClass } from "../../src/core/form/country-forms.ts";
import type { Form, FormField, FormVersion, FormWords } from "../../src/core/form/form.ts";
import { library } from "../../src/core/form/library.ts";
import { encodeJson } from "../../src/core/json.ts";
import { encodeSignedText, tag } from "../../src/core/tags.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { must } from "../../src/member/verb.ts";
import { signPublicNote } from "../../src/note/directory-note.ts";
import { idOfForm } from "../../src/note/form-id.ts";
import { encodeNote, type SignerKey, signText } from "../../src/note/signed-note.ts";
import { deviceSigner } from "../../src/operate/new-country.ts";
import { formWordParts, formWords } from "../../src/words/form-words.ts";
import { readWords } from "../../src/words/read-words.ts";
import { answering, exampleDraft } from "../support/world.ts";
import { HostileHost } from "./support/hostile-host.ts";
import { alarms, found, join, moment, type Nation } from "./support/nation.ts";

const hour = 3_600_000;
const english = await readWords("en", formWordParts);
const shipped = (key: string): FormVersion => library.newest(key) ?? assert.fail(key);
const groupOf = ({ form }: FormVersion) => form.groups[0]?.key ?? assert.fail();
const wordsOf = ({ id, form }: FormVersion): FormWords => formWords(english, "en", form, id) as FormWords;

function next(before: FormVersion, change: Partial<Form>): FormVersion {
  const form: Form = { ...before.form, version: before.form.version + 1, was: before.id, ...change };
  return { id: idOfForm(form), form };
}

function withField(before: FormVersion, field: Omit<FormField, "group">): FormVersion {
  return next(before, { fields: [...before.form.fields, { ...field, group: groupOf(before) }] });
}

/** A country with a wait for forms, a coordinator whose two devices are stolen, and a host that logs all that they sign. */
async function stolen(t: TestContext) {
  const waits = { admission: 0, reader: 0, soloReader: 0, answer: 0, forms: 72 };
  const founded = await found(t, { terms: { waits } });
  const { world } = founded;
  const secretariat = await world.organisation("secretariat", "Example Secretariat");
  const other = await world.organisation("border-post", "Example Border Post West");
  const nation: Nation = { ...founded, host: await HostileHost.copyOf(world) };
  const { host } = nation;
  const thieves = secretariat.devices.map(deviceSigner);
  /** Signed as no honest program would: nothing of it is looked at before. */
  const log = (kind: string, body: object, signers: readonly SignerKey[], leafClass: FormClass = "public") => {
    const content = { kind, salt: encodeHex(randomBytes(16)), at: moment(world.now), body };
    const text = encodeSignedText(tag[leafClass], world.founding.origin, encodeJson(content as never));
    return host.append(
      leafClass,
      encodeNote(
        text,
        signers.map((signer) => signText(text, signer)),
      ),
    );
  };
  const time = () => {
    const body = { checkpoint: host.cosign(host.signHead()) };
    const content = { kind: "time", salt: encodeHex(randomBytes(16)), at: moment(world.now), body } as const;
    const key = { name: world.founding.origin, seed: world.keys.logSeed };
    host.append("update", signPublicNote(world.founding.origin, content, key));
  };
  const pass = (hours: number) => {
    time();
    world.wait(hours * hour);
    time();
  };
  return { nation, other, thieves, log, pass };
}

test("[FM13] [FM5] [FM8] [FM12] what two stolen devices of the coordinator try with forms is refused by every device, and changes nothing", async (t) => {
  const { nation, thieves, log, pass } = await stolen(t);
  const worker = await join(nation, nation.shelter);
  const officer = await join(nation, nation.border);
  const [service, risk, danger] = [shipped("service"), shipped("risk"), shipped("danger")];
  const moved = service.form.groups.map((group) => ({ ...group, part: "referral" as const }));
  const toCall = { ...wordsOf(service), title: "Call 992 900 00 00 01" };
  const hidden = { ...wordsOf(service), title: "Help\u202egiven" };
  const link = { ...wordsOf(service), title: "https://example.org" };
  pass(1);
  const refused = [
    log("form.set", next(service, { groups: moved }), thieves),
    log("form.set", next(service, { writers: ["provider", "justice"] }), thieves),
    log("form.set", next(risk, { due: risk.form.due.slice(1) }), thieves),
    log("form.set", withField(danger, { key: "more", type: "text" }), thieves),
    log("form.set", withField(shipped("health"), { key: "more", type: "text" }), thieves),
    log("form.words", toCall, thieves),
    log("form.words", hidden, thieves),
    log("form.words", link, thieves),
    log("form.stop", { version: service.id }, thieves),
    // In the class that everybody follows, so that telephones carry it too.
    log("form.set", withField(service, { key: "more", type: "yes-no" }), thieves, "directory"),
    // One of the two, and one that was never enrolled.
    log("form.set", withField(service, { key: "more", type: "yes-no" }), thieves.slice(0, 1)),
  ];
  pass(100);
  await worker.sync();
  await officer.sync();
  const named = (worker.view?.alarms ?? []).map(({ leaf }) => leaf).toSorted((a = 0, b = 0) => a - b);
  assert.deepEqual([alarms(worker), named], [["directory-refused"], refused]);
  assert.deepEqual(
    (officer.view?.alarms ?? []).map(({ leaf }) => leaf),
    [refused[9]],
    "a device that only writes follows what referrers fill, and nothing else",
  );
  for (const { id, form } of library.forms) assert.equal(worker.directory.forms.newest(form.key)?.id, id);
  assert.deepEqual(worker.directory.formNews, []);
});

test("[FM13c] of many versions on one day twelve are taken, and none of them is in force before everybody has seen it", async (t) => {
  const { nation, thieves, log, pass } = await stolen(t);
  const worker = await join(nation, nation.shelter);
  pass(1);
  let last = shipped("service");
  const leaves: number[] = [];
  for (let n = 0; n < 15; n++) {
    last = withField(last, { key: `more-${n}`, type: "yes-no" });
    leaves.push(log("form.set", last, thieves));
  }
  pass(1);
  await worker.sync();
  assert.deepEqual(
    (worker.view?.alarms ?? []).map(({ leaf }) => leaf).toSorted((a = 0, b = 0) => a - b),
    leaves.slice(12),
  );
  assert.equal(worker.directory.forms.newest("service")?.id, shipped("service").id, "held for the wait");
  assert.equal(worker.directory.formNews.length, 12, "and said at once");
});

test("[FM6] [FM13b] one seat stops a version; the next entry under it is refused by every device, and a provider takes it on", async (t) => {
  const { nation, thieves, log, pass } = await stolen(t);
  const { world, shelter, host } = nation;
  const worker = await join(nation, shelter);
  const [caseId] = await must(worker.drafts.send(exampleDraft([shelter])));
  await worker.sync();
  const second = withField(shipped("service"), { key: "more", type: "yes-no" });
  pass(1);
  log("form.set", second, thieves);
  pass(73);
  await worker.sync();
  assert.equal(worker.directory.forms.newest("service")?.id, second.id);
  // Typed under it, and logged only after one seat stopped it: the line was down.
  const sheet = await must(worker.cases.saveSheet(caseId, { form: "service", set: { on: "2026-01-10", more: true } }));
  await must(worker.cases.saves.sendNow(caseId));
  const [seat] = world.keys.seats;
  log("form.stop", { version: second.id }, [seat ?? assert.fail()]);
  pass(1);
  await worker.sync();
  await worker.sync();
  assert.deepEqual(alarms(worker), []);
  const save = worker.cases.view(caseId)?.state.entries.find(({ content }) => isOf(content, sheet));
  assert.ok(save?.leaf !== null && save !== undefined, "the host has it");
  assert.deepEqual(save.verdict, { is: "refused", reason: "form-stopped" });
  assert.equal(
    worker.cases.sheets(caseId)?.sheets.find((one) => one.sheet === sheet),
    undefined,
  );
  await must(worker.cases.steps.adopt(caseId, [save.id]));
  await worker.sync();
  const taken = worker.cases.sheets(caseId)?.sheets.find((one) => one.sheet === sheet);
  assert.equal(taken?.answers.get("more")?.value, true);
  assert.equal(worker.directory.forms.newest("service")?.id, shipped("service").id);
  assert.ok(host.size > 0);
});

test("[FM13d] a telephone of a border post has the country's own first-line form, and no byte of the forms that only providers fill", async (t) => {
  const { nation, log, pass } = await stolen(t);
  const { world } = nation;
  const officer = await join(nation, nation.border);
  const worker = await join(nation, nation.shelter);
  const seats = world.keys.seats.slice(0, 2);
  const firstLine = withField(shipped("first-line"), { key: "asked-anew", type: "yes-no" });
  const risk = withField(shipped("risk"), { key: "asked-anew", type: "yes-no" });
  pass(1);
  log("form.set", firstLine, seats, "directory");
  const ofProviders = log("form.set", risk, seats);
  pass(73);
  await officer.sync();
  await worker.sync();
  const { directory, follower } = officer.room.open().log;
  assert.equal(directory.forms.bookAt(follower.size).newest("first-line")?.id, firstLine.id);
  assert.equal(directory.forms.versionOf(risk.id), undefined);
  const rows = await officer.room.parts.store.list("clear");
  assert.ok(!rows.some(({ key }) => Number(key) === ofProviders));
  assert.equal(worker.directory.forms.newest("first-line")?.id, firstLine.id);
  assert.equal(worker.directory.forms.newest("risk")?.id, risk.id);
  assert.deepEqual([alarms(officer), alarms(worker)], [[], []]);
});

test("[FM6] [FM15] a telephone that was without a network for twelve days refers with the form that it had, one that was not asks the new question, and a shelter reads both, each under its version", async (t) => {
  const { nation, other, log, pass } = await stolen(t);
  const { world, host } = nation;
  let isReached = true;
  const away = await world.member(other.devices[0] ?? assert.fail(), {
    network: (...asked) => (isReached ? host.network(...asked) : Promise.resolve(null)),
  });
  const officer = await join(nation, nation.border);
  const worker = await join(nation, nation.shelter);
  const first = shipped("first-line");
  const second = withField(first, { key: "asked-anew", type: "yes-no" });
  isReached = false;
  pass(1);
  log("form.set", second, world.keys.seats.slice(0, 2), "directory");
  pass(73);
  await officer.sync();
  const asked = ({ room }: typeof officer) => {
    const { directory, follower } = room.open().log;
    return directory.forms.bookAt(follower.size).newest("first-line")?.id;
  };
  await must(officer.drafts.send(answering(exampleDraft([nation.shelter]), "first-line", { "asked-anew": true })));
  pass(12 * 24);
  assert.deepEqual([asked(officer), asked(away)], [second.id, first.id]);
  await must(away.drafts.send(exampleDraft([nation.shelter])));
  isReached = true;
  for (const member of [officer, away, worker, officer, away, worker]) await member.sync();
  const read = worker.cases.inbox.map(({ caseId }) => {
    const sheet = worker.cases.sheets(caseId)?.sheets.find(({ form }) => form === "first-line");
    const danger = sheet?.answers.get("danger");
    return [danger?.heads[0]?.version, danger?.value, sheet?.answers.get("asked-anew")?.value];
  });
  const expected = [
    [first.id, "not-now", undefined],
    [second.id, "not-now", true],
  ];
  assert.deepEqual(read.toSorted(), expected.toSorted());
  assert.equal(asked(away), second.id, "and it asks the new question from now on");
  assert.deepEqual(alarms(worker), []);
});

function isOf(content: CaseContent | NewerContent, sheet: string): boolean {
  return content.kind === "answers" && !("newer" in content) && content.body.sheet === sheet;
}
