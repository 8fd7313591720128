// What a ministry, a survivors' board or a donor may look at is sober: the program with its demonstration, the front page, the guides, the
// specification, and the invented world of the tests.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { inventedCases, usual } from "../../src/demonstration/invented-cases.ts";
import { demonstrationOrganisations } from "../../src/demonstration/organisations.ts";
import { root } from "./layers.ts";
import { projectFiles } from "./source-files.ts";

/** How playful words begin, in every language of the screens; tableware, fruit, birds and sport, of which the demonstration once was made. */
const playful = [
  ...["teapot", "teacup", "cup of", "saucer", "samovar", "kettle", "ladle", "spoon", "sugar bowl", "soup", "umbrella"],
  ...["tennis", "racket", "chess", "cricket", "heron", "stork", "apricot", "quince", "melon", "walnut", "mulberry"],
  ...["чайник", "чашк", "чашек", "блюдц", "самовар", "половник", "ложк", "зонт", "теннис", "аист", "абрикос", "айва"],
  ...["дыня", "орех", "ласточк", "тутовник", "фонарь"],
  ...["чойник", "пиёла", "тақсимча", "самовор", "чатр", "лаклак", "зардолу", "биҳӣ", "харбуза", "чормағз"],
  ...["фароштурук", "фонус", "choynak", "piyola", "likopcha", "laylak", "oʻrik", "qovun", "yongʻoq", "qaldirgʻoch"],
  ...["قوری", "پیاله", "نعلبکی", "سماور", "چتر", "تنیس", "لک‌لک", "زردآلو", "خربزه", "گردو", "پرستو", "فانوس"],
];
const playfulWord = new RegExp(`(?<!\\p{L})(${playful.join("|")})`, "iu");

const looked = projectFiles().filter(
  (name) =>
    /^([A-Z]+\.md|docs\/.*\.md|(src|test|bench)\/.*)$/.test(name) &&
    !/\.(png|woff2|ico)$/.test(name) &&
    name !== "test/architecture/sober.test.ts" &&
    // History from public sources, as it was published.
    !name.startsWith("src/demonstration/record/"),
);

test("no playful word stands in the program, its demonstration, its tests, the front page, the guides or the specification", () => {
  for (const name of [
    "README.md",
    "docs/guide/host.md",
    "docs/spec/log.md",
    "test/vectors/sealing.json",
    "src/words/fa/desk.json",
  ])
    assert.ok(looked.includes(name), name);
  assert.ok(looked.some((name) => name.startsWith("src/demonstration/")));
  for (const name of looked) {
    const text = readFileSync(join(root, name), "utf8");
    assert.equal(playfulWord.exec(text)?.[0], undefined, name);
  }
});

test("every organisation of the demonstration says in every language that it is an example", () => {
  const says = { en: /^Example /, ru: /^Тестов/, tg: /озмоишӣ|озмоишии/, uz: /(?<!\p{L})[Ss]inov /u, fa: /آزمایشی/ };
  for (const { name } of demonstrationOrganisations)
    for (const [language, word] of Object.entries(says)) assert.match(name[language as "en"], word, name.en);
});

test("the people of the demonstration are numbered test persons, and what is said of them is called an example", () => {
  const code = /^([A-Za-z0-9:-]+|\d+ [A-Z]{3})$/;
  const called = (answers: object) => {
    for (const value of Object.values(answers))
      if (typeof value === "string" && !code.test(value))
        assert.match(value, /^(Example( note)?: .+|Test Person \d+|Worker \d)$/);
  };
  for (const answers of Object.values(usual.sheets)) called(answers);
  for (const { sheets, steps } of inventedCases) {
    assert.match(String(sheets.person?.set["given"]), /^Test Person \d+$/);
    for (const sheet of [...Object.values(sheets), ...steps.filter((step) => "set" in step)]) called(sheet.set);
  }
});
