// The record as its notes make it (RC1, RC2, RC3, RC4, RC5), by notes of an invented country.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Country, type Role, roles } from "../../test/support/country.ts";
import { fullRow, hashOfText, importId, type NoteOptions, recordNote, row } from "../../test/support/record-notes.ts";
import {
  isOwnAlone,
  type RegisterName,
  type RowValues,
  registerNames,
  registerOf,
} from "../core/registers/register-table.ts";
import type { RecordNote, Row } from "../core/registers/row.ts";
import type { RecordBook } from "./book.ts";
import { foldRecord } from "./fold.ts";
import { signOffText } from "./sign-off.ts";
import type { Statement } from "./statement.ts";

const country = new Country();
const device = (role: Role, n = 0) => country.deviceOf(role, n).device.id;
const fold = (notes: readonly RecordNote[], now = 1000) => foldRecord(notes, country.directory, now, hashOfText);

const act = (on: string) => ({ act: "Code of Example", subject: "trafficking", stage: "adopted", on }) as const;
const law = (key: string, on = "2003", source = "own") => row("law", key, source, act(on));
const taken = (key: string, source = "own"): Row => ({ key, source, withdrawn: true, reason: "Typed twice" });
/** A note of an organisation's first device; the ombudsman reads it when it is sealed, the own organisation alone when it is a draft. */
const note = (role: Role, register: RegisterName, rows: readonly Row[], options: NoteOptions = {}) =>
  recordNote(device(role), register, rows, {
    to: [country.by[isOwnAlone(register) ? role : "ombudsman"].id],
    ...options,
  });
const keysOf = (book: RecordBook) => book.all.map(({ register, key }) => `${register} ${key}`);
const reasons = (book: RecordBook) =>
  book.refused.map(({ reason, row: at }) => (at === null ? reason : `${reason} ${at}`));
const dates = (book: RecordBook) => book.statements("law").map(({ key, values }) => `${key} ${values.on}`);

/** A sign-off of these notes, in their order. */
function signOff(by: string, of: readonly RecordNote[], options: NoteOptions & { key?: string; notes?: string } = {}) {
  const notes = options.notes ?? hashOfText(signOffText(of.map(({ id }) => id)));
  const values = { import: of[0]?.batch.import ?? importId(9), notes, office: "Chief assessor" };
  return recordNote(by, "signoff", [row("signoff", options.key ?? "s", "own", values)], { leaf: 50, ...options });
}

test("[RC1] a statement says what, from which source, who entered it, when and where it is", () => {
  const entered = note("secretariat", "law", [law("a"), law("b", "2004", "press-1")], {
    leaf: 12,
    at: "2030-02-01T08:00:00Z",
  });
  const book = fold([entered]);
  assert.deepEqual(book.statements("law")[1], {
    register: "law",
    key: "b",
    source: "press-1",
    values: act("2004"),
    organisation: country.by.secretariat.id,
    device: device("secretariat"),
    at: "2030-02-01T08:00:00Z",
    leaf: 12,
    sealed: false,
    shielded: false,
    ref: { note: entered.id, row: 1 },
    first: { ref: { note: entered.id, row: 1 }, leaf: 12 },
    import: entered.batch.import,
    signedOff: [],
    history: [],
  });
  assert.deepEqual(book.statements("plan"), []);
  assert.deepEqual(book.all, book.statements("law"));
  assert.deepEqual(reasons(book), []);
});

test("[RC1] the same key from another source or of another organisation is another statement, side by side", () => {
  const book = fold([
    note("secretariat", "law", [law("a", "2003", "x"), law("a", "2004", "y")]),
    note("prosecutor", "law", [law("a", "2005", "x")], { leaf: 11 }),
  ]);
  assert.deepEqual(dates(book).sort(), ["a 2003", "a 2004", "a 2005"]);
  assert.equal(
    book.all.every(({ history }) => history.length === 0),
    true,
  );
});

test("[RC1] a source that is corrected stays the one that was logged first; one that was withdrawn begins anew", () => {
  const source = (title: string) =>
    row("source", "yearly", "own", { title, publisher: "Assessors", kind: "report", checked: "verified" });
  const first = note("secretariat", "source", [source("Yearbook of Assessors")], { leaf: 5 });
  const namesake = note("shelter", "source", [source("Leaflet of Examples")], { leaf: 50 });
  const named = note("prosecutor", "law", [law("a", "2003", "yearly")], { leaf: 60 });
  const fixed = note("secretariat", "source", [source("Yearbook of all Assessors")], { leaf: 100 });
  const meant = (notes: readonly RecordNote[]) => {
    const book = fold(notes);
    return book.sourceOf(book.statements("law")[0] as unknown as Statement)?.values.title;
  };
  assert.equal(meant([first, namesake, named]), "Yearbook of Assessors");
  assert.equal(meant([fixed, named, namesake, first]), "Yearbook of all Assessors");
  const back = note("secretariat", "source", [taken("yearly", "own")], { leaf: 70 });
  assert.equal(meant([first, namesake, named, back, fixed]), "Leaflet of Examples");
  const again = note("secretariat", "source", [source("Yearbook again")], { leaf: 110 });
  const whole = fold([first, back, fixed, again]).statements("source")[0];
  assert.deepEqual([whole?.leaf, whole?.first], [110, { ref: { note: fixed.id, row: 0 }, leaf: 100 }]);
});

test("[RC3] a later row of the same organisation with the same key and source corrects it, and history shows", () => {
  const first = note("secretariat", "law", [law("a", "2001")], { leaf: 5 });
  const second = recordNote(device("secretariat", 1), "law", [law("z"), law("a", "2002")], { leaf: 7 });
  const third = note("secretariat", "law", [law("a", "2003")], { leaf: 9 });
  const book = fold([third, first, second]);
  assert.deepEqual(dates(book), ["a 2003", "z 2003"]);
  const [current] = book.statements("law");
  assert.deepEqual(current?.ref, { note: third.id, row: 0 });
  assert.deepEqual(
    current?.history.map(({ ref, values, device: by }) => [ref.note, ref.row, values?.on, by]),
    [
      [second.id, 1, "2002", device("secretariat", 1)],
      [first.id, 0, "2001", device("secretariat")],
    ],
  );
  assert.equal(book.statement({ note: first.id, row: 0 }), current);
  assert.equal(book.statement({ note: third.id, row: 0 }), current);
  assert.equal(book.statement({ note: third.id, row: 1 }), null);
});

test("[RC3] what counts last is what was logged last: leaf, then place in the envelope; what is not logged comes after", () => {
  const at = "2030-01-01T00:00:00Z";
  const book = fold([
    note("secretariat", "law", [law("a", "2009")], { leaf: 8, at: "2031-01-01T00:00:00Z" }),
    note("secretariat", "law", [law("a", "2010")], { leaf: 9, at }),
    note("secretariat", "law", [law("b", "2012")], { leaf: null, at: "2029-01-02T00:00:00Z" }),
    note("secretariat", "law", [law("b", "2011")], { leaf: null, at: "2029-01-01T00:00:00Z" }),
    note("secretariat", "law", [law("b", "2010")], { leaf: 9, at }),
  ]);
  assert.deepEqual(dates(book), ["a 2010", "b 2012"]);
  const sealed = (date: string, position: number, id: string) =>
    note(
      "prosecutor",
      "request",
      [fullRow("request")].map(
        (full) => ({ ...full, values: { ...("values" in full ? full.values : {}), on: date } }) as Row,
      ),
      { leaf: 9, position, id },
    );
  const requests = fold([sealed("2002", 1, "a".repeat(64)), sealed("2001", 0, "b".repeat(64))]);
  assert.deepEqual(
    requests.statements("request").map(({ values }) => values.on),
    ["2002"],
  );
});

test("[RC3] a withdrawn statement is gone, its history stays, and it may be entered again", () => {
  const first = note("secretariat", "law", [law("a", "2001"), law("b")], { leaf: 5 });
  const back = note("secretariat", "law", [taken("a")], { leaf: 6 });
  const book = fold([first, back]);
  assert.deepEqual(dates(book), ["b 2003"]);
  assert.equal(book.statement({ note: first.id, row: 0 }), null);
  const [withdrawn] = book.withdrawn;
  assert.deepEqual(
    [withdrawn?.key, withdrawn?.reason, withdrawn?.ref],
    ["a", "Typed twice", { note: back.id, row: 0 }],
  );
  assert.deepEqual(
    withdrawn?.history.map(({ values }) => (values as { on: string } | null)?.on),
    ["2001"],
  );
  const again = fold([first, back, note("secretariat", "law", [law("a", "2007")], { leaf: 7 })]);
  assert.deepEqual(again.withdrawn, []);
  const [current] = again.statements("law");
  assert.deepEqual(
    [current?.values.on, current?.history.map(({ values }) => values?.on ?? null)],
    ["2007", [null, "2001"]],
  );
});

test("[RC3] nobody takes back what is not there, or what is another's", () => {
  const first = note("secretariat", "law", [law("a")], { leaf: 5 });
  const book = fold([
    first,
    note("prosecutor", "law", [taken("a")], { leaf: 6 }),
    note("secretariat", "law", [law("c"), taken("a", "press"), taken("b")], { leaf: 7 }),
  ]);
  assert.deepEqual(dates(book), ["a 2003", "c 2003"]);
  assert.deepEqual(reasons(book), ["nothing-to-withdraw 0", "nothing-to-withdraw 1", "nothing-to-withdraw 2"]);
  const twice = fold([first, ...[6, 7].map((leaf) => note("secretariat", "law", [taken("a")], { leaf }))]);
  assert.deepEqual(reasons(twice), ["nothing-to-withdraw 0"]);
});

const proceeding = (key: string, more: Partial<RowValues<"proceeding">> = {}) =>
  row("proceeding", key, "own", { case: "set 17", event: "prosecution", on: "2003", ...more });

test("[RC3, R26] what is hidden from its author's organisation is corrected and withdrawn by its device alone; another's row is shown and changes nothing", () => {
  const [own, reader] = [country.by.prosecutor.id, country.by.ombudsman.id];
  const by = (n: number, rows: readonly Row[], leaf: number, to: readonly string[] = [reader]) =>
    recordNote(device("prosecutor", n), "proceeding", rows, { leaf, to });
  const years = (book: RecordBook) => book.statements("proceeding").map(({ key, values }) => `${key} ${values.on}`);
  const hidden = by(0, [proceeding("17", { official_body: "prosecutor" })], 5);
  const sweep = by(1, [taken("16"), taken("17"), taken("18")] as Row[], 6);
  const over = by(1, [proceeding("19"), proceeding("17", { case: "set 9", on: "1999" })], 7, [own, reader]);
  const book = fold([hidden, sweep, over]);
  assert.deepEqual(
    book.all.map(({ key, ref, history }) => [key, ref.note, history.length]),
    [
      ["17", hidden.id, 0],
      ["19", over.id, 0],
    ],
    "the rest of their imports counts",
  );
  assert.deepEqual(reasons(book), [
    "nothing-to-withdraw 0",
    "not-by-its-device 1",
    "nothing-to-withdraw 2",
    "not-by-its-device 1",
  ]);
  const corrected = by(0, [proceeding("17", { on: "2004", official_body: "prosecutor" })], 8);
  const withdrawn = by(0, [taken("17")] as Row[], 9);
  assert.deepEqual(years(fold([hidden, sweep, corrected])), ["17 2004"]);
  assert.deepEqual(
    fold([hidden, sweep, corrected, withdrawn]).withdrawn.map(({ key }) => key),
    ["17"],
  );
  // Withdrawn or made readable since, it stays its device's: what was hidden is in the history.
  const again = by(1, [proceeding("17")], 10, [own, reader]);
  assert.deepEqual(years(fold([hidden, withdrawn, again])), []);
  const shown = by(0, [proceeding("17")], 8, [own, reader]);
  assert.deepEqual(fold([hidden, shown, again]).all[0]?.ref, { note: shown.id, row: 0 });
  // Of what its organisation reads, a colleague withdraws as ever, also where that colleague's device holds nothing of it and the row goes to reviewers alone.
  const readable = by(0, [proceeding("17")], 5, [own, reader]);
  const blind = by(1, [taken("17")] as Row[], 6);
  assert.deepEqual(reasons(fold([readable, blind])), []);
  assert.deepEqual(years(fold([readable, blind, by(0, [proceeding("17", { on: "2005" })], 7, [own, reader])])), [
    "17 2005",
  ]);
  // What a reviewer says under the same key stands beside it.
  const reviewed = note("ombudsman", "finding", [fullRow("finding", "17")], { leaf: 6 });
  assert.deepEqual(keysOf(fold([hidden, reviewed, sweep])), ["proceeding 17", "finding 17"]);
});

test("[RC4, R26] whatever is about a case that some row ever hid from a body is shielded: any register, organisation and version", () => {
  const to = [country.by.ombudsman.id];
  const request = (key: string, more: object) => {
    const values = { direction: "sent", kind: "consular", country: "ZZ", on: "2003", stage: "sent", ...more } as const;
    return row("request", key, "own", values as RowValues<"request">);
  };
  const shielded = (notes: readonly RecordNote[]) =>
    fold(notes).all.flatMap(({ register, key, shielded: is }) => (is ? [`${register} ${key}`] : []));
  const rows = [proceeding("a", { case: "17" }), proceeding("b", { case: "18" })];
  const file = note("prosecutor", "proceeding", rows, { leaf: 5 });
  assert.deepEqual(shielded([file]), []);
  const naming = (body: RowValues<"proceeding">["official_body"], leaf = 6, more: object = {}) =>
    note(
      "prosecutor",
      "proceeding",
      [proceeding("c", { case: "17", ...(body ? { official_body: body } : {}), ...more })],
      { leaf },
    );
  assert.deepEqual(shielded([file, naming("police")]), ["proceeding a", "proceeding c"]);
  // A body without any organisation hides nothing.
  for (const body of ["other", "security", "municipal"] as const)
    assert.deepEqual(shielded([file, naming(body)]), [], body);
  // What was said stays said: corrected, withdrawn, or under another number of the case by now.
  const both = ["proceeding a", "proceeding c"];
  assert.deepEqual(shielded([file, naming("court"), naming("other", 7)]), both);
  assert.deepEqual(shielded([file, naming("court"), note("prosecutor", "proceeding", [taken("c")], { leaf: 7 })]), [
    "proceeding a",
  ]);
  assert.deepEqual(shielded([file, naming("court"), naming(undefined, 7, { case: "18" })]), [
    "proceeding a",
    "proceeding b",
    "proceeding c",
  ]);
  // Another register; and a row without a case, which is about itself.
  const asked = note(
    "prosecutor",
    "request",
    [
      request("r", { case: "17", official_body: "consulate" }),
      request("s", {}),
      request("t", { official_body: "consulate" }),
    ],
    { leaf: 6, to },
  );
  assert.deepEqual(shielded([file, asked]), ["proceeding a", "request r", "request t"]);
  const open = note("secretariat", "law", [law("a")], { leaf: 6 });
  assert.deepEqual(shielded([file, naming("police"), open]), both, "open rows are about no case");
});

test("[RC2] an import counts when all of its parts are here, and until then nothing of it", () => {
  const parts = [1, 2, 3].map((part) =>
    note("secretariat", "law", [law(`p${part}`)], { part, of: 3, import: importId(70), leaf: 20 - part }),
  );
  const half = fold(parts.slice(0, 1).concat(parts.slice(2)));
  assert.deepEqual(half.all, []);
  const organisation = country.by.secretariat.id;
  assert.deepEqual(half.incomplete, [{ import: importId(70), register: "law", organisation, of: 3, here: [1, 3] }]);
  const whole = fold(parts);
  assert.deepEqual(dates(whole), ["p1 2003", "p2 2003", "p3 2003"]);
  assert.deepEqual(whole.incomplete, []);
});

test("[RC2] a row that breaks a rule spoils its whole import and no other, and each such row is named", () => {
  const wrong = row("law", "bad", "own", { ...act("2003"), until: "2002" });
  const [one, two] = [[law("a"), wrong, law("b"), wrong], [law("c")]].map((rows, i) =>
    note("secretariat", "law", rows, { part: i + 1, of: 2, import: importId(71) }),
  );
  assert.ok(one && two);
  const book = fold([one, two, note("secretariat", "law", [law("d")])]);
  assert.deepEqual(dates(book), ["d 2003"]);
  assert.deepEqual(reasons(book), [
    "until-before-from 1",
    "key-repeated 3",
    "until-before-from 3",
    "import-spoiled",
    "import-spoiled",
  ]);
  assert.equal(
    book.refused.every(({ import: id }) => id === importId(71)),
    true,
  );
  const again = note("secretariat", "law", [law("a")], { part: 2, of: 2, import: importId(72) });
  const first = note("secretariat", "law", [law("a", "2001")], { part: 1, of: 2, import: importId(72) });
  assert.deepEqual(reasons(fold([first, again])), ["key-repeated 0", "import-spoiled", "import-spoiled"]);
});

test("[RC2] an import is of one register and has each part once", () => {
  const id = importId(73);
  const begun = note("secretariat", "law", [law("a")], { import: id, part: 1, of: 2, leaf: 5 });
  const others: readonly (readonly [RecordNote, string])[] = [
    [note("secretariat", "plan", [fullRow("plan")], { import: id, part: 2, of: 2, leaf: 6 }), "part-unlike-others"],
    [note("secretariat", "law", [law("b")], { import: id, part: 2, of: 3, leaf: 6 }), "part-unlike-others"],
    [note("secretariat", "law", [law("b")], { import: id, part: 1, of: 2, leaf: 6 }), "part-repeated"],
  ];
  for (const [other, reason] of others) {
    const book = fold([other, begun]);
    assert.deepEqual(reasons(book), [reason]);
    assert.deepEqual(book.all, []);
    assert.deepEqual(
      book.incomplete.map(({ here }) => here),
      [[1]],
    );
    const rest = note("secretariat", "law", [law("c")], { import: id, part: 2, of: 2, leaf: 7 });
    assert.deepEqual(dates(fold([other, begun, rest])), ["a 2003", "c 2003"]);
  }
});

test("[RC2] an import's id is its organisation's own: nobody takes another's, whoever comes first", () => {
  const id = importId(74);
  const honest = [1, 2].map((part) =>
    note("secretariat", "law", [law(`p${part}`)], { import: id, part, of: 2, leaf: 20 + part }),
  );
  const squatters = [
    note("prosecutor", "law", [law("x")], { import: id, part: 1, of: 400, leaf: 5 }),
    note("shelter", "training", [fullRow("training")], { import: id, leaf: 6 }),
  ];
  const book = fold([...squatters, ...honest]);
  assert.deepEqual(dates(book), ["p1 2003", "p2 2003"]);
  assert.deepEqual(reasons(book), []);
  assert.deepEqual(
    book.incomplete.map(({ organisation, of }) => [organisation, of]),
    [[country.by.prosecutor.id, 400]],
  );
  assert.equal(book.statements("training").length, 1);
});

test("[RC5] where two organisations have an import under one id, the hash says which is signed off", () => {
  const id = importId(82);
  const honest = note("secretariat", "law", [law("honest")], { import: id, leaf: 9 });
  const other = note("prosecutor", "law", [law("other")], { import: id, leaf: 5 });
  const signedOff = (signed: RecordNote) =>
    fold([other, honest, signed])
      .statements("law")
      .flatMap((each) => each.signedOff.map(() => each.key));
  assert.deepEqual(signedOff(signOff(device("ombudsman"), [honest])), ["honest"]);
  assert.deepEqual(signedOff(signOff(device("ombudsman"), [other])), ["other"]);
  // Who entered the one may vouch for the other.
  assert.deepEqual(signedOff(signOff(device("prosecutor"), [honest])), ["honest"]);
  assert.deepEqual(reasons(fold([other, honest, signOff(device("prosecutor"), [other])])), ["signoff-by-author 0"]);
});

test("[RC4] a sealed note that goes to no active rapporteur counts for nobody", () => {
  const rows = [fullRow("proceeding")];
  const { prosecutor, shelter, ombudsman } = country.by;
  for (const to of [[], [prosecutor.id], [prosecutor.id, shelter.id], ["nobody"]]) {
    const book = fold([note("prosecutor", "proceeding", rows, { to })]);
    assert.deepEqual([reasons(book), book.all], [["unreviewed"], []]);
  }
  const absent = recordNote(device("prosecutor"), "proceeding", rows);
  assert.deepEqual(reasons(fold([absent])), ["unreviewed"]);
  assert.deepEqual(reasons(fold([note("prosecutor", "proceeding", rows, { to: [prosecutor.id, ombudsman.id] })])), []);
  const own = new Country();
  own.must("organisation.suspend", { organisation: own.by.ombudsman.id }, ...own.seats);
  const suspended = own.size - 1;
  const at = (leaf: number) =>
    foldRecord(
      [recordNote(own.deviceOf("prosecutor").device.id, "proceeding", rows, { leaf, to: [own.by.ombudsman.id] })],
      own.directory,
      own.size + 9,
      hashOfText,
    );
  assert.deepEqual(reasons(at(suspended - 1)), []);
  assert.deepEqual(reasons(at(suspended + 1)), ["unreviewed"]);
});

test("[ED3] [ED3a] a draft counts for its own organisation alone: one that also goes to a reviewer or to somebody else is refused", () => {
  const { secretariat, ombudsman } = country.by;
  const rows = [fullRow("draft")];
  const given = (to: readonly string[] | undefined) => {
    const own = recordNote(device("secretariat"), "draft", rows, to === undefined ? {} : { to });
    const book = fold([own]);
    return [...reasons(book), ...keysOf(book)];
  };
  assert.deepEqual(given([secretariat.id]), ["draft row-1"], "without a reviewer");
  for (const to of [[secretariat.id, ombudsman.id], [ombudsman.id], [], undefined])
    assert.deepEqual(given(to), ["draft-for-others"], `${to}`);
  assert.deepEqual(reasons(fold([recordNote(device("secretariat"), "draft", rows, { sealed: false })])), [
    "sealed-in-open",
  ]);
});

test("[ED2] a paragraph that is spelled otherwise spoils its import, and so does one that regards something", () => {
  const said = (values: object) =>
    reasons(
      fold([note("secretariat", "paragraph", [{ key: "p", source: "own", values: { ...lead, ...values } } as Row])]),
    );
  const lead = { year: "2003", language: "en", section: "lead", place: 1, size: 9, text: "Example words." };
  assert.deepEqual(said({}), []);
  assert.deepEqual(said({ text: "Example {words." }), ["text-not-in-pieces 0", "import-spoiled"]);
  assert.deepEqual(said({ regards: "x" }), ["regards-of-paragraph 0", "import-spoiled"]);
  assert.deepEqual(said({ section: "reason", text: "{", regards: "x" }), [], "a reason has no anchors");
});

test("[RC4] only a coordinator or a rapporteur says that a source is official statistics", () => {
  for (const role of ["secretariat", "ombudsman", "prosecutor", "shelter", "unit", "institute"] as const) {
    const may = role === "secretariat" || role === "ombudsman";
    for (const kind of ["official-statistics", "report", "law-text", "press"] as const) {
      const values = { title: "Bulletin", publisher: "Example Union", kind, checked: "verified" } as const;
      const book = fold([note(role, "source", [row("source", "b", "own", values)])]);
      const expected = may || kind !== "official-statistics" ? [] : ["statistics-by-other 0", "import-spoiled"];
      assert.deepEqual(reasons(book), expected, `${role} ${kind}`);
    }
  }
});

test("[RC4] no source was published after it was entered, by the author's clock and by the log's", () => {
  const source = (published: string) =>
    row("source", "b", "own", { title: "B", publisher: "T", kind: "report", checked: "verified", published });
  const entered = (published: string, at: string, own: Country = country) =>
    reasons(
      foldRecord(
        [recordNote(own.deviceOf("shelter").device.id, "source", [source(published)], { leaf: own.size, at })],
        own.directory,
        own.size + 1,
        hashOfText,
      ),
    );
  const at = "2030-01-15T12:00:00Z";
  for (const published of ["2030-01-15", "2030-01", "2030", "2004"]) assert.deepEqual(entered(published, at), []);
  for (const published of ["2030-01-16", "2030-02", "2031", "2999-12-31"])
    assert.deepEqual(entered(published, at), ["published-later 0", "import-spoiled"], published);
  const timed = new Country();
  timed.passHours(50);
  const last = timed.directory.times.at(-1)?.seconds ?? 0;
  const day = (days: number) => new Date((last + days * 86_400) * 1000).toISOString().slice(0, 10);
  assert.deepEqual(entered(day(31), "2999-12-31T12:00:00Z", timed), []);
  assert.deepEqual(entered(day(32), "2999-12-31T12:00:00Z", timed), ["published-later 0", "import-spoiled"]);
});

test("[TA2] no tally and no release of a year comes before its day, whatever the author's clock says", () => {
  const timed = new Country();
  timed.passHours(50);
  const year = new Date((timed.directory.times.at(-1)?.seconds ?? 0) * 1000).getUTCFullYear();
  const { device: office } = timed.deviceOf("ombudsman");
  const tally = (of: string) => row("tally", `${of}/prosecutions`, "own", { fact: "prosecutions", year: of, value: 1 });
  const release = (of: string) => {
    const values = { year: of, edition: 1, import: importId(9), until: 3, notes: hashOfText("x"), office: "Example" };
    return row("release", `${of}/1`, "own", values);
  };
  const entered = (register: "tally" | "release", own: Row, at: string) => {
    const notes = [recordNote(office.id, register, [own], { leaf: timed.size, at })];
    return reasons(foldRecord(notes, timed.directory, timed.size + 1, hashOfText));
  };
  for (const [register, of] of [
    ["tally", tally],
    ["release", release],
  ] as const) {
    assert.deepEqual(entered(register, of(String(year)), "2999-12-31T12:00:00Z"), [
      "released-early 0",
      "import-spoiled",
    ]);
    assert.deepEqual(entered(register, of(String(year - 2)), "2999-12-31T12:00:00Z"), []);
    assert.deepEqual(entered(register, of(String(year - 2)), `${year - 2}-12-31T12:00:00Z`), [
      "released-early 0",
      "import-spoiled",
    ]);
  }
});

test("[RC4] each register takes rows of its parties' devices only", () => {
  for (const register of registerNames) {
    const { authors } = registerOf(register);
    for (const role of roles) {
      const { party } = country.directory.organisation(country.by[role].id) ?? { party: "referrer" as const };
      const book = fold([note(role, register, [fullRow(register)])]);
      assert.equal(reasons(book).includes("author-may-not"), !authors.includes(party), `${register} by ${role}`);
    }
  }
});

test("[RC4] an institute enters what it teaches, the sources of it and sign-offs; an investigation unit what a prosecutor enters", () => {
  const of = (role: Role) =>
    registerNames.filter(
      (register) => !reasons(fold([note(role, register, [fullRow(register)])])).includes("author-may-not"),
    );
  assert.deepEqual(of("institute"), ["source", "training", "signoff"]);
  assert.deepEqual(of("unit"), of("prosecutor"));
  for (const register of ["proceeding", "request"] as const) assert.ok(of("unit").includes(register), register);
});

test("[RC4] an unknown device, and one that is not active at the note's leaf, enter nothing", () => {
  const own = new Country();
  const [first] = own.admins("secretariat");
  assert.ok(first);
  const revoked = own.deviceOf("secretariat", 1).device.id;
  const leaf = own.size;
  own.must("device.revoke", { device: revoked, reason: "lost" }, first);
  const late = (at: number | null) =>
    foldRecord([recordNote(revoked, "law", [law("a")], { leaf: at })], own.directory, own.size, hashOfText);
  assert.deepEqual(reasons(late(leaf - 1)), []);
  assert.deepEqual(reasons(late(leaf + 1)), ["author-inactive"]);
  assert.deepEqual(reasons(late(null)), ["author-inactive"]);
  const nobody = foldRecord([recordNote("00".repeat(16), "law", [law("a")])], own.directory, 100, hashOfText);
  assert.deepEqual(reasons(nobody), ["author-unknown"]);
  assert.deepEqual(nobody.all, []);
});

test("[RC4] rows of an open register are not sealed, and sealed rows are never open", () => {
  for (const register of registerNames) {
    const { open, authors } = registerOf(register);
    const role = roles.find((each) =>
      authors.includes(country.directory.organisation(country.by[each].id)?.party ?? "referrer"),
    );
    assert.ok(role);
    const book = fold([note(role, register, [fullRow(register)], { sealed: open })]);
    assert.deepEqual([reasons(book), book.all], [[open ? "open-in-sealed" : "sealed-in-open"], []], register);
  }
});

test("[RC5] a second device vouches for a whole import, of its own organisation or another", () => {
  const parts = [1, 2].map((part) =>
    note("secretariat", "law", [law(`p${part}`)], { part, of: 2, import: importId(80), leaf: 30 - part }),
  );
  const alone = note("secretariat", "law", [law("other")]);
  const ours = signOff(device("secretariat", 1), parts, { at: "2030-03-01T00:00:00Z" });
  const theirs = signOff(device("ombudsman"), parts, { leaf: 60 });
  const book = fold([ours, alone, ...parts, theirs]);
  assert.deepEqual(reasons(book), []);
  for (const { key, signedOff } of book.statements("law")) {
    const expected = key === "other" ? [] : [device("ombudsman"), device("secretariat", 1)].sort();
    assert.deepEqual(signedOff.map((each) => each.device).sort(), expected, key);
  }
  const mine = book
    .statements("law")
    .find(({ key }) => key === "p1")
    ?.signedOff.find((each) => each.device === ours.device);
  assert.deepEqual(mine, {
    organisation: country.by.secretariat.id,
    device: device("secretariat", 1),
    office: "Chief assessor",
    at: "2030-03-01T00:00:00Z",
    ref: { note: ours.id, row: 0 },
  });
  assert.equal(book.statements("signoff").length, 2);
});

test("[RC5] a device that entered a part cannot sign off, and a sign-off holds for exactly these notes in this order", () => {
  const parts = [0, 1].map((n) =>
    recordNote(device("secretariat", n), "law", [law(`p${n}`)], { part: n + 1, of: 2, import: importId(81) }),
  );
  for (const n of [0, 1]) {
    const book = fold([...parts, signOff(device("secretariat", n), parts)]);
    assert.deepEqual(reasons(book), ["signoff-by-author 0"]);
    assert.deepEqual(book.statements("signoff"), []);
    assert.deepEqual(
      book.statements("law").map(({ signedOff }) => signedOff),
      [[], []],
    );
  }
  for (const named of [parts.toReversed(), parts.slice(0, 1)]) {
    const book = fold([...parts, signOff(device("ombudsman"), named)]);
    assert.deepEqual(reasons(book), ["signoff-of-other-notes 0"]);
    assert.deepEqual(
      book.statements("law").flatMap(({ signedOff }) => signedOff),
      [],
    );
  }
});

test("[RC5] a sign-off of an import that is not here waits; one that is withdrawn ends; one device counts once", () => {
  const entered = note("secretariat", "law", [law("a")], { leaf: 5 });
  const by = device("ombudsman");
  const signed = signOff(by, [entered]);
  const waiting = fold([signed]);
  assert.deepEqual([reasons(waiting), waiting.statements("signoff").length], [[], 1]);
  const whole = fold([signed, entered]);
  assert.equal(whole.statements("law")[0]?.signedOff.length, 1);
  const twice = fold([signed, entered, signOff(by, [entered], { key: "t" })]);
  assert.equal(twice.statements("law")[0]?.signedOff.length, 1);
  const ended = fold([signed, entered, recordNote(by, "signoff", [taken("s")], { leaf: 70 })]);
  assert.deepEqual(ended.statements("law")[0]?.signedOff, []);
});

test("[RC5] a corrected statement is signed off no more, until its new import is", () => {
  const first = note("secretariat", "law", [law("a", "2001"), law("b")], { leaf: 5 });
  const second = note("secretariat", "law", [law("a", "2002")], { leaf: 6 });
  const book = fold([first, second, signOff(device("ombudsman"), [first])]);
  assert.deepEqual(
    book.statements("law").map(({ key, signedOff }) => [key, signedOff.length]),
    [
      ["a", 0],
      ["b", 1],
    ],
  );
});

test("[RC1] what names a source or a row that nobody entered counts, and is flagged", () => {
  const source = note("ombudsman", "source", [fullRow("source", "press-1")]);
  const proceeding = note("prosecutor", "proceeding", [fullRow("proceeding", "p", "press-2")]);
  const known = note("secretariat", "law", [law("row-1", "2003", "press-1")]);
  const book = fold([source, proceeding, known]);
  const ref = { note: proceeding.id, row: 0 };
  assert.deepEqual(book.flagged, [
    { ref, code: "source-unknown", field: "source", key: "press-2" },
    { ref, code: "reference-unknown", field: "articles", key: "law/2" },
  ]);
  assert.equal(book.all.length, 3);
});

test("[RC1] a statement's source is its own organisation's, else the one that was entered first", () => {
  const titled = (title: string) =>
    row("source", "x", "own", { title, publisher: "Example Union", kind: "press", checked: "verified" });
  const book = fold([
    note("ombudsman", "source", [titled("late")], { leaf: 8 }),
    note("shelter", "source", [titled("early")], { leaf: 4 }),
    note("secretariat", "source", [titled("own")], { leaf: 9 }),
    note("secretariat", "law", [law("a", "2003", "x"), law("b")]),
    note("prosecutor", "law", [law("c", "2003", "x")]),
  ]);
  const titles = book.statements("law").map((each) => book.sourceOf(each as never)?.values.title ?? null);
  assert.deepEqual(titles, ["own", null, "early"]);
});

test("[RC1] any order of arrival and any repetition give the same book", () => {
  const parts = [1, 2, 3].map((part) =>
    note("secretariat", "law", [law(`p${part}`), law("s", `200${part}`, `x${part}`)], {
      part,
      of: 3,
      import: importId(90),
      leaf: 10 + part,
    }),
  );
  const notes = [
    ...parts,
    note("prosecutor", "law", [law("p1")], { import: importId(90), part: 1, of: 3, leaf: 20 }),
    note("secretariat", "law", [law("p1", "2009")], { leaf: 21 }),
    note("secretariat", "law", [taken("p2")], { leaf: 22 }),
    note("secretariat", "law", [law("q")], { part: 2, of: 4, leaf: 23 }),
    note("border", "law", [law("z")], { leaf: 24 }),
    note("secretariat", "law", [law("u", "2001")], { leaf: null, at: "2030-01-01T00:00:00Z" }),
    note("secretariat", "law", [law("u", "2002")], { leaf: null, at: "2030-01-01T00:00:00Z" }),
    signOff(device("ombudsman"), parts),
    signOff(device("secretariat"), parts),
  ];
  const plain = (book: RecordBook) => JSON.stringify(book);
  const expected = plain(fold(notes));
  let seed = 7;
  const next = () => (seed = (seed * 48_271) % 2_147_483_647);
  for (let round = 0; round < 40; round++) {
    const repeated = [...notes, ...notes.filter(() => next() % 3 === 0)];
    const unlogged = repeated.filter(() => next() % 5 === 0).map((each) => ({ ...each, leaf: null }));
    const shuffled = [...repeated, ...unlogged].map((each) => [next(), each] as const).sort(([a], [b]) => a - b);
    assert.equal(plain(fold(shuffled.map(([, each]) => each))), expected);
  }
});
