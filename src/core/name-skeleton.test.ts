// Names that an eye or an ear takes for one another.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nameSkeleton, nameSound } from "./name-skeleton.ts";

const sameToTheEye: readonly (readonly [string, string])[] = [
  ["Example\u3164Shelter North\uffa0", "Example Shelter North"],
  ["Example Shelter North", "EXAMPLE shelter  north"],
  ["Example Shelter North", "Example-Shelter «North»!"],
  ["Example Shelter North", "Eхample Shеlter North"],
  ["Example Shelter North", "Ехample Shelter North"],
  ["Example Shelter North", "ExampIe SheIter North"],
  ["Example Shelter North", "Examp1e She|ter North"],
  ["Example Shelter North", "Examp!e | Shelter North"],
  ["Example Shelter North", "Éxample Šhéltęr Ńorth"],
  ["Example Shelter North", "E\u0336xample Shelter North"],
  ["Example Shelter North", "Ｅxample Ｓhelter Ｎorth"],
  ["Example Shelter North", "Example\u200b Shelter\u2063 North"],
  ["Example Shelter North", "Εxample Shεltεr Nοrth"],
  ["Café|Home", "Cafe!Home"],
  ["Modern Home", "Modem Home"],
  ["Modern Home", "Moder\u200bn Home"],
  ["Wool Home", "VVooI H0me"],
  ["Паноҳ", "Панох"],
  ["Паноҳ", "ПАНОҲ"],
  ["Паноҳ", "Пано\u0445\u0323"],
  ["Хонаи ӣд", "Хонаи йд"],
  ["پناهگاه", "پناهگاە".replace("ە", "ه")],
  ["خانه شاکی", "خانه شاكي"],
];

const sameToTheEar: readonly (readonly [string, string])[] = [
  ["Паноҳ", "Panoh"],
  ["Паноҳ", "PANOKH"],
  ["Пример", "Primer"],
  ["Хонаи намуна", "Khonai namuna"],
  ["Марказ", "Markaz"],
];

const different: readonly (readonly [string, string])[] = [
  ["Example Shelter North", "Other Shelter South"],
  ["Example Shelter North", "Example Legal Aid North"],
  ["Паноҳ", "Марказ"],
  ["Home 7", "Home 8"],
];

for (const [a, b] of sameToTheEye) {
  test(`[DR2] to the eye ${JSON.stringify(a)} is ${JSON.stringify(b)}`, () => {
    assert.equal(nameSkeleton(a), nameSkeleton(b));
  });
}
for (const [a, b] of sameToTheEar) {
  test(`[DR2] to the ear ${a} is ${b}`, () => assert.equal(nameSound(a), nameSound(b)));
}
for (const [a, b] of different) {
  test(`[DR2] ${a} is not ${b}`, () => {
    assert.notEqual(nameSkeleton(a), nameSkeleton(b));
    assert.notEqual(nameSound(a), nameSound(b));
  });
}

test("[DR2] nothing remains of a name without letters", () => {
  for (const name of ["", " ", "—", "« »", "\u200b\u2060", "\u3164", "\u2800", "🎾"])
    assert.equal(nameSkeleton(name), "", JSON.stringify(name));
});
