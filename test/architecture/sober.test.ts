// What a ministry, a survivors' board or a donor may look at is sober: the program with its demonstration, the front page, the guides, the
// specification, and the invented world of the tests.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { inventedCases } from "../../src/cli/demonstration/invented-cases.ts";
import { demonstrationOrganisations } from "../../src/cli/demonstration/organisations.ts";
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
    !name.startsWith("src/cli/demonstration/record/"),
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
  assert.ok(looked.some((name) => name.startsWith("src/cli/demonstration/")));
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
  const code = /^[A-Za-z0-9:-]+$/;
  for (const { draft, steps } of inventedCases) {
    const { person, reach, story } = draft.sheets ?? {};
    assert.match(String(person?.set["given"]), /^Test Person \d+$/);
    for (const said of [reach?.set["value"], reach?.set["when"], story?.set["words"]])
      assert.match(String(said ?? "Example"), /^Example/);
    for (const { does } of steps) {
      const { set = {} } = "answers" in does ? does.answers(() => "2026-01-15") : {};
      for (const said of Object.values(set).filter((value) => typeof value === "string" && !code.test(value)))
        assert.match(String(said), /^(Example: .+|Test Person \d+|Worker \d)$/);
    }
  }
});
