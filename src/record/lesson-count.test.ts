// From entries of devices to numbers in the register of trainings (docs/spec/lessons.md).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Country } from "../../test/support/country.ts";
import { lessonsEdition, lessonsEditions } from "../core/lessons.ts";
import { isWriteOnly, organisationKinds } from "../core/party.ts";
import { parseEntryNote } from "../note/entry-note.ts";
import type { RecordBook } from "./book.ts";
import type { LessonCount, LessonsDone } from "./lesson-count.ts";
import {
  besideEntered,
  countedAgainDays,
  countLessons,
  coverLessons,
  lessonReaders,
  lessonRow,
  professionOfKind,
  rowsToEnter,
} from "./lesson-count.ts";
import { rowFlaws } from "./row-rules.ts";
import type { Statement } from "./statement.ts";

const page = readFileSync(new URL("../../docs/spec/lessons.md", import.meta.url), "utf8");

/** A country, and devices in it that do lessons. */
function begin() {
  const country = new Country();
  const done: LessonsDone[] = [];
  const { institute, ombudsman } = country.by;
  const say = (change: Partial<LessonsDone>) => {
    const counting = {
      countedBy: institute.id,
      to: [institute.id, ombudsman.id],
      seen: country.size,
      edition: lessonsEdition,
    };
    const device = country.deviceOf("border").signer.name;
    done.push({ ...counting, device, position: 0, leaf: country.size++, ...change });
  };
  const finish = (role: "border" | "consulate" | "shelter", n = 0) =>
    say({ device: country.deviceOf(role, n).signer.name });
  return { country, done, say, finish };
}

function bookOf(statements: readonly Statement<"training">[], withdrawn: readonly unknown[] = []) {
  const gone = withdrawn.map((one) => ({ register: "training", ...(one as object) }));
  return { statements: () => statements, withdrawn: gone } as unknown as Pick<RecordBook, "statements" | "withdrawn">;
}

const shortly = (counts: readonly LessonCount[]) =>
  counts.map(({ month, profession, participants }) => `${month} ${profession} ${participants}`);

test("[LS2] a training institute counts; without one the coordinator does; reviewers read it, and nobody else", () => {
  const { country } = begin();
  const { institute, ombudsman, secretariat } = country.by;
  const counting = lessonReaders(country.directory, country.size);
  assert.equal(counting?.countedBy, institute.id);
  assert.deepEqual([...(counting?.readers ?? [])].sort(), [institute.id, ombudsman.id].sort());
  const without = new Country({ founders: ["border", "shelter", "secretariat", "ombudsman", "prosecutor"] });
  const second = lessonReaders(without.directory, without.size);
  assert.equal(second?.countedBy, without.by.secretariat.id);
  assert.equal(secretariat.kind, "secretariat");
  const nobody = new Country({ founders: ["border", "shelter", "ombudsman"] });
  assert.equal(lessonReaders(nobody.directory, nobody.size), null, "a reviewer checks numbers and makes none");
});

test("[LS3] devices are counted by the month of the log and the profession of their organisation, in any order of arrival", () => {
  const { country, done, finish } = begin();
  finish("border", 0);
  country.passHours(1);
  finish("border", 1);
  finish("consulate", 0);
  country.passHours(31 * 24);
  finish("consulate", 1);
  const counts = ["2030-01 border-guard 2", "2030-01 consul 1", "2030-02 consul 1"];
  assert.deepEqual(shortly(countLessons(done, country.directory)), counts);
  assert.deepEqual(shortly(countLessons([...done].reverse(), country.directory)), counts);
});

test("[LS3] a device counts once in about a year, whatever it says", () => {
  const { country, done, finish } = begin();
  country.logTime();
  finish("border");
  finish("border");
  country.passHours((countedAgainDays - 1) * 24);
  finish("border");
  country.passHours(2 * 24);
  finish("border");
  const counts = countLessons(done, country.directory);
  assert.deepEqual(shortly(counts), ["2030-01 border-guard 1", "2030-12 border-guard 1"]);
});

test("[LS3] of an edition that there never was nothing is counted: a device writes no word of its own into the open record", () => {
  const { country, done, say } = begin();
  country.logTime();
  for (const edition of ["theexampletookbribes-1", "recognition-999", "recognition-01"]) say({ edition });
  assert.deepEqual(countLessons(done, country.directory), []);
  assert.deepEqual(lessonsEditions, ["recognition-1"]);
});

test("[LS3] it is sealed to the organisation that counts and to a reviewer, as the directory was when it was logged or seen, else it does not count", () => {
  const { country, done, say } = begin();
  const { institute, ombudsman, secretariat, shelter } = country.by;
  country.logTime();
  const counts = (change: Partial<LessonsDone>) => {
    done.length = 0;
    say(change);
    return countLessons(done, country.directory).length;
  };
  assert.equal(counts({}), 1);
  assert.equal(counts({ to: [ombudsman.id] }), 0, "not sealed to who counts");
  assert.equal(counts({ to: [institute.id] }), 0, "sealed to no reviewer");
  assert.equal(counts({ countedBy: shelter.id, to: [shelter.id, ombudsman.id] }), 0, "no shelter counts");
  const bySecretariat = { countedBy: secretariat.id, to: [secretariat.id, ombudsman.id] };
  assert.equal(counts(bySecretariat), 0, "nobody else counts beside the institute");
  // Before the institute came the secretariat counted; a phone may not have seen yet that it came.
  const early = new Country({ founders: ["border", "secretariat", "ombudsman"] });
  early.logTime();
  const device = early.deviceOf("border").signer.name;
  const ids = { countedBy: early.by.secretariat.id, to: [early.by.secretariat.id, early.by.ombudsman.id] };
  const seen = early.size;
  early.must("organisation.admit", early.admissionOf(early.by.institute), ...early.seats.slice(0, 2));
  early.passHours(49);
  early.beginFirstEpoch(early.by.institute);
  assert.equal(lessonReaders(early.directory, early.size)?.countedBy, early.by.institute.id);
  const late = { ...ids, device, edition: lessonsEdition, position: 0, leaf: early.size++, seen };
  assert.equal(countLessons([late], early.directory).length, 1);
  assert.equal(countLessons([{ ...late, seen: late.leaf }], early.directory).length, 0);
});

test("[LS3] who does no lessons, a device that is revoked and one that nobody knows are not counted", () => {
  const { country, done, say, finish } = begin();
  country.logTime();
  finish("shelter");
  const [first, second] = country.admins("border");
  assert.ok(first && second);
  country.must("device.revoke", { device: second.name, reason: "lost" }, first);
  finish("border", 1);
  say({ device: "ab".repeat(16) });
  assert.deepEqual(countLessons(done, country.directory), []);
  finish("border", 0);
  assert.deepEqual(shortly(countLessons(done, country.directory)), ["2030-01 border-guard 1"]);
});

test("[LS3] before the log states a time nothing is counted", () => {
  const { country, done, finish } = begin();
  finish("border");
  assert.deepEqual(countLessons(done, country.directory), []);
  country.logTime();
  assert.deepEqual(shortly(countLessons(done, country.directory)), ["2030-01 border-guard 1"]);
});

test("[LS5] a row for each number that is higher than what its organisation entered, and no lower one", () => {
  const { country } = begin();
  const { institute, ombudsman } = country.by;
  const count = (month: string, participants: number): LessonCount => ({
    edition: lessonsEdition,
    month,
    profession: "consul",
    countedBy: institute.id,
    participants,
  });
  const counts = [count("2030-01", 3), count("2030-02", 2), count("2030-03", 5), count("2030-04", 1)];
  const entered = (n: number, participants: number | "not-reported", organisation = institute.id) => {
    const row = lessonRow(counts[n] ?? count("2030-09", 0));
    assert.ok("values" in row);
    return { ...row, organisation, values: { ...row.values, participants } } as Statement<"training">;
  };
  const statements = [
    entered(0, 3),
    entered(1, 4),
    entered(2, 4),
    entered(3, 7, ombudsman.id),
    { ...entered(3, 8), source: "assessors-2004" },
  ];
  const beside = besideEntered(counts, bookOf(statements));
  assert.deepEqual(
    beside.map((one) => one.entered),
    [3, 4, 4, null],
    "what another organisation or another source says under the key is its own",
  );
  assert.deepEqual(
    rowsToEnter(beside, institute.id).map(({ key }) => key),
    ["lessons/recognition-1/2030-03/consul", "lessons/recognition-1/2030-04/consul"],
  );
  assert.deepEqual(rowsToEnter(beside, ombudsman.id), [], "a reviewer enters nothing");
  // What people decided about a row stays until people change it.
  const takenBack = { ...entered(0, 3), reason: "that device was stolen" };
  const decided = besideEntered(
    counts,
    bookOf(
      [entered(1, "not-reported"), { ...entered(2, 1), values: { ...entered(2, 1).values, kind: "session" } }],
      [takenBack],
    ),
  );
  assert.deepEqual(
    decided.map(({ entered: number, hindrance }) => [number, hindrance]),
    [
      [null, "taken-back"],
      [null, "other-row"],
      [1, "other-row"],
      [null, null],
    ],
  );
  assert.deepEqual(
    rowsToEnter(decided, institute.id).map(({ key }) => key),
    ["lessons/recognition-1/2030-04/consul"],
  );
});

test("[LS6] how many devices of an organisation did the lessons in the last year, without saying which", () => {
  const { country, done, finish } = begin();
  country.logTime();
  finish("border");
  finish("shelter");
  const covered = () => {
    country.logTime();
    const all = coverLessons(done, country.directory, country.size);
    const { border, consulate } = country.by;
    assert.deepEqual(all.map(({ organisation }) => organisation).sort(), [border.id, consulate.id].sort());
    return all.find(({ organisation }) => organisation === border.id);
  };
  assert.deepEqual(covered(), { organisation: country.by.border.id, devices: 2, done: 1 });
  country.passHours(300 * 24);
  finish("border");
  country.passHours(66 * 24);
  assert.deepEqual(
    covered(),
    { organisation: country.by.border.id, devices: 2, done: 1 },
    "done anew, though counted once",
  );
  assert.equal(countLessons(done, country.directory).length, 1);
  country.passHours(300 * 24);
  assert.deepEqual(covered(), { organisation: country.by.border.id, devices: 2, done: 0 });
  const [first, second] = country.admins("border");
  assert.ok(first && second);
  finish("border", 1);
  country.must("device.revoke", { device: second.name, reason: "lost" }, first);
  assert.deepEqual(covered(), { organisation: country.by.border.id, devices: 1, done: 0 });
});

test("[LS1] docs/spec/lessons.md shows an entry that says no more than edition and who counts, and the row that comes of it", () => {
  const [, example = ""] = /```entry\n(.*?)```/s.exec(page) ?? [];
  const vectors = JSON.parse(readFileSync(new URL("../../test/vectors/entry.json", import.meta.url), "utf8")) as {
    readonly origin: string;
  };
  const entry = parseEntryNote(example, vectors.origin);
  assert.ok(entry?.content.kind === "lessons.done" && !("newer" in entry.content));
  assert.deepEqual(Object.keys(entry.content.body), ["edition", "counted_by"]);
  assert.equal(entry.content.body.edition, lessonsEdition);
  const row = lessonRow({
    edition: lessonsEdition,
    month: "2030-01",
    profession: "border-guard",
    countedBy: "",
    participants: 1,
  });
  assert.deepEqual(rowFlaws("training", row), []);
  assert.ok("values" in row);
  const values = Object.entries(row.values).map(([field, value]) => `\`${field}\` ${value}`);
  const line = `| \`${row.key}\` | \`${row.source}\` | ${values.join(", ")} |`;
  assert.ok(page.includes(line), line);
});

test("[LS3] docs/spec/lessons.md names the profession of every kind of organisation that does lessons: the referrers", () => {
  const table = [...page.matchAll(/^ {2}\| ([a-z][a-z-]*) \| ([a-z-]+) \|$/gm)].map(([, kind, profession]) => [
    kind,
    profession,
  ]);
  assert.deepEqual(table, Object.entries(professionOfKind));
  assert.deepEqual(Object.keys(professionOfKind).sort(), organisationKinds.filter(isWriteOnly).sort());
});
