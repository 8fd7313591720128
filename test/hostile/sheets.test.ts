// What those who help write into sheets of support, safety, health and notes never reaches a prosecutor or the competent authority, whatever was ticked
// and whoever tries it with good keys (R06); and nobody writes into another organisation's sheet.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { signDirectory } from "../../src/cli/sign-directory.ts";
import type { BodyOf, Compartment } from "../../src/core/entry-kind.ts";
import type { Form } from "../../src/core/form/form.ts";
import { library } from "../../src/core/form/library.ts";
import { parts } from "../../src/core/part-table.ts";
import { officialBodies } from "../../src/core/registers/official-bodies.ts";
import type { Device } from "../../src/member/device.ts";
import { must } from "../../src/member/verb.ts";
import { idOfForm } from "../../src/note/form-id.ts";
import { hostClient, submitNote } from "../../src/operate/country-client.ts";
import { ownForm } from "../support/forms.ts";
import { savesSince } from "../support/since-referral.ts";
import type { WorldOptions } from "../support/world.ts";
import {
  atRest,
  consentFor,
  country,
  entriesOf,
  forger,
  noteOf,
  post,
  read,
  verdictOf,
} from "./support/participants.ts";

const canary = /canary-[a-z]+-marker/;
const refused = { is: "refused", reason: "readers-not-allowed" };
const sheet = "5e".repeat(16);
const alarmsOf = (member: Device) => member.view?.alarms.map(({ code }) => code) ?? [];

function save(form: string, part: Compartment, set: BodyOf<"answers">["set"]): BodyOf<"answers"> {
  const version = library.newest(form)?.id ?? assert.fail(form);
  return { form, version, sheet, part, set, gone: {}, over: [] };
}

/** A shelter that has met the person and wrote into every walled part, with a prosecutor and the authority to whom every box was ticked. */
async function behindTheWall(t: TestContext, terms: WorldOptions["terms"] = {}) {
  const known = await country(t, terms);
  const { world, worker, lawyer, legal, caseId } = known;
  const justice = await world.organisation("prosecutor", "Example Prosecutor");
  const board = await world.organisation("competent-authority", "Example Authority");
  const prosecutor = await world.member(justice.devices[0] ?? assert.fail());
  const authority = await world.member(board.devices[0] ?? assert.fail());
  await world.settle(worker);
  await must(worker.cases.saveSheet(caseId, { form: "note", set: { words: "canary-note-marker", on: "2026-01-15" } }));
  await must(worker.cases.saveSheet(caseId, { form: "risk", set: { reasons: "canary-risk-marker", level: "high" } }));
  await must(worker.cases.saveSheet(caseId, { form: "health", set: { words: "canary-health-marker" } }));
  await must(worker.cases.saveSheet(caseId, { form: "follow-up", set: { words: "canary-support-marker" } }));
  await world.settle(worker);
  for (const newcomer of [justice, board]) {
    const readable = world.host.directory.readableParts(newcomer.id);
    const consent = {
      ...consentFor(newcomer.id, readable),
      purposes: ["referral", "support", "police-report"] as const,
    };
    await must(worker.cases.consents.grant(caseId, consent));
    // A program of before, or a dishonest one, wrote down every part (FD11f).
    await worker.room
      .open()
      .session.reader.writer.write(caseId, "consent.give", { ...consent, compartments: parts }, {});
  }
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "support", "safety"])));
  await world.settle(worker, prosecutor, authority, lawyer);
  return { ...known, justice, board, prosecutor, authority };
}

test("[FD11] [R06] a prosecutor and the authority with every box ticked get no byte of notes, health, support or safety, by grant or by what is saved afterwards", async (t) => {
  const { world, worker, lawyer, prosecutor, authority, caseId } = await behindTheWall(t);
  await must(worker.cases.saveSheet(caseId, { form: "risk", set: { reasons: "canary-later-marker", level: "low" } }));
  await world.settle(worker, prosecutor, authority, lawyer);
  assert.match(await atRest(worker), canary, "the marker is found where it may be");
  assert.match(await atRest(lawyer), /canary-later-marker/, "and with whom a consent covers");
  for (const member of [prosecutor, authority]) {
    assert.equal(member.cases.inbox[0]?.caseId, caseId, "they are in the case");
    // All that they could open is at rest with them.
    assert.doesNotMatch(await atRest(member), canary);
  }
  assert.match(
    await atRest(prosecutor),
    /kept by the example employer/,
    "what the officer was told, with that consent",
  );
  assert.doesNotMatch(
    await atRest(authority),
    /kept by the example employer|example number/,
    "no story and no way to reach the person",
  );
});

test("[FD11c] [R06] a sheet that a dishonest provider seals to a prosecutor is refused by everybody, alarms every other holder, and is not shown there", async (t) => {
  const { world, shelter, legal, justice, worker, lawyer, prosecutor, caseId } = await behindTheWall(t);
  const consents = worker.cases.view(caseId)?.state.consents ?? [];
  const given = [justice, legal].map(
    ({ id }) => consents.find(({ organisation }) => organisation === id)?.id ?? assert.fail(),
  );
  const composer = forger(worker, world);
  const to = [justice.id, legal.id, shelter.id].sort();
  const body = save("risk", "safety", { level: "high", reasons: "canary-forged-marker" });
  const forged = composer.entry(
    "answers",
    { caseId, parents: [...given].sort(), to, consent: [...given].sort() },
    body,
  );
  await post(worker, composer, [forged]);
  await world.settle(worker, lawyer, prosecutor);
  await world.settle(worker, lawyer, prosecutor);
  for (const member of [worker, lawyer, prosecutor]) assert.deepEqual(verdictOf(member, caseId, forged.id), refused);
  assert.ok(alarmsOf(lawyer).includes("shared-too-widely"));
  assert.ok(alarmsOf(worker).includes("shared-too-widely"), "his colleagues are warned too");
  assert.ok(!alarmsOf(prosecutor).includes("shared-too-widely"));
  assert.match(read(lawyer, caseId), /canary-forged-marker/, "refused entries are shown with their reason (FD5)");
  assert.doesNotMatch(read(prosecutor, caseId), canary);
  assert.doesNotMatch(JSON.stringify(prosecutor.cases.sheets(caseId)?.sheets), canary);
  const [alarm] = lawyer.view?.alarms.filter(({ code }) => code === "shared-too-widely") ?? [];
  await lawyer.dismissAlarm(alarm ?? assert.fail());
  await world.settle(lawyer);
  assert.ok(!alarmsOf(lawyer).includes("shared-too-widely"), "what was put away does not come again each round");
});

test("[FD11c] [SL8] a grant that carries such a sheet to a prosecutor counts for nothing, and alarms the colleagues of who made it", async (t) => {
  const { world, shelter, justice, worker, prosecutor, caseId } = await behindTheWall(t);
  const risk = savesSince(worker, caseId)[0]?.id ?? assert.fail();
  const given = worker.cases
    .view(caseId)
    ?.state.consents.findLast(({ organisation }) => organisation === justice.id)?.id;
  const composer = forger(worker, world);
  const carried = [risk].map((id) => {
    const { entry, leaf } = noteOf(worker, id);
    return { note: entry.note, leaf: leaf ?? assert.fail() };
  });
  const left_out = entriesOf(worker, caseId)
    .filter(({ id }) => id !== risk)
    .map(({ id, content }) => ({ entry: id, needs: [...content.parents].sort() }));
  const body = { organisation: justice.id, consent: given ?? assert.fail(), notes: carried, left_out };
  const to = [justice.id, shelter.id].sort();
  const grant = composer.entry("grant", { caseId, parents: [given ?? ""], to }, body);
  await post(worker, composer, [grant]);
  await world.settle(worker, prosecutor);
  assert.deepEqual(verdictOf(worker, caseId, grant.id), refused);
  assert.deepEqual(verdictOf(prosecutor, caseId, grant.id), refused);
  assert.ok(alarmsOf(worker).includes("shared-too-widely"));
  assert.deepEqual(savesSince(prosecutor, caseId), []);
});

test("[FD10c] [R13] another organisation neither changes nor strikes out a sheet that is its author's own; what it says stands beside it", async (t) => {
  const { world, shelter, legal, worker, lawyer, caseId } = await behindTheWall(t);
  const saved = await must(
    worker.cases.saveSheet(caseId, { form: "service", set: { kind: "medical", on: "2026-01-15" } }),
  );
  await world.settle(worker, lawyer);
  const composer = forger(lawyer, world);
  const heads = worker.cases.sheets(caseId)?.sheets.find(({ sheet: id }) => id === saved)?.heads ?? [];
  const to = [legal.id, shelter.id].sort();
  const own = worker.cases.view(caseId)?.state.consents.find(({ organisation }) => organisation === shelter.id)?.id;
  const place = { caseId, parents: [...heads].sort(), to, consent: [own ?? assert.fail()] };
  const body = save("service", "support", { kind: "legal-advice" });
  const change = composer.entry("answers", place, { ...body, sheet: saved, over: [...heads].sort() });
  await post(lawyer, composer, [change]);
  await world.settle(lawyer, worker);
  const reason = verdictOf(worker, caseId, change.id);
  assert.ok(reason?.is === "refused", JSON.stringify(reason));
  const shown = worker.cases.sheets(caseId)?.sheets.find(({ sheet: id }) => id === saved);
  assert.equal(shown?.answers.get("kind")?.value, "medical");
});

test("[FD11a] [R06] where the founding note opens the help to the authority it reads that, and no health and no notes; a prosecutor reads none of it", async (t) => {
  const { world, worker, prosecutor, authority, caseId } = await behindTheWall(t, { openedToAuthority: ["help"] });
  await must(worker.cases.saveSheet(caseId, { form: "risk", set: { reasons: "canary-later-marker", level: "low" } }));
  await world.settle(worker, prosecutor, authority);
  const held = await atRest(authority);
  assert.deepEqual([...new Set(held.match(/canary-[a-z]+-marker/g))].toSorted(), [
    "canary-later-marker",
    "canary-risk-marker",
    "canary-support-marker",
  ]);
  assert.match(read(authority, caseId), /canary-risk-marker/);
  assert.doesNotMatch(await atRest(prosecutor), canary);
  assert.deepEqual([alarmsOf(worker), alarmsOf(authority)], [[], []]);
});

test("[FM10h] what the person says of the help stays with the organisation that hears it, then and in a later grant, until somebody says that others may read it; no other one changes it", async (t) => {
  const { world, shelter, worker, lawyer, caseId } = await behindTheWall(t);
  const clinic = await world.organisation("health", "Example Clinic 2");
  const nurse = await world.member(clinic.devices[0] ?? assert.fail());
  await world.settle(worker);
  const complaint = { got: "no", asks: "complaint", about: "canary-complaint-marker" };
  const form = library.newest("own-word")?.form ?? assert.fail();
  const set = Object.fromEntries(
    Object.entries({ "got-help": complaint.got, asks: complaint.asks, about: complaint.about }).filter(([key]) =>
      form.fields.some((field) => field.key === key),
    ),
  );
  assert.equal(Object.keys(set).length, 3, "the form asks whether it helped, what the person asks for, and about what");
  const others = () => worker.cases.saves.sheetReaders(caseId, "own-word", null).flatMap(({ to }) => to);
  assert.deepEqual([...new Set(others())], [shelter.id], "who will read it, before it is saved");
  const kept = await must(worker.cases.saveSheet(caseId, { form: "own-word", set }));
  await world.settle(worker, lawyer);
  assert.equal(
    worker.cases
      .sheets(caseId)
      ?.sheets.find((one) => one.sheet === kept)
      ?.answers.get("asks")?.value,
    "complaint",
  );
  assert.doesNotMatch(await atRest(lawyer), /canary-complaint-marker/, "the handling organisation holds no byte of it");
  await must(worker.cases.saveSheet(caseId, { form: "own-word", sheet: kept, set: { "felt-safe": "no" } }));
  await must(worker.cases.consents.grant(caseId, consentFor(clinic.id, ["referral", "support"])));
  await world.settle(worker, lawyer, nurse);
  for (const other of [lawyer, nurse]) {
    assert.ok(other.cases.sheets(caseId)?.sheets.some((one) => one.form !== "own-word"));
    assert.ok(other.cases.sheets(caseId)?.sheets.every((one) => one.form !== "own-word"));
    assert.doesNotMatch(await atRest(other), /canary-complaint-marker/);
  }
  const said = await must(worker.cases.saveSheet(caseId, { form: "own-word", set, onlyUs: false }));
  await world.settle(worker, lawyer);
  const shown = () => lawyer.cases.sheets(caseId)?.sheets.find((one) => one.sheet === said);
  assert.equal(shown()?.by, shelter.id);
  const verdict = await lawyer.cases.saveSheet(caseId, { form: "own-word", sheet: said, set: { asks: "nothing" } });
  assert.equal(verdict.is, "failed");
  assert.equal((await lawyer.cases.saves.strikeOutSheet(caseId, "own-word", said)).is, "failed");
  assert.equal(shown()?.answers.get("asks")?.value, "complaint");
});

test("[FM10h] what the person said of the help while nobody else was in the case goes to nobody who is brought in", async (t) => {
  const { world, worker, lawyer, legal, caseId } = await country(t);
  const set = { asks: "complaint", about: "canary-complaint-marker" };
  await must(worker.cases.saveSheet(caseId, { form: "own-word", set }));
  await must(worker.cases.saveSheet(caseId, { form: "service", set: { kind: "cash" } }));
  await world.settle(worker);
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "support"])));
  await world.settle(worker, lawyer);
  assert.deepEqual(
    lawyer.cases.sheets(caseId)?.sheets.flatMap(({ form }) => (form === "first-line" ? [] : [form])),
    ["service"],
  );
  assert.doesNotMatch(await atRest(lawyer), /canary-complaint-marker/);
});

test("[FM8a] [R26] a sheet that names a body of officials is sealed to no organisation of it, then or later, and no grant carries it there; one that names the police stays from the authority too, where the founding opens nothing to it", async (t) => {
  const { world, worker, prosecutor, authority, caseId, shelter, justice, board } = await behindTheWall(t);
  const form: Form = {
    ...ownForm,
    key: "officials",
    due: [],
    seal: "now",
    tab: "legal",
    lists: { body: ["none", ...officialBodies] },
    groups: [{ key: "who", part: "legal" }],
    fields: [
      { key: "described", group: "who", type: "line", max: 200 },
      { key: "official", group: "who", type: "code", list: "body", role: "official" },
    ],
  };
  const version = { id: idOfForm(form), form };
  const seats = world.keys.seats.slice(0, 2);
  const note = signDirectory(world.founding.origin, "form.set", version, seats, "public");
  await submitNote(hostClient(world.url), world.founding, note);
  await world.witness();
  await world.settle(worker, prosecutor);
  const write = (described: string, official: string, more = {}) =>
    must(worker.cases.saveSheet(caseId, { form: "officials", set: { described, official }, ...more }));
  const ofPolice = await write("canary-police-marker", "police");
  await write("canary-prosecutor-marker", "prosecutor");
  await world.settle(worker, prosecutor);
  await world.settle(authority);
  assert.match(await atRest(prosecutor), /canary-police-marker/, "another body's officials are none of its own");
  assert.match(await atRest(authority), /canary-prosecutor-marker/);
  assert.doesNotMatch(await atRest(authority), /canary-police-marker/, "it may be of the police");
  assert.doesNotMatch(await atRest(prosecutor), /canary-prosecutor-marker/);
  const named = { form: "officials", sheet: ofPolice };
  await must(
    worker.cases.saveSheet(caseId, { ...named, set: { official: "prosecutor", described: "canary-named-marker" } }),
  );
  await must(worker.cases.saveSheet(caseId, { ...named, set: { official: "none", described: "canary-after-marker" } }));
  await world.settle(worker, prosecutor);
  assert.doesNotMatch(await atRest(prosecutor), /canary-(named|after)-marker/, "once named, the sheet stays from it");
  const second = await world.organisation("prosecutor", "Example Prosecutor South");
  const other = await world.member(second.devices[0] ?? assert.fail());
  await world.settle(worker);
  await must(worker.cases.consents.grant(caseId, consentFor(second.id, world.host.directory.readableParts(second.id))));
  await world.settle(worker, other);
  assert.ok(other.cases.view(caseId) !== null, "it was brought in");
  assert.doesNotMatch(await atRest(other), /canary-(prosecutor|named|after|police)-marker/);
  // Whoever seals it there all the same is refused by everybody.
  const placeOf = (reader: string) => {
    const consent = worker.cases.view(caseId)?.state.consents.find(({ organisation }) => organisation === reader)?.id;
    return { caseId, parents: [caseId], to: [reader, shelter.id].sort(), consent: [consent ?? assert.fail()] };
  };
  const body = { form: "officials", version: version.id, sheet, part: "legal", gone: {}, over: [] } as const;
  const forged = forger(worker, world).entry("answers", placeOf(justice.id), {
    ...body,
    set: { official: "prosecutor" },
  });
  const harmless = forger(worker, world).entry("answers", placeOf(justice.id), {
    ...body,
    set: { official: "police" },
  });
  const toBoard = forger(worker, world).entry("answers", placeOf(board.id), { ...body, set: { official: "police" } });
  await post(worker, forger(worker, world), [forged]);
  await post(worker, forger(worker, world), [harmless]);
  await post(worker, forger(worker, world), [toBoard]);
  await world.settle(worker, prosecutor);
  assert.deepEqual(verdictOf(worker, caseId, forged.id), refused);
  assert.deepEqual(verdictOf(worker, caseId, toBoard.id), refused);
  assert.deepEqual(verdictOf(worker, caseId, harmless.id), { is: "effective" });
});
