// The words of the short lessons: in every language the lessons, options and sentences of English, and the program's own terms in them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkSheet } from "../../src/core/form/check-sheet.ts";
import { codesOf } from "../../src/core/form/form.ts";
import { library } from "../../src/core/form/library.ts";
import { type Lesson, lessons } from "../../src/core/lessons.ts";
import { type LessonWords, lessonWords, type OptionWords } from "../../src/web/lessons/lesson-words.ts";
import { questions } from "../../src/web/lessons/questions.ts";
import { languageTags } from "../../src/words/languages.ts";
import { readWords } from "../../src/words/read-words.ts";
import { messagesOf, textsOf } from "../support/words/files.ts";

const english = await lessonsOf("en");

for (const language of languageTags) {
  const text = await lessonsOf(language);
  const program = textsOf(language);

  test(`${language}: has the lessons of English in its parts, none of them empty`, () => {
    for (const lesson of lessons) {
      assert.deepEqual(shapeOf(text[lesson]), shapeOf(english[lesson]), lesson);
      for (const words of wordsOf(text[lesson])) assert.match(words, /\p{L}{2}/u, lesson);
    }
  });

  test(`${language}: every option of a question says something of its own and why it is right or not`, () => {
    for (const lesson of lessons) {
      const { options } = text[lesson];
      assert.deepEqual(Object.keys(options).sort(), [...questions[lesson].options].sort());
      const said = Object.values(options).flatMap(({ says, why }) => [says, why]);
      assert.equal(new Set(said).size, 6, lesson);
    }
  });

  test(`[LG6] ${language}: the lesson about sending says what the screens say, in their own words`, () => {
    const lesson = text["hand-over"];
    const said = wordsOf(lesson).join(" ").toLowerCase();
    for (const key of ["sent.sealed", "sent.logged", "sent.witnessed", "sent.answered"] as const)
      assert.ok(said.includes(String(program[key]).toLowerCase()), key);
    assert.ok(lesson.question.includes(String(program["receipt.received"])), lesson.question);
  });

  test(`${language}: whom a lesson is about is a person, and nobody is called a victim`, () => {
    const wrong: Readonly<Record<string, RegExp>> = {
      en: /victim|prostitut|\b(she|hers?|he|him|his)\b/i,
      ru: /жертв|потерпевш|пострадавш|проститу|(?<!\p{L})(она|её|ее|ей|ею|ней|нею|неё|нее)(?!\p{L})/iu,
      tg: /қурбон|ҷабрдид|ҷабрдида|фоҳиш/i,
      uz: /jabrlan|jabrdiyda|qurbon|fohish/i,
      fa: /قربان|فاحش|روسپ/,
    };
    for (const words of Object.values(messagesOf(language, "lessons")))
      assert.doesNotMatch(words, wrong[language] ?? /^$/);
  });

  test(`${language}: is written in its own letters, signs and digits`, () => {
    const foreign: Readonly<Record<string, RegExp>> = {
      en: /[^\p{Script=Latin}\P{L}]/u,
      ru: /[^\p{Script=Cyrillic}\P{L}]/u,
      tg: /[^\p{Script=Cyrillic}\P{L}]/u,
      uz: /[^\p{Script=Latin}\P{L}ʻʼ]|['‘’`]/u,
      fa: /[^\p{Script=Arabic}\P{L}]|[0-9٠-٩,;?يك]/u,
    };
    for (const words of Object.values(messagesOf(language, "lessons")))
      assert.doesNotMatch(words.replace(/\{[a-z]+\}/g, ""), foreign[language] ?? /^$/);
  });
}

test("each question has one right answer, and it does not always stand at the same place", () => {
  const places = lessons.map((lesson) => {
    const { options, right }: { readonly options: readonly string[]; readonly right: string } = questions[lesson];
    assert.equal(new Set(options).size, 3, lesson);
    assert.equal(options.filter((option) => option === right).length, 1, lesson);
    return options.indexOf(right);
  });
  for (const place of [0, 1, 2]) assert.equal(places.filter((each) => each === place).length, 2);
  for (let n = 1; n < places.length; n++) assert.notEqual(places[n], places[n - 1]);
});

test("a lesson is read in two minutes: 60 to 110 words in English", () => {
  for (const lesson of lessons) {
    const words = english[lesson].parts.flat().join(" ").split(/\s+/).length;
    assert.ok(words >= 60 && words <= 110, `${lesson}: ${words} words`);
  }
});

test("the lesson about signs tells what the list of signs suggests: which alone, how many together, and for a child", () => {
  // Whoever changes the list changes the lesson, and its edition.
  const shown = [
    "documents-held-by-other",
    "not-free-to-leave",
    "violence",
    "debt-bondage",
    "made-to-work",
    "made-to-beg",
    "made-to-give-sexual-services",
    "made-to-commit-crime",
  ];
  const form = library.newest("first-line")?.form ?? assert.fail();
  const strong = Object.keys(form.lists).flatMap((list) => codesOf(form, list).filter(({ weight }) => weight === "S"));
  assert.deepEqual(strong.map(({ code }) => code).sort(), shown.sort());
  const suggestion = (age: string, set: { readonly [field: string]: readonly string[] }) =>
    checkSheet(form, { set: { age, ...set }, gone: {} }, "2031-01-01", {}).calculated["suggestion"];
  const two = { movement: ["isolated"], violence: ["threats"] };
  assert.equal(suggestion("adult", { ...two, behaviour: ["afraid"] }), "presumed");
  assert.equal(suggestion("adult", two), "possible");
  for (const age of ["child", "in-doubt"]) assert.equal(suggestion(age, two), "presumed");
  assert.match(
    english.signs.parts.flat().join(" "),
    /Three other signs together .* a child, or when you doubt the age, two\./,
  );
});

/** Paragraphs and the lengths of lists: the same in every language. */
function shapeOf({ parts }: LessonWords): readonly (string | number)[] {
  return parts.map((part) => (typeof part === "string" ? "paragraph" : part.length));
}

function wordsOf(words: LessonWords): readonly string[] {
  const options = Object.values<OptionWords>(words.options).flatMap(({ says, why }) => [says, why]);
  return [words.title, ...words.parts.flat(), words.question, ...options];
}

async function lessonsOf(tag: (typeof languageTags)[number]): Promise<Readonly<Record<Lesson, LessonWords>>> {
  const words = await readWords(tag, ["lessons"]);
  return Object.fromEntries(lessons.map((lesson) => [lesson, lessonWords(words, lesson)])) as Record<
    Lesson,
    LessonWords
  >;
}
