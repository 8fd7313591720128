// Names that an eye or an ear takes for one another.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nameSkeleton, nameSound } from "./name-skeleton.ts";

const sameToTheEye: readonly (readonly [string, string])[] = [
  ["Tennis\u3164Club Shelter\uffa0", "Tennis Club Shelter"],
  ["Tennis Club Shelter", "TENNIS club  shelter"],
  ["Tennis Club Shelter", "Tennis-Club «Shelter»!"],
  ["Tennis Club Shelter", "Tеnnis Club Shеlter"],
  ["Tennis Club Shelter", "Tennis Сlub Shelter"],
  ["Tennis Club Shelter", "Tennis CIub SheIter"],
  ["Tennis Club Shelter", "Tennis C1ub She|ter"],
  ["Tennis Club Shelter", "Tennis C!ub | Shelter"],
  ["Tennis Club Shelter", "Ţennis Ćlub Šhéltęr"],
  ["Tennis Club Shelter", "T\u0336ennis Club Shelter"],
  ["Tennis Club Shelter", "Ｔennis Ｃlub Ｓhelter"],
  ["Tennis Club Shelter", "Tennis\u200b Club\u2063 Shelter"],
  ["Tennis Club Shelter", "Τεnnιs Club Shεltεr"],
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
  ["Теннис", "Tennis"],
  ["Хонаи теннис", "Khonai Tennis"],
  ["Марказ", "Markaz"],
];

const different: readonly (readonly [string, string])[] = [
  ["Tennis Club Shelter", "Chess Club Shelter"],
  ["Tennis Club Shelter", "Tennis Club Legal Aid"],
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
