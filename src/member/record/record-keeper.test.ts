// The country's record through the real engine, host and witnesses: open rows for everybody, sealed ones for whom the rules name.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { exampleDraft, testPassphrase, World } from "../../../test/support/world.ts";
import { momentOf } from "../../core/moment.ts";
import { isProblem } from "../../core/problem.ts";
import { registerNames } from "../../core/registers/register-table.ts";
import type { Row } from "../../core/registers/row.ts";
import { randomBytes } from "../../crypto/random.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { signPublicNote } from "../../note/directory-note.ts";
import { encodeSubmission } from "../../protocol/submission.ts";
import { signTokenRequest } from "../../protocol/token-request.ts";
import type { Device } from "../device.ts";
import { Composer } from "../sending/composer.ts";
import { must } from "../verb.ts";

async function country(t: TestContext) {
  const world = await World.foundFor(t, { witnesses: 1 });
  const join = async (kind: Parameters<World["organisation"]>[0], name: string) => {
    const organisation = await world.organisation(kind, name);
    const [first, second] = organisation.devices;
    assert.ok(first && second);
    return { organisation, member: await world.member(first), second: await world.member(second) };
  };
  const secretariat = await join("secretariat", "Example Secretariat");
  const prosecutor = await join("prosecutor", "Example Prosecutor");
  const ombudsman = await join("ombudsman", "Example Ombudsman");
  const shelter = await join("shelter", "Example Shelter South");
  await world.settle(secretariat.member, secretariat.second, prosecutor.member, prosecutor.second, ombudsman.member);
  return { world, secretariat, prosecutor, ombudsman, shelter };
}

const source: Row<"source"> = {
  key: "weekly-gazette",
  source: "own",
  values: { title: "The Example Gazette", publisher: "Example Press", kind: "press", checked: "verified" },
};

function proceeding(
  key: string,
  more: Partial<Extract<Row<"proceeding">, { values: unknown }>["values"]> = {},
): Row<"proceeding"> {
  return { key, source: "own", values: { case: "sample-1", event: "prosecution", on: "2003-05", ...more } };
}

const keys = (member: Device) => member.record.book.all.map(({ key }) => key);
const refused = (code: string) => (error: unknown) => isProblem(error, "engine") && error.code === code;

test("[RC4] open rows reach every reader, and count once they are trusted", async (t) => {
  const { world, secretariat, shelter } = await country(t);
  const entered = await must(secretariat.member.record.enter("source", [source]));
  assert.deepEqual([entered.rows, entered.notes, entered.hidden], [1, 1, false]);
  assert.deepEqual(keys(secretariat.member), ["weekly-gazette"], "its author sees it at once");
  assert.deepEqual([secretariat.member.record.book.all[0]?.leaf, keys(secretariat.second)], [null, []]);
  assert.equal(secretariat.member.record.at()?.statements.length, 0, "a report states only what is witnessed");
  await world.settle(secretariat.member, shelter.member);
  assert.deepEqual(keys(shelter.member), ["weekly-gazette"]);
  const [statement] = shelter.member.record.book.statements("source");
  assert.equal(statement?.organisation, secretariat.organisation.id);
  assert.ok(statement?.leaf !== null && statement?.sealed === false);
});

test("[RC4] sealed proceedings open for their author and the reviewers: no coordinator, no provider, nothing in clear", async (t) => {
  const { world, secretariat, prosecutor, ombudsman, shelter } = await country(t);
  await must(prosecutor.member.record.enter("proceeding", [proceeding("example-theft")]));
  await world.settle(prosecutor.member, ombudsman.member, secretariat.member, shelter.member, prosecutor.second);
  for (const reader of [prosecutor.member, prosecutor.second, ombudsman.member])
    assert.deepEqual(keys(reader), ["example-theft"]);
  for (const other of [secretariat.member, shelter.member]) {
    assert.deepEqual(keys(other), []);
    assert.deepEqual(other.view?.alarms, []);
  }
  await assert.rejects(must(secretariat.member.record.enter("proceeding", [proceeding("x")])), refused("not-allowed"));
  await assert.rejects(must(prosecutor.member.record.enter("plan", [])), refused("not-allowed"));
});

test("[RC4, R26] a record about an official of the prosecutor's own body is hidden from it and reaches the ombudsman", async (t) => {
  const { world, prosecutor, ombudsman } = await country(t);
  const entered = await must(
    prosecutor.member.record.enter("proceeding", [
      proceeding("own-body", { case: "sample-2", official_body: "prosecutor", office_level: "low" }),
      proceeding("other-case"),
    ]),
  );
  assert.equal(entered.hidden, true);
  assert.equal(entered.imports.length, 2);
  await world.settle(prosecutor.member, ombudsman.member, prosecutor.second);
  assert.deepEqual(keys(prosecutor.member), ["other-case"]);
  assert.deepEqual(keys(prosecutor.second), ["other-case"]);
  assert.deepEqual(keys(ombudsman.member).sort(), ["other-case", "own-body"]);
});

test("[RC4, R26] an investigation unit enters proceedings that it reads itself, but none about an official of the police", async (t) => {
  const { world, prosecutor, ombudsman } = await country(t);
  const unit = await world.organisation("investigation-unit", "Unit of Corkscrews");
  const [first, second] = unit.devices;
  assert.ok(first && second);
  const [member, colleague] = [await world.member(first), await world.member(second)];
  await world.settle(member, colleague, prosecutor.member, ombudsman.member);
  const entered = await must(
    member.record.enter("proceeding", [
      proceeding("seen", { event: "investigation" }),
      proceeding("judge", { case: "sample-3", event: "investigation", official_body: "court" }),
      proceeding("colleague", { case: "sample-2", event: "investigation", official_body: "police" }),
    ]),
  );
  assert.equal(entered.hidden, true);
  await must(prosecutor.member.record.enter("proceeding", [proceeding("by-prosecutor", { official_body: "police" })]));
  await world.settle(member, colleague, prosecutor.member, ombudsman.member);
  for (const reader of [member, colleague]) assert.deepEqual(keys(reader).sort(), ["judge", "seen"]);
  assert.deepEqual(keys(prosecutor.member), ["by-prosecutor"]);
  assert.deepEqual(keys(ombudsman.member).sort(), ["by-prosecutor", "colleague", "judge", "seen"]);
  const notes = ombudsman.member.room.open().session.reader.rows.sealedNotes;
  const readersOf = (key: string) =>
    notes.find(({ batch }) => batch.rows.some((row) => row.key === key))?.to?.toSorted();
  assert.deepEqual(readersOf("colleague"), [ombudsman.organisation.id]);
  assert.deepEqual(readersOf("by-prosecutor"), [prosecutor.organisation.id, ombudsman.organisation.id].sort());
  assert.deepEqual(readersOf("seen"), [unit.id, ombudsman.organisation.id].sort());
});

test("[RC4] a training institute enters its sessions, vouches, and has the open record for a report; it reads no sealed row and no case, and enters nothing else", async (t) => {
  const { world, prosecutor, shelter } = await country(t);
  const institute = await world.organisation("training-institute", "Institute of Napkins");
  const border = await world.organisation("border-post", "Example Border Post");
  const [first, second] = institute.devices;
  assert.ok(first && second && border.devices[0]);
  const [member, colleague] = [await world.member(first), await world.member(second)];
  const officer = await world.member(border.devices[0]);
  await must(officer.drafts.send(exampleDraft([shelter.organisation])));
  // Whoever could review is known to the prosecutor by now.
  await world.settle(prosecutor.member);
  await must(prosecutor.member.record.enter("proceeding", [proceeding("example-theft")]));
  const session = { on: "2026-03", topic: "recognition", profession: "border-guard", participants: 12 } as const;
  const { imports } = await must(member.record.enter("training", [{ key: "spring", source: "own", values: session }]));
  await must(member.record.enter("source", [source]));
  await world.settle(officer, shelter.member, prosecutor.member, member, colleague);
  await must(colleague.record.signOff(imports[0] ?? "", "Institute of Napkins"));
  await world.settle(member, colleague, shelter.member);
  const [seen] = shelter.member.record.book.statements("training");
  assert.deepEqual(
    [seen?.organisation, seen?.signedOff.map(({ organisation }) => organisation)],
    [institute.id, [institute.id]],
  );
  assert.deepEqual(
    registerNames.filter((register) => member.record.mayEnter(register)),
    ["source", "training", "signoff"],
  );
  await assert.rejects(must(member.record.enter("prevention", [])), refused("not-allowed"));
  await assert.rejects(must(member.record.enter("proceeding", [proceeding("x")])), refused("not-allowed"));
  const report = member.record.at();
  const registers = report?.statements.map(({ register }) => register).sort();
  assert.deepEqual(registers, ["signoff", "source", "training"], "no proceeding");
  assert.deepEqual(
    [member.cases.inbox, member.room.open().session.reader.cases.caseIds, member.view?.alarms],
    [[], [], []],
  );
  assert.equal(shelter.member.cases.inbox.length, 1, "the case is there");
  const caseId = shelter.member.cases.inbox[0]?.caseId ?? "";
  const offered = shelter.member.cases.consents.newcomers(caseId).map(({ organisation }) => organisation.id);
  assert.ok(offered.includes(prosecutor.organisation.id) && !offered.includes(institute.id));
});

test("[R26] a request about a hidden case, and the withdrawal of a hidden row, show the official's colleagues nothing", async (t) => {
  const { world, prosecutor, ombudsman } = await country(t);
  const { member } = prosecutor;
  await must(
    member.record.enter("proceeding", [proceeding("secret", { case: "sample-2", official_body: "prosecutor" })]),
  );
  await world.settle(member, prosecutor.second, ombudsman.member);
  const request: Row<"request"> = {
    key: "extradition",
    source: "own",
    values: {
      direction: "sent",
      kind: "extradition",
      country: "AE",
      on: "2003-06",
      stage: "sent",
      case: "sample-2",
      official_body: "prosecutor",
    },
  };
  const asked = await must(member.record.enter("request", [request]));
  const taken = { key: "secret", source: "own", withdrawn: true, reason: "It was prosecutor K." } as const;
  const withdrawn = await must(member.record.enter("proceeding", [taken]));
  assert.deepEqual([asked.hidden, withdrawn.hidden], [true, true]);
  await world.settle(member, prosecutor.second, ombudsman.member);
  for (const colleague of [member, prosecutor.second])
    assert.deepEqual(colleague.room.open().session.reader.rows.sealedNotes, []);
  assert.deepEqual(keys(ombudsman.member), ["extradition"]);
  assert.deepEqual(
    ombudsman.member.record.book.withdrawn.map(({ key, reason }) => [key, reason]),
    [["secret", "It was prosecutor K."]],
  );
});

test("[RC3, R26] a colleague's sweep over guessed keys withdraws nothing that is hidden, and the reviewers see it", async (t) => {
  const { world, prosecutor, ombudsman } = await country(t);
  const { member, second } = prosecutor;
  await must(
    member.record.enter("proceeding", [proceeding("2003-2", { case: "sample-2", official_body: "prosecutor" })]),
  );
  await world.settle(member, second, ombudsman.member);
  const sweep = [1, 2, 3].map((n) => ({ key: `2003-${n}`, source: "own", withdrawn: true, reason: "Twice" }) as const);
  const table = [
    ["key", "source", "withdrawn", "case", "event", "on"],
    ["2003-2", "own", "Twice"],
  ];
  const flawsOf = (device: typeof member) =>
    device.record.checkTable("proceeding", table).flaws.map(({ code }) => code);
  assert.deepEqual([flawsOf(member), flawsOf(second)], [[], ["nothing-to-withdraw"]], "a table distinguishes them");
  await must(second.record.enter("proceeding", sweep));
  await world.settle(member, second, ombudsman.member);
  assert.deepEqual(keys(ombudsman.member), ["2003-2"]);
  assert.deepEqual(
    ombudsman.member.record.book.refused.map(({ reason, row }) => [reason, row]),
    [
      ["nothing-to-withdraw", 0],
      ["not-by-its-device", 1],
      ["nothing-to-withdraw", 2],
    ],
  );
});

test("[RC1] notes of one envelope are in the order of their places in it", async (t) => {
  const { world, prosecutor, ombudsman } = await country(t);
  const { member } = prosecutor;
  await must(
    member.record.enter(
      "proceeding",
      Array.from({ length: 250 }, (_, i) => proceeding(`k${i}`)),
    ),
  );
  await world.settle(member, ombudsman.member);
  const notes = ombudsman.member.room.open().session.reader.rows.sealedNotes;
  const places = notes.map(({ leaf, position, batch }) => [leaf, position, batch.part] as const);
  const byLeaf = Map.groupBy(places, ([leaf]) => leaf);
  assert.ok(
    [...byLeaf.values()].some((each) => each.length > 1),
    "some envelope holds several notes",
  );
  for (const each of byLeaf.values())
    assert.deepEqual(
      each.map(([, position]) => position).sort(),
      each.map((_, i) => i),
    );
});

test("[TA8a] only the first reviewer with a key was a reader of all that was ever sealed", async (t) => {
  const { world, prosecutor, ombudsman } = await country(t);
  const office = await world.organisation("statistics-office", "Example Office");
  const [device] = office.devices;
  assert.ok(device);
  const newcomer = await world.member(device);
  await world.settle(prosecutor.member, ombudsman.member, newcomer);
  assert.deepEqual(
    [newcomer, prosecutor.member, ombudsman.member].map((each) => each.record.at()?.readsAll),
    [false, false, true],
  );
});

test("[RC1] open rows that a device entered stand in its own record until the log brings them, each once and not logged", async (t) => {
  const { world, secretariat } = await country(t);
  const { member } = secretariat;
  await must(member.record.enter("source", [source]));
  await must(member.record.enter("source", [{ ...source, key: "office-gazette" }]));
  const leaves = () => member.record.book.statements("source").map(({ key, leaf }) => [key, leaf !== null]);
  const waiting = [
    ["office-gazette", false],
    ["weekly-gazette", false],
  ];
  assert.deepEqual(leaves(), waiting);
  member.lock();
  await member.unlock(testPassphrase);
  assert.deepEqual(leaves(), waiting, "what waits is there after unlocking too");
  await world.settle(member);
  assert.deepEqual(
    leaves(),
    waiting.map(([key]) => [key, true]),
  );
  assert.deepEqual(
    member.record.book.all.map(({ history }) => history.length),
    [0, 0],
  );
});

test("[R26] a case that this device entered as hidden stays hidden in later rows, also after it was locked", async (t) => {
  const { world, prosecutor, ombudsman } = await country(t);
  const { member } = prosecutor;
  const charge = proceeding("charged", { case: "sample-9", event: "charge", official_body: "prosecutor" });
  const trial = proceeding("tried", { case: "sample-9", event: "trial" });
  assert.deepEqual(member.record.hiddenFromUs("proceeding", [charge, trial, proceeding("other")]), [true, true, false]);
  assert.deepEqual(member.record.hiddenFromUs("proceeding", [trial]), [false], "asking enters nothing");
  assert.equal(member.record.isTakenUnseen("proceeding", "charged", "own"), false);
  await must(member.record.enter("proceeding", [charge]));
  await world.settle(member, prosecutor.second, ombudsman.member);
  member.lock();
  await member.unlock(testPassphrase);
  assert.equal(member.record.isTakenUnseen("proceeding", "charged", "own"), true);
  assert.deepEqual(member.record.hiddenFromUs("proceeding", [trial, proceeding("other")]), [true, false]);
  assert.equal((await must(member.record.enter("proceeding", [trial]))).hidden, true);
  await world.settle(member, prosecutor.second, ombudsman.member);
  assert.deepEqual([keys(member), keys(prosecutor.second)], [[], []]);
  assert.deepEqual(keys(ombudsman.member), ["charged", "tried"]);
});

test("[R26] a request about a case that the own record hides is hidden by itself", async (t) => {
  const { world, prosecutor, ombudsman } = await country(t);
  const { member } = prosecutor;
  // The court's officials are hidden from the court: the prosecutor reads it, and the prosecutor's next row goes the same way.
  await must(member.record.enter("proceeding", [proceeding("judge", { case: "sample-3", official_body: "court" })]));
  await world.settle(member, ombudsman.member);
  const court = await world.organisation("court", "Example Court");
  await world.settle(member, ombudsman.member);
  const request = { direction: "sent", kind: "extradition", country: "AE", on: "2003", stage: "sent" } as const;
  await must(member.record.enter("request", [{ key: "r", source: "own", values: { ...request, case: "sample-3" } }]));
  await world.settle(member, ombudsman.member);
  assert.deepEqual(keys(ombudsman.member).sort(), ["judge", "r"]);
  const notes = ombudsman.member.room.open().session.reader.rows.sealedNotes;
  assert.ok(notes.every(({ to }) => to?.includes(court.id) === false));
});

test("[RC4] a row that is sealed to its author's organisation alone counts for nobody", async (t) => {
  const { world, prosecutor, ombudsman } = await country(t);
  const { member } = prosecutor;
  const { log, session } = member.room.open();
  assert.ok(log.follower.seen);
  const composer = new Composer({
    signer: session.signer,
    directory: log.directory,
    seen: log.follower.seen,
    clock: world.clock,
    randomBytes,
  });
  const rows = [proceeding("invented", { event: "verdict", verdict: "convicted" })];
  const body = {
    register: "proceeding",
    import: "1a0b0000-0000-4000-8000-000000000001",
    part: 1,
    of: 1,
    rows,
  } as const;
  for (const bytes of await composer.seal([composer.record([prosecutor.organisation.id], body)]))
    await must(member.drafts.takeCarried(encodeSubmission([{ token: null, bytes }])));
  await member.sync();
  await world.settle(member, prosecutor.second, ombudsman.member);
  for (const reader of [member, prosecutor.second]) {
    assert.deepEqual(keys(reader), []);
    assert.deepEqual(
      reader.record.book.refused.map(({ reason }) => reason),
      ["unreviewed"],
    );
  }
});

test("[RC4] a provider says of no source that it is official statistics, and nobody that it comes from the future", async (t) => {
  const { secretariat, shelter } = await country(t);
  const bulletin = (published: string, kind: "report" | "official-statistics" = "report"): Row<"source"> => ({
    key: "bulletin",
    source: "own",
    values: { title: "Bulletin", publisher: "Example Press", kind, checked: "verified", published },
  });
  await assert.rejects(
    must(shelter.member.record.enter("source", [bulletin("2024", "official-statistics")])),
    refused("not-allowed"),
  );
  await assert.rejects(
    must(secretariat.member.record.enter("source", [bulletin("2999-12-31")])),
    refused("not-allowed"),
  );
  assert.equal(
    (await must(secretariat.member.record.enter("source", [bulletin("2024", "official-statistics")]))).rows,
    1,
  );
  assert.equal((await must(shelter.member.record.enter("source", [bulletin("2024")]))).rows, 1);
});

test("[RC5] who shares an import's id hinders no sign-off: it says whose import is meant", async (t) => {
  const { world, secretariat, shelter } = await country(t);
  const { imports } = await must(secretariat.member.record.enter("source", [source]));
  await world.settle(secretariat.member, secretariat.second, shelter.member);
  const [id = ""] = imports;
  const { log, session } = shelter.member.room.open();
  const rows: readonly Row<"source">[] = [{ ...source, key: "shelter-gazette" }];
  const at = momentOf(world.clock());
  const body = { register: "source", import: id, part: 1, of: 1, rows } as const;
  const content = { kind: "record", salt: "00".repeat(16), at, body } as const;
  const note = signPublicNote(log.founding.origin, content, session.signer);
  const challenge = await log.host.challenge();
  assert.ok(challenge);
  const request = { kind: "tokens", device: session.device, challenge, at, count: 1 } as const;
  const [token = null] = (await log.host.tokens(signTokenRequest(log.founding.origin, request, session.signer))) ?? [];
  assert.ok(await log.host.submit([{ token, bytes: encodeUtf8(note) }]));
  await world.settle(secretariat.member, secretariat.second, shelter.member);
  assert.deepEqual(keys(secretariat.second), ["shelter-gazette", "weekly-gazette"]);
  await assert.rejects(
    must(secretariat.second.record.signOff(id, "Head")),
    refused("not-allowed"),
    "which of the two?",
  );
  await must(secretariat.second.record.signOff(id, "Head", secretariat.organisation.id));
  await world.settle(secretariat.second, shelter.member);
  assert.deepEqual(
    shelter.member.record.book.statements("source").map(({ key, signedOff }) => [key, signedOff.length]),
    [
      ["shelter-gazette", 0],
      ["weekly-gazette", 1],
    ],
  );
});

test("[RC2] an import of many rows counts whole, and a bad row refuses all of it before anything leaves", async (t) => {
  const { world, prosecutor, ombudsman } = await country(t);
  const rows = Array.from({ length: 450 }, (_, i) => proceeding(`sample-${i}`, { case: `sample-${i}` }));
  const bad = { ...proceeding("bad"), values: { case: "x", event: "party", on: "2003" } } as unknown as Row;
  await assert.rejects(must(prosecutor.member.record.enter("proceeding", [...rows, bad])), refused("not-allowed"));
  assert.equal(prosecutor.member.view?.outbox, 0);
  const progress: [number, number][] = [];
  const entered = await must(
    prosecutor.member.record.enter("proceeding", rows, (done, of) => void progress.push([done, of])),
  );
  assert.equal(entered.notes, 5);
  assert.deepEqual(progress.at(-1), [5, 5]);
  await world.settle(prosecutor.member, ombudsman.member);
  assert.equal(ombudsman.member.record.book.statements("proceeding").length, 450);
  assert.deepEqual(ombudsman.member.record.book.incomplete, []);
});

test("[RC2] whoever enters many rows sees, note by note, how far it is", async (t) => {
  const { secretariat } = await country(t);
  const rows = Array.from({ length: 250 }, (_, i) => ({ ...source, key: `weekly-gazette-${i}` }));
  const progress: (readonly [number, number])[] = [];
  const steps = [
    [1, 3],
    [2, 3],
    [3, 3],
  ];
  // A step waits for what hears of the one before, as a screen does that is drawn meanwhile.
  await must(
    secretariat.member.record.enter("source", rows, async (done, of) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      progress.push([done, of]);
    }),
  );
  assert.deepEqual(progress, steps);
});

test("[RC3] a correction replaces what the same organisation said, and its history stays; another's word stands beside it", async (t) => {
  const { world, prosecutor, ombudsman } = await country(t);
  const { member } = prosecutor;
  await must(member.record.enter("proceeding", [proceeding("example-theft")]));
  await world.settle(member);
  await must(member.record.enter("proceeding", [proceeding("example-theft", { on: "2003-06" })]));
  await world.settle(member, ombudsman.member);
  const [statement, ...others] = ombudsman.member.record.book.statements("proceeding");
  assert.deepEqual(others, []);
  assert.equal(statement?.values.on, "2003-06");
  assert.deepEqual(
    statement?.history.map(({ values }) => values && "on" in values && values.on),
    ["2003-05"],
  );
});

test("[RC5] another device of the organisation signs an import off; the one that entered it cannot", async (t) => {
  const { world, secretariat, shelter } = await country(t);
  const { imports } = await must(secretariat.member.record.enter("source", [source]));
  await world.settle(secretariat.member, secretariat.second);
  const [id = ""] = imports;
  await assert.rejects(must(secretariat.member.record.signOff(id, "Example Head of Office")), refused("not-allowed"));
  await assert.rejects(
    must(secretariat.second.record.signOff("7e000000-0000-4000-8000-000000000001", "x")),
    refused("not-allowed"),
  );
  await must(secretariat.second.record.signOff(id, "Example Head of Office"));
  await world.settle(secretariat.second, shelter.member);
  const [statement] = shelter.member.record.book.statements("source");
  assert.deepEqual(
    statement?.signedOff.map(({ office }) => office),
    ["Example Head of Office"],
  );
});

test("[RC4] without a reviewer nothing sealed is entered", async (t) => {
  const world = await World.foundFor(t, { witnesses: 1 });
  const prosecutor = await world.organisation("prosecutor", "Example Prosecutor");
  assert.ok(prosecutor.devices[0]);
  const member = await world.member(prosecutor.devices[0]);
  await assert.rejects(must(member.record.enter("proceeding", [proceeding("x")])), refused("no-reviewer"));
});

test("a prosecutor's login lists no victims, and a coordinator's reads neither cases nor proceedings", async (t) => {
  const { world, secretariat, prosecutor, ombudsman, shelter } = await country(t);
  const border = await world.organisation("border-post", "Example Border Post");
  assert.ok(border.devices[0]);
  const officer = await world.member(border.devices[0]);
  await must(officer.drafts.send(exampleDraft([shelter.organisation])));
  await must(prosecutor.member.record.enter("proceeding", [proceeding("example-theft")]));
  await world.settle(officer, shelter.member, prosecutor.member, secretariat.member, ombudsman.member);
  assert.equal(shelter.member.cases.inbox.length, 1, "the case is there");
  for (const { member } of [prosecutor, secretariat, ombudsman]) {
    assert.deepEqual(member.cases.inbox, []);
    assert.deepEqual(member.room.open().session.reader.cases.caseIds, []);
  }
  assert.deepEqual(keys(secretariat.member), []);
});
