// What a country publishes of forms: who signs which change, from when a version counts, and what one seat stops.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";
import { CaseBuilder, Country } from "../../../test/support/country.ts";
import { idOfForm } from "../../note/form-id.ts";
import { formWordParts, formWords } from "../../words/form-words.ts";
import { readWords } from "../../words/read-words.ts";
import { foldCase } from "../case/fold.ts";
import { foldSheets } from "../case/fold-sheets.ts";
import { checkSheet, maySeal } from "./check-sheet.ts";
import type { Form, FormField, FormVersion, FormWords } from "./form.ts";
import { library } from "./library.ts";

const english = await readWords("en", formWordParts);
let country: Country;

beforeEach(() => {
  country = new Country();
  country.logTime();
});

function shipped(key: string): FormVersion {
  return library.newest(key) ?? assert.fail(key);
}

/** The next version of a form, with what changes. */
function next(before: FormVersion, change: Partial<Form>): FormVersion {
  const form: Form = { ...before.form, version: before.form.version + 1, was: before.id, ...change };
  return { id: idOfForm(form), form };
}

function withField(before: FormVersion, field: FormField): FormVersion {
  return next(before, { fields: [...before.form.fields, field] });
}

const group = (key: string) => shipped(key).form.groups[0]?.key ?? assert.fail(key);
const question = (key: string): FormField => ({ key: "asked-anew", group: group(key), type: "yes-no" });
const devices = () => country.admins("secretariat");
const seats = (count: number) => country.seats.slice(0, count);
const newest = (key: string) => country.directory.forms.bookAt(country.size).newest(key)?.id;
const words = ({ id, form }: FormVersion): FormWords => formWords(english, "en", form, id) as FormWords;

test("[FM13] a country that publishes nothing has the library", () => {
  assert.equal(country.directory.forms.bookAt(country.size), library);
});

test("[FM13] two devices of the coordinator ask one question more: in force after the wait, and not before", () => {
  const second = withField(shipped("service"), question("service"));
  country.must("form.set", second, ...devices());
  assert.equal(newest("service"), shipped("service").id);
  country.passHours(71);
  assert.equal(newest("service"), shipped("service").id);
  country.passHours(2);
  assert.equal(newest("service"), second.id);
  assert.deepEqual(
    country.directory.forms.bookAt(country.size).forms.map(({ form }) => form.key),
    library.forms.map(({ form }) => form.key),
    "each form keeps its place",
  );
});

test("[FM13] another order is in force at once, also where one device and one seat of the council sign", () => {
  const [first] = devices();
  assert.ok(first);
  const { form } = shipped("service");
  const second = next(shipped("service"), { fields: form.fields.toReversed() });
  country.must("form.set", second, first, ...seats(1));
  assert.equal(newest("service"), second.id);
});

test("[FM13] nobody else signs it: one device, another organisation's, one seat, a stranger beside enough", () => {
  const second = withField(shipped("service"), question("service"));
  const [first] = devices();
  assert.ok(first);
  const [shelter] = country.admins("shelter");
  assert.ok(shelter);
  for (const signers of [[first], country.admins("shelter"), seats(1), [...devices(), shelter]])
    assert.equal(country.say("form.set", second, ...signers), "not-signed-by-coordinator");
  assert.equal(country.say("form.set", second, ...seats(2)), null, "the council may do what the coordinator may");
});

test("[FM13] what is heavier needs the council, and waits too", () => {
  const risk = shipped("risk").form;
  const heavier: readonly FormVersion[] = [
    next(shipped("risk"), { due: risk.due.slice(1) }),
    next(shipped("service"), { seal: "day" }),
    withField(shipped("health"), { key: "more", group: group("health"), type: "text" }),
  ];
  for (const version of heavier) {
    assert.equal(country.say("form.set", version, ...devices()), "not-signed-by-council", version.form.key);
    assert.equal(country.say("form.set", version, ...seats(2)), null, version.form.key);
    assert.notEqual(newest(version.form.key), version.id);
  }
  country.passHours(73);
  for (const version of heavier) assert.equal(newest(version.form.key), version.id);
});

test("[FM5] [FM8] [FM11] what nobody may sign is refused although the whole council signs it", () => {
  const service = shipped("service");
  const [firstField, ...others] = service.form.fields;
  assert.ok(firstField);
  const refused: readonly FormVersion[] = [
    next(service, { groups: service.form.groups.map((one) => ({ ...one, part: "referral" as const })) }),
    next(service, { fields: others }),
    next(service, { writers: ["provider", "justice"] }),
    withField(shipped("danger"), { key: "more", group: group("danger"), type: "text" }),
    { ...withField(service, question("service")), form: { ...service.form, version: 2 } },
    next(service, { version: 3 }),
  ];
  for (const version of refused) {
    const named = { ...version, id: idOfForm(version.form) };
    assert.equal(country.say("form.set", named, ...country.seats), "form-refused");
  }
  const lied = { ...withField(service, question("service")), id: service.id };
  assert.equal(country.say("form.set", lied, ...country.seats), "malformed", "a version is named by its hash");
});

test("[FM13a] a light change on top of one that waits does not bring it into force", () => {
  const second = withField(shipped("service"), question("service"));
  const third = next(second, { fields: second.form.fields.toReversed() });
  country.must("form.set", second, ...devices());
  country.must("form.set", third, ...devices());
  assert.equal(newest("service"), shipped("service").id);
  country.passHours(73);
  assert.equal(newest("service"), third.id);
});

test("[FM13b] one seat stops a version at once, with what was built on it; a device of the coordinator does not", () => {
  const second = withField(shipped("service"), question("service"));
  const third = next(second, { fields: second.form.fields.toReversed() });
  country.must("form.set", second, ...devices());
  country.must("form.set", third, ...devices());
  country.passHours(73);
  assert.equal(country.say("form.stop", { version: second.id }, ...devices()), "not-signed-by-council");
  country.must("form.stop", { version: second.id }, ...seats(1));
  assert.equal(newest("service"), shipped("service").id);
  assert.equal(country.say("form.stop", { version: third.id }, ...seats(1)), "unknown-form", "stopped with it");
  assert.equal(country.say("form.stop", { version: shipped("service").id }, ...seats(1)), "unknown-form");
  assert.equal(country.say("form.set", second, ...devices()), "not-signed-by-council", "it comes back by the council");
  country.must("form.set", second, ...seats(2));
  country.passHours(73);
  assert.equal(newest("service"), second.id);
});

test("[FM13b] what a stopped version asked keeps its meaning: sheets may name it", () => {
  const second = withField(shipped("service"), question("service"));
  country.must("form.set", second, ...devices());
  country.passHours(73);
  country.must("form.stop", { version: second.id }, ...seats(1));
  const bent = withField(shipped("service"), { ...question("service"), type: "day" });
  assert.equal(country.say("form.set", bent, ...country.seats), "form-refused");
  const without = next(shipped("service"), { fields: shipped("service").form.fields.toReversed() });
  assert.equal(country.say("form.set", without, ...devices()), null, "nobody has to keep it");
});

test("[FM13c] twelve versions of a form in a year, and no thirteenth on the same day; after the year again", () => {
  let last = shipped("service");
  for (let count = 0; count < 12; count++) {
    last = next(last, { fields: last.form.fields.toReversed() });
    country.must("form.set", last, ...devices());
  }
  const thirteenth = next(last, { fields: last.form.fields.toReversed() });
  assert.equal(country.say("form.set", thirteenth, ...country.seats), "too-many-forms");
  country.passHours(366 * 24);
  assert.equal(country.say("form.set", thirteenth, ...devices()), null);
});

test("[FM13c] a country has so many forms of its own and no more; those that everybody follows are counted apart", () => {
  const named = (key: string, writers: Form["writers"]) => {
    const { was: _none, ...danger } = shipped("danger").form;
    const form: Form = { ...danger, key, version: 1, writers, due: [] };
    return { id: idOfForm(form), form };
  };
  for (let n = 0; n < 20; n++) country.must("form.set", named(`own-${n}`, ["referrer"]), ...seats(2));
  assert.equal(country.say("form.set", named("own-20", ["referrer"]), ...seats(2)), "too-many-forms");
  for (let n = 20; n < 60; n++) country.must("form.set", named(`own-${n}`, ["provider"]), ...seats(2));
  assert.equal(country.say("form.set", named("own-60", ["provider"]), ...seats(2)), "too-many-forms");
});

test("[FM13d] forms that referrers fill are of the directory; a note in the other class is refused", () => {
  const classOf = (version: FormVersion) => country.sign("form.set", version, devices()).split("\n")[0];
  assert.equal(classOf(withField(shipped("first-line"), question("first-line"))), "panoh.org/directory/v1");
  const service = withField(shipped("service"), question("service"));
  assert.equal(classOf(service), "panoh.org/public/v1");
  const content = country.content("form.set", service);
  assert.equal(
    country.directory.apply({ content, signers: devices().map(({ name }) => name), leafClass: "directory" }, 400),
    "wrong-class",
  );
});

test("[FM12] [FM13e] words of a form that ships: the council alone, at once; a telephone number, a link or a hidden character is no note at all", () => {
  const service = shipped("service");
  const good = { ...words(service), title: "Help that was given" };
  assert.equal(country.say("form.words", good, ...devices()), "not-signed-by-council");
  country.must("form.words", good, ...country.seats);
  assert.deepEqual(country.directory.forms.bookAt(country.size).words(service.id, "en"), good);
  assert.equal(country.directory.forms.bookAt(country.size).words(service.id, "fr"), undefined);
  const own = next(service, { fields: service.form.fields.toReversed() });
  country.must("form.set", own, ...devices());
  const [first] = devices();
  assert.ok(first);
  assert.equal(country.say("form.words", { ...good, of: own.id }, first), "not-signed-by-coordinator");
  country.must("form.words", { ...good, of: own.id }, ...devices());
  for (const title of [
    "Call 992 900 00 00 01",
    "See example.org @ us",
    "www.example.org",
    "A\u202ename",
    "Old\u200bone",
  ])
    assert.throws(() => country.sign("form.words", { ...good, title }, country.seats), RangeError, title);
  const { due: _due, ...less } = good;
  assert.equal(country.say("form.words", { ...good, fields: {} }, ...country.seats), "form-refused");
  assert.throws(() => country.sign("form.words", less as FormWords, country.seats), RangeError);
  assert.equal(country.say("form.words", { ...good, of: "0".repeat(64) }, ...country.seats), "unknown-form");
});

test("[FM6] a save counts under the version in force, and 14 days after it was replaced; not before its time, and not once it was stopped", () => {
  const service = shipped("service");
  const second = withField(service, question("service"));
  const build = new CaseBuilder(country);
  build.add("shelter", "case.open", { lead: country.by.shelter.id });
  const save = (version: FormVersion, n: number) =>
    build.add("shelter", "answers", {
      form: "service",
      version: version.id,
      sheet: `${n}`.padStart(32, "0"),
      part: "support",
      set: { on: "2030-01-01" },
      gone: {},
      over: [],
    });
  const verdict = (id: string) => {
    const forms = country.directory.forms.bookAt(country.size);
    const state = foldCase(build.id, build.entries, { directory: country.directory, now: country.size, forms: forms });
    return build.verdict(id, state);
  };
  country.must("form.set", second, ...devices());
  const early = save(second, 1);
  const before = save(service, 2);
  country.passHours(73);
  const after = save(second, 3);
  const late = save(service, 4);
  country.passHours(13 * 24);
  const offline = save(service, 5);
  country.passHours(2 * 24);
  const outdated = save(service, 6);
  country.must("form.stop", { version: second.id }, ...seats(1));
  const stopped = save(second, 7);
  const again = save(service, 8);
  assert.deepEqual([early, before, after, late, offline, outdated, stopped, again].map(verdict), [
    "form-not-in-force",
    "effective",
    "effective",
    "effective",
    "effective",
    "form-not-in-force",
    "form-stopped",
    "effective",
  ]);
  build.add("shelter", "adopt", { entries: [stopped, outdated] });
  assert.deepEqual([stopped, outdated].map(verdict), ["effective", "effective"]);
});

test("[FM13] the limits of a form hold in a note too", () => {
  const { fields } = JSON.parse(readFileSync(new URL("library/service.json", import.meta.url), "utf8")) as Form;
  const many = Array.from({ length: 100 }, (_, n) => ({ ...question("service"), key: `more-${n}` }));
  const version = next(shipped("service"), { fields: [...fields, ...many] });
  assert.throws(() => country.sign("form.set", version, country.seats), RangeError);
});

test("[FM6a] a sheet keeps the version and the words under which it was answered: a retired code is read, and a question that is required since then blocks nobody", () => {
  const first = shipped("service");
  const other = first.form.fields.find(({ key }) => key === "kind")?.list ?? assert.fail();
  const [kind] = (first.form.lists[other] ?? []).map((code) => (typeof code === "string" ? code : code.code));
  const second = next(first, {
    lists: {
      ...first.form.lists,
      [other]: (first.form.lists[other] ?? []).map((code, place) =>
        place === 0 ? { code: kind ?? "", retired: true } : code,
      ),
    },
  });
  const third = withField(second, { ...question("service"), required: true });
  const build = new CaseBuilder(country);
  build.add("shelter", "case.open", { lead: country.by.shelter.id });
  build.add("shelter", "answers", {
    form: "service",
    version: first.id,
    sheet: "ab".repeat(16),
    part: "support",
    set: { kind: kind ?? "", on: "2030-01-01" },
    gone: {},
    over: [],
  });
  country.must("form.words", { ...words(first), title: "As it was called" }, ...country.seats);
  country.must("form.set", second, ...seats(2));
  country.must("form.set", third, ...seats(2));
  country.must("form.words", { ...words(third), title: "As it is called" }, ...devices());
  country.passHours(73);
  const forms = country.directory.forms.bookAt(country.size);
  assert.equal(forms.newest("service")?.id, third.id);
  const state = foldCase(build.id, build.entries, { directory: country.directory, now: country.size, forms: forms });
  const [sheet] = foldSheets(state, forms);
  const answer = sheet?.answers.get("kind");
  assert.deepEqual([answer?.value, answer?.heads[0]?.version], [kind, first.id]);
  assert.equal(forms.words(first.id, "en")?.title, "As it was called");
  assert.equal(forms.words(third.id, "en")?.title, "As it is called");
  assert.equal(forms.version(first.id), first.form);
  const check = checkSheet(third.form, { set: { kind: kind ?? "", on: "2030-01-01" }, gone: {} }, "2030-01-05", {});
  assert.deepEqual(check.hard, [], "the retired code is still read");
  assert.ok(check.gaps.includes("asked-anew"));
  assert.ok(maySeal(third.form, check), "what is asked anew blocks nobody");
});
