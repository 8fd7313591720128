// What may be a name in three scripts, and what is left of a text without it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { commonWords, piecesOf, textWithout, wordsIn } from "./free-text-names.ts";

const marked = (texts: readonly string[], own = "") =>
  piecesOf(texts, { own }).map((pieces) => pieces.flatMap(({ text, maybeName }) => (maybeName ? [text] : [])));

test("[OF3] words with a capital letter may be names, in Latin and Cyrillic, also where they begin a sentence", () => {
  assert.deepEqual(marked(["Zarina went there. Later she met Karim-jon in Sughd."]), [
    ["Zarina", "Later", "Karim-jon", "Sughd"],
  ]);
  assert.deepEqual(marked(["Её сестра Зарина ждёт. Она сказала: Қодир знает."]), [["Её", "Зарина", "Она", "Қодир"]]);
});

test("[OF3] a word that stands elsewhere with a small letter is no name where it begins a sentence, and is one in its middle", () => {
  assert.deepEqual(marked(["The sister knows. Then came the sister.", "He met Then."]), [["Then"], ["He", "Then"]]);
});

test("[OF3] in letters without capitals the word behind a title may be a name", () => {
  assert.deepEqual(marked(["با آقای کریمی و خواهرش زرینا آمد."]), [["کریمی"]]);
});

test("[OF3] in letters without capitals a word is marked that sounds like a name of the same texts in another script, or like one that is known", () => {
  const persian = "بعد زرینا با جمشید آمد و بهروز ماند.";
  assert.deepEqual(marked([persian]), [[]], "nothing else says that these are names");
  assert.deepEqual(marked([persian, "Её сестра Зарина ждёт."]), [["زرینا"], ["Её", "Зарина"]]);
  assert.deepEqual(
    piecesOf([persian, "vaqtida behruz keldi"], { own: "Jamshed", names: ["Ҷамшед", "Беҳрӯз"] }).map((pieces) =>
      pieces.flatMap(({ text, maybeName }) => (maybeName ? [text] : [])),
    ),
    [["بهروز"], ["behruz"]],
    "with a small letter too, and never the person's own",
  );
});

test("[OF3] in letters without capitals a word is marked that is none of the common ones, and a word that is joined of common ones is one", () => {
  const common = commonWords(["زن و مرد با هم به خانه‌های نو آمدند، بعد ماند"]);
  const shown = (text: string, own = "") =>
    piecesOf([text], { own, common }).flatMap((pieces) =>
      pieces.flatMap(({ text: it, maybeName }) => (maybeName ? [it] : [])),
    );
  assert.deepEqual(shown("بعد زرینا با جمشید به خانه آمدند و ۱۲ مرد‌های نو، Zarina then."), [
    "زرینا",
    "جمشید",
    "Zarina",
  ]);
  assert.deepEqual(shown("بعد زرینا با جمشید ماند", "Zarina"), ["جمشید"], "never the person's own");
  assert.deepEqual(shown("بعد نیو ماند", "نیو"), [], "also one of a single consonant");
  assert.deepEqual(shown("زرینا‌های نو"), ["زرینا‌های"], "a name stays one with an ending");
  assert.deepEqual(shown("با آقای کریمی"), ["کریمی"], "a title is none");
});

test("[OF3] a common word by which people are called too is marked softly, whatever its letters, never the person's own name, and not where it is marked anyway", () => {
  const common = commonWords(["دولت از سفر او خبر دارد"]);
  const soft = (text: string, own = "") =>
    piecesOf([text], { own, common }).flatMap((pieces) =>
      pieces.flatMap(({ text: word, maybeName, alsoName }) => (alsoName ? [maybeName ? `!${word}` : word] : [])),
    );
  assert.deepEqual(soft("او از سفر خبر دارد"), ["سفر"]);
  assert.deepEqual(soft("او از سفر خبر دارد", "سفر"), []);
  assert.deepEqual(soft("امید خبر دارد"), [], "it is none of the common ones, and so marked like every other name");
  assert.deepEqual(soft("баъд умед омад, потом пришла надежда; keyin umid keldi"), ["умед", "надежда", "umid"]);
  assert.deepEqual(soft("Баъд Умед омад"), [], "it has a capital letter");
});

test("[OF3] the person's own name is marked nowhere", () => {
  assert.deepEqual(marked(["Then Test met Zarina."], "Test Person"), [["Then", "Zarina"]]);
});

test("[OF3] what is taken out is taken out wherever it stands, whatever its capitals, and leaves a mark of one length", () => {
  const words = new Set(wordsIn("Zarina, +992 90"));
  assert.equal(textWithout("Zarina and ZARINA’s; zarina: 992-90, 90!", words), "[…] and ZARINA’s; […]: 992-90, […]!");
  assert.equal(textWithout("A text of Li.", new Set(["li"])), "A text of […].");
  assert.equal(textWithout("زرینا آمد", new Set(["زرینا"])), "[…] آمد");
});

test("the pieces of a text are the text", () => {
  for (const text of ["", " a", "Zarina’s  house,\nno. 7", "می‌رود؟", "oʻgʻil"])
    assert.equal(
      piecesOf([text])
        .flat()
        .map((piece) => piece.text)
        .join(""),
      text,
    );
});

test("[OF3] what joins letters stands between them: quotation marks and dashes are no part of a word, and each sign for an Uzbek letter is", () => {
  assert.deepEqual(marked(["он -Фарход ушёл, 'Али' звонил"]), [["Фарход", "Али"]]);
  assert.deepEqual(marked(["keldi O\u2018ktam va G\u2018ayrat"]), [["O\u2018ktam", "G\u2018ayrat"]]);
  assert.equal(textWithout("он -Фарход, 'Али'", new Set(["фарход", "али"])), "он -[…], '[…]'");
});
