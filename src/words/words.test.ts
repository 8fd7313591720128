// The files of words: nothing missing, nothing invented, nothing broken, every number in its form, in every language.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  compiledOf,
  messagesOf,
  namesIn,
  partsOf,
  tagsOfFolders,
  wordsFolder,
} from "../../test/support/words/files.ts";
import { generatedFiles } from "../../test/support/words/generated.ts";
import { compare, marksFor, stateOf } from "../../test/support/words/read-marks.ts";
import { compileMessage } from "./compile-message.ts";
import { Language } from "./language.ts";
import { isChecked, languages, languageTags } from "./languages.ts";
import type { Message } from "./message.ts";
import { readWords } from "./read-words.ts";
import { Words } from "./words.ts";

const english = compiledOf("en");

for (const tag of languageTags) {
  const messages = compiledOf(tag);

  test(`${tag}: has the files and the keys of English, in its order, none of them empty`, () => {
    assert.deepEqual(partsOf(tag), partsOf("en"));
    for (const part of partsOf("en")) {
      assert.deepEqual(Object.keys(messagesOf(tag, part)), Object.keys(messagesOf("en", part)), part);
      for (const [key, text] of Object.entries(messagesOf(tag, part))) assert.notEqual(text.trim(), "", key);
    }
  });

  test(`${tag}: what is not to be given to an organisation names it as who gets nothing, not behind a colon as who said so`, () => {
    assert.doesNotMatch(messagesOf(tag, "desk")["safety.withdrawn-of-short"] ?? ":", /:/);
  });

  test(`${tag}: a message names the values and marks of the English one, and no others`, () => {
    for (const [key, { message }] of messages) {
      const source = namesIn(english.get(key)?.message ?? "");
      const names = namesIn(message);
      for (const name of names.keys()) assert.ok(source.has(name), `${key}: ${name} is not in English`);
      for (const [name, kinds] of source) {
        // A number that English counts may stand as it is, or be left out where the form says it ("one device").
        if (!kinds.has("plural") && !kinds.has("select")) assert.ok(names.has(name), `${key}: ${name} is missing`);
      }
    }
  });

  test(`${tag}: what counts has a form for every category of the language, and what chooses one for every other word`, () => {
    for (const [key, { message }] of messages)
      for (const [kind, options] of choicesIn(message)) {
        const known: readonly string[] = kind === "plural" ? languages[tag].categories : ["other"];
        for (const category of known) assert.ok(options.includes(category), `${key}: ${category} is missing`);
        // A form that no number of the language takes would never be read.
        if (kind === "plural")
          for (const option of options)
            assert.ok(known.includes(option) || /^=\d+$/.test(option), `${key}: no number is ${option}`);
      }
  });
}

// Reports still put some of their sentences behind each other.
test("a sentence is whole: none but a report's begins or ends with a space, so that no order of words is in the code", () => {
  for (const tag of languageTags)
    for (const part of partsOf(tag))
      for (const [key, text] of Object.entries(messagesOf(tag, part)))
        if (!key.startsWith("report.")) assert.equal(text, text.trim(), `${tag} ${key}`);
});

test("what is written from the files is as new as they are: npm run words", () => {
  for (const [name, text] of Object.entries(generatedFiles()))
    assert.equal(readFileSync(join(wordsFolder, name), "utf8"), text, name);
  assert.deepEqual(languageTags, tagsOfFolders());
});

test("a message that cannot be read is refused with its key", () => {
  const broken = [
    "{n, plural, one {# day}",
    "{n, plural, one {# day}}",
    "a {name",
    "<a>here",
    "the country's",
    "{at, time, short}",
    "{on, date, long}",
    "{n, number, percent}",
    "{n, plural, offset:1 other {#}}",
    "{n, selectordinal, other {#th}}",
    "{n, plural, other {{k, select, other {#}}}}",
    "No. # of it",
  ];
  for (const text of broken) assert.throws(() => compileMessage("some.key", text), /^Error: some\.key: /, text);
});

test("numbers, names, dates, choices and marks stand in a sentence as the language writes them", () => {
  const say = (tag: "en" | "ru" | "tg" | "fa", text: string, values: object) =>
    new Words(languages[tag], { k: compileMessage("k", text) }).text("k", values);
  const days = "{n, plural, one {# день} few {# дня} many {# дней} other {# дня}}";
  assert.deepEqual(
    [1, 2, 5, 11, 21, 22, 1_500].map((n) => say("ru", days, { n })),
    ["1 день", "2 дня", "5 дней", "11 дней", "21 день", "22 дня", "1\u00a0500 дней"],
  );
  assert.equal(say("fa", "{n} {name}", { n: 1_200, name: "Shelter" }), "۱٬۲۰۰ \u2068Shelter\u2069");
  assert.equal(say("en", "{year, number, plain}: {n}", { year: 2003, n: 2_003 }), "2003: 2,003");
  assert.deepEqual(
    ["2003", "2003-08", "2003-08-01"].map((on) => say("ru", "Принят {on, date, in}", { on })),
    ["Принят в 2003 году", "Принят в августе 2003 года", "Принят 1 августа 2003 года"],
  );
  const penalty = "{n, plural, =0 {never} other {{way, select, fine {fined} other {judged}} # times}}";
  assert.equal(say("en", penalty.replace(" #", ""), { n: 0, way: "fine" }), "never");
  assert.equal(say("en", penalty, { n: 3, way: "fine" }), "fined 3 times");
  assert.equal(say("en", penalty, { n: 3, way: "other words" }), "judged 3 times");
});

test("a choice is among its own options, whatever a stranger wrote; only what is absent is absent", () => {
  const message = compileMessage("a.b", "{article, select, null {no article} other {article {article}}}");
  const plural = compileMessage("a.c", "{n, plural, one {# row} other {# rows}}");
  const english = new Words(languages.en, { "a.b": message, "a.c": plural });
  for (const article of ["130.1", "constructor", "toString", "__proto__", "hasOwnProperty", "null", "other"])
    assert.equal(english.text("a.b", { article }), `article ${article}`);
  assert.equal(english.text("a.b", { article: null }), "no article");
  assert.equal(english.text("a.c", { n: "constructor" }), "NaN rows");
});

test("what is put together of parts in Persian is read from right to left, and a Latin name alone from left to right", () => {
  const { fa, en } = languages;
  const parts = fa.list(["الف", "ب"]);
  assert.deepEqual([fa.isolate("Shelter"), fa.isolate(parts)], ["\u2068Shelter\u2069", `\u2067${parts}\u2069`]);
  const words = new Words(fa, { row: compileMessage("row", "{year}: {n}"), all: compileMessage("all", "ب {row}.") });
  const row = words.text("row", { year: "۲۰۰۳ میلادی", n: "۱ ردیف" });
  assert.equal(words.text("all", { row }), "ب \u2067\u2068۲۰۰۳ میلادی\u2069: \u2068۱ ردیف\u2069\u2069.");
  assert.equal(en.isolate(en.list(["a", "b"])), "a and b");
});

test("marks become what the caller makes of them, around words and values; as text they leave their words", () => {
  const words = new Words(languages.en, { k: compileMessage("k", "See <a>the page of {name}</a>, <b>{n}</b> times") });
  const link = (tag: string) => (content: readonly unknown[]) => ({ tag, content });
  const run = words.marked("k" as never, { name: "X <b>", n: 2 } as never, { a: link("a"), b: link("b") } as never);
  assert.deepEqual(run, [
    "See ",
    { tag: "a", content: ["the page of X <b>"] },
    ", ",
    { tag: "b", content: ["2"] },
    " times",
  ]);
  assert.equal(words.text("k", { name: "X", n: 2 }), "See the page of X, 2 times");
});

test("a run of marked words may be the value of another message", () => {
  const words = new Words(languages.fa, { k: compileMessage("k", "A {what}.") });
  const figure = { kind: "figure" };
  assert.deepEqual(words.marked("k" as never, { what: ["B ", figure] } as never), ["A B ", figure, "."]);
});

test("a key that is not loaded is itself, also when a stranger made it", async () => {
  const words = await readWords("ru", ["first"]);
  assert.equal(words.text("constructor"), "constructor");
  assert.ok(!words.has("toString"));
  assert.ok(words.has("app.name"));
});

test("plural categories of whole numbers are those of CLDR, where Node knows the language", () => {
  for (const tag of ["en", "ru", "fa"] as const) {
    const rules = new Intl.PluralRules(tag);
    for (let n = 0; n < 1_200; n++) assert.equal(languages[tag].plural(n), rules.select(n), `${tag} ${n}`);
  }
});

test("months and groups of digits are those of CLDR, where Node knows the language", () => {
  for (const tag of ["en", "ru", "uz", "fa"] as const) {
    const month = new Intl.DateTimeFormat(`${tag}-u-ca-gregory`, { month: "long", timeZone: "UTC" });
    const known = Array.from({ length: 12 }, (_, i) => month.format(Date.UTC(2001, i, 15)).toLowerCase());
    assert.deepEqual(
      languages[tag].months.map((name) => name.toLowerCase()),
      known,
      tag,
    );
    assert.equal(languages[tag].number(1_234_567), new Intl.NumberFormat(tag).format(1_234_567), tag);
    assert.equal(languages[tag].number(1_234.5), new Intl.NumberFormat(tag).format(1_234.5), tag);
  }
});

test("a date is written as far as it is known, of the calendar of the record in every language", () => {
  const dates = ["2003", "2003-08", "2003-08-01"];
  const bare = {
    en: ["2003", "August 2003", "1 August 2003"],
    ru: ["2003", "август 2003 г.", "1 августа 2003 г."],
    tg: ["2003", "августи 2003", "1 августи 2003"],
    uz: ["2003", "avgust 2003", "1 avgust 2003"],
    fa: ["۲۰۰۳ میلادی", "اوت ۲۰۰۳ میلادی", "۱ اوت ۲۰۰۳ میلادی"],
  };
  for (const [tag, written] of Object.entries(bare))
    assert.deepEqual(
      dates.map((date) => languages[tag as "en"].date(date)),
      written,
    );
});

test("lists are joined as the language does", () => {
  const list = (tag: "en" | "tg") => [1, 2, 3].map((n) => languages[tag].list(["a", "b", "c"].slice(0, n)));
  assert.deepEqual(list("en"), ["a", "a and b", "a, b and c"]);
  assert.deepEqual(list("tg"), ["a", "a ва b", "a, b ва c"]);
});

test("names stand in the order of the language's own letters, whatever the device speaks", () => {
  const sorted = (tag: "tg" | "uz" | "ru" | "fa" | "en", names: readonly string[]) =>
    [...names].sort((a, b) => languages[tag].compare(a, b));
  assert.deepEqual(sorted("tg", ["Қатар", "Хорватия", "Куба", "Ҳиндустон", "Ғана"]), [
    "Ғана",
    "Куба",
    "Қатар",
    "Хорватия",
    "Ҳиндустон",
  ]);
  assert.deepEqual(sorted("uz", ["Shri-Lanka", "Oʻzbekiston", "Zambiya", "Ozarbayjon", "Singapur"]), [
    "Ozarbayjon",
    "Singapur",
    "Zambiya",
    "Oʻzbekiston",
    "Shri-Lanka",
  ]);
  assert.deepEqual(sorted("en", ["Zambia", "Åland Islands", "Austria", "Albania"]), [
    "Åland Islands",
    "Albania",
    "Austria",
    "Zambia",
  ]);
});

test("a name in several languages is given in the reader's, else in one that they likely read", () => {
  assert.equal(languages.fa.pick({ ru: "Р", en: "E" }), "E");
  assert.equal(languages.tg.pick({ ru: "Р", en: "E" }), "Р");
  assert.equal(languages.tg.pick({ uz: "U" }), "U");
  assert.equal(languages.tg.pick({}), "");
});

test("a sentence counts as read by a native speaker until it or its English changes", () => {
  const english = { a: "One", b: "Two", c: "Three" };
  const russian = { a: "Один", b: "Два", c: " " };
  const marks = marksFor(english, russian);
  assert.deepEqual(compare(english, russian, {}), { lacking: ["c"], unread: ["a", "b"] });
  assert.deepEqual(compare(english, russian, marks), { lacking: ["c"], unread: [] });
  assert.deepEqual(compare(english, { ...russian, a: "Раз" }, marks).unread, ["a"]);
  assert.deepEqual(compare({ ...english, b: "A pair" }, russian, marks).unread, ["b"]);
});

test("a language says that it is checked only when a native speaker has read all of it", () => {
  for (const tag of languageTags) {
    const { lacking, unread } = stateOf(tag);
    if (isChecked(tag)) assert.deepEqual([lacking, unread], [[], []], tag);
  }
});

test("a condition on numbers that cannot be read is refused", () => {
  const data = { months: {}, plurals: { one: "n is 1" } } as unknown as ConstructorParameters<typeof Language>[1];
  assert.throws(() => new Language("xx", data), /not a condition/);
});

function choicesIn(message: Message): readonly (readonly ["plural" | "select", readonly string[]])[] {
  if (typeof message === "string") return [];
  return message.flatMap((piece) => {
    if (typeof piece === "string") return [];
    if (piece[0] === "mark") return choicesIn(piece[2]);
    if (piece[0] !== "plural" && piece[0] !== "select") return [];
    return [[piece[0], Object.keys(piece[2])] as const, ...Object.values(piece[2]).flatMap(choicesIn)];
  });
}
