// On what a consent for a child rests: the table of docs/spec/entry.md, held against the program.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  assents,
  bases,
  basesFor,
  fitting,
  guardians,
  isSoundBasis,
  restsRightly,
  withChildsAnswer,
} from "./consent-basis.ts";

test("[FD14a] docs/spec/entry.md shows which bases are left by who decides and what the child says", () => {
  const page = readFileSync(new URL("../../docs/spec/entry.md", import.meta.url), "utf8");
  const [, table = ""] = /\n\| assent \| guardian \| basis \|\n\| --- \| --- \| --- \|\n((?:\|.*\n)+)/.exec(page) ?? [];
  const rows = table
    .trim()
    .split("\n")
    .map((row) => row.split("|").map((cell) => cell.trim().split(/, ?/).filter(Boolean)));
  const shown = rows.flatMap(([, assent = [], who = [], left = []]) =>
    who.map((guardian) => [assent[0], guardian, left] as const),
  );
  assert.equal(shown.length, guardians.length * assents.length);
  for (const assent of assents)
    for (const guardian of guardians) {
      const left = shown.find(([a, g]) => a === assent && g === guardian)?.[2];
      assert.deepEqual(basesFor(true, { guardian, assent }), left, `${assent} ${guardian}`);
    }
});

test("[FD14a] [R21] over a child's no only a guardian who was appointed or the body that protects children decides, and only on the child's best interest", () => {
  const pass = guardians.flatMap((guardian) =>
    bases.filter((basis) => isSoundBasis({ basis, guardian, assent: "no" })).map((basis) => [guardian, basis]),
  );
  assert.deepEqual(pass, [
    ["appointed", "best-interest-of-child"],
    ["child-protection", "best-interest-of-child"],
  ]);
});

test("[FD14] [FD14b] of a child both answers are needed, of an adult there is neither; a consent of before has neither and is read", () => {
  for (const basis of bases) {
    assert.equal(isSoundBasis({ basis }), true);
    assert.equal(isSoundBasis({ basis, guardian: "appointed" }), false);
    assert.equal(isSoundBasis({ basis, assent: "not-able" }), false);
    for (const half of [{}, { guardian: "appointed" }, { assent: "not-able" }] as const)
      assert.equal(restsRightly(true, { basis, ...half }), false);
    for (const half of [
      { guardian: "appointed" },
      { assent: "yes" },
      { guardian: "appointed", assent: "yes" },
    ] as const)
      assert.equal(restsRightly(false, { basis, ...half }), false);
    assert.equal(restsRightly(false, { basis }), basis !== "best-interest-of-child");
    const said = { basis, guardian: "child-protection", assent: "not-able" } as const;
    assert.equal(restsRightly(true, said), basis !== "consent");
  }
  assert.equal(restsRightly(true, { guardian: "child-protection", assent: "not-able" }), false, "without a basis");
  assert.deepEqual(basesFor(true, { guardian: "child-protection" }), []);
  assert.deepEqual(basesFor(false, {}), ["consent", "vital-interest"]);
});

test("[FD14a] [FD14b] a new answer about a child takes the only basis that is left and drops one that is not; another age drops what was said of the other", () => {
  const agreed = { basis: "consent", guardian: "appointed", assent: "yes" } as const;
  assert.deepEqual(withChildsAnswer(agreed, { assent: "no" }), {
    ...agreed,
    assent: "no",
    basis: "best-interest-of-child",
  });
  assert.deepEqual(withChildsAnswer({ ...agreed, assent: "no" }, { guardian: "parent" }), {
    guardian: "parent",
    assent: "no",
  });
  assert.deepEqual(withChildsAnswer(agreed, { guardian: "parent" }), { ...agreed, guardian: "parent" });
  assert.deepEqual(withChildsAnswer({ basis: "consent" }, { assent: "yes" }), { assent: "yes" });
  assert.equal(fitting(true, agreed), agreed);
  assert.deepEqual(fitting(false, agreed), {});
  const adults = { basis: "consent" } as const;
  assert.equal(fitting(false, adults), adults);
  assert.deepEqual(fitting(true, adults), {});
  const begun = { guardian: "parent" } as const;
  assert.equal(fitting(true, begun), begun, "an answer that is half there is kept");
});
