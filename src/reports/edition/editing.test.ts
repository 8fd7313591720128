// Typing into a text with bound words: docs/spec/edition.md, ED3e.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../../test/support/tries.ts";
import { type Anchor, encodePieces, type Piece, parsePieces, wordsOf } from "../../core/registers/pieces.ts";
import { boundAt, replaced, retyped, unbound, written } from "./editing.ts";

const two: Anchor = {
  kind: "figure",
  words: "two",
  fact: "prosecutions",
  year: 2003,
  part: null,
  unit: "cases",
  source: "sample-report",
  value: 2,
};
const weak: Anchor = {
  kind: "row",
  words: "border control is weak",
  register: "finding",
  key: "borders",
  source: "sample-report",
  organisation: "record-office",
  version: `${"0f".repeat(32)}:3`,
};
const plain = (words: string): Piece => ({ kind: "plain", words });
const text = [plain("In 2003 "), two, plain(" cases, and "), weak, plain(".")];

/** The text with each bound part between bars, after a key at a place. */
const shown = (pieces: readonly Piece[]) =>
  pieces.map((piece) => (piece.kind === "plain" ? piece.words : `|${piece.words}|`)).join("");
const typedAt = (pieces: readonly Piece[], at: number, words: string, gone = 0) => {
  const before = wordsOf(pieces);
  return retyped(pieces, before.slice(0, at) + words + before.slice(at + gone), at + words.length);
};

test("[ED3e] words stay bound while they are edited, what is typed at their edge is plain, and what is taken away whole is bound no more", () => {
  assert.equal(shown(text), "In 2003 |two| cases, and |border control is weak|.");
  assert.equal(shown(typedAt(text, 3, "late ")), "In late 2003 |two| cases, and |border control is weak|.");
  assert.equal(shown(typedAt(text, 8, "only ")), "In 2003 only |two| cases, and |border control is weak|.");
  assert.equal(shown(typedAt(text, 11, " new")), "In 2003 |two| new cases, and |border control is weak|.");
  const at = wordsOf(text).indexOf("weak");
  assert.equal(shown(typedAt(text, at, "very ")), "In 2003 |two| cases, and |border control is very weak|.");
  assert.equal(shown(typedAt(text, at, "poor", 4)), "In 2003 |two| cases, and |border control is poor|.");
  assert.equal(shown(typedAt(text, at - 1, "", 5)), "In 2003 |two| cases, and |border control is|.");
  assert.equal(shown(typedAt(text, 8, "", 3)), "In 2003  cases, and |border control is weak|.");
  assert.equal(shown(typedAt(text, 8, "три", 3)), "In 2003 |три| cases, and |border control is weak|.");
  assert.equal(shown(typedAt(text, 9, "", 8)), "In 2003 |t|, and |border control is weak|.");
  assert.equal(shown(typedAt(text, 0, "", wordsOf(text).length)), "");
  assert.equal(shown(typedAt(text, 11, "\n")), "In 2003 |two|  cases, and |border control is weak|.");
  // The same letter before the caret and behind it: the caret says which one is new.
  assert.equal(shown(typedAt([two, plain("o")], 3, "o")), "|two|oo");
});

test("[ED3e] marked words are bound without the spaces at their ends, over what was bound there, and released again", () => {
  const all = wordsOf(text);
  const from = all.indexOf(" cases");
  assert.equal(
    shown(boundAt(text, from, from + 7, weak) ?? []),
    "In 2003 |two| |cases,| and |border control is weak|.",
  );
  assert.equal(boundAt(text, from, from + 1, weak), null);
  assert.equal(boundAt([plain("x".repeat(700))], 0, 700, weak), null);
  assert.equal(shown(boundAt(text, 3, 14, weak) ?? []), "In |2003 two ca|ses, and |border control is weak|.");
  assert.equal(shown(unbound(text, 0)), "In 2003 two cases, and |border control is weak|.");
  assert.equal(shown(unbound(text, 1)), "In 2003 |two| cases, and border control is weak.");
  assert.equal(shown(replaced(text, 3, 3, [two])), "In |two|2003 |two| cases, and |border control is weak|.");
  assert.equal(shown(written([plain("  A  "), two, plain("  b \u0438\u0306 ")])), "A |two| b \u0439");
});

test("[ED3e] whatever is typed, the field and the text have the same words, and what is kept can be read again", () => {
  const key = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    gone: fc.nat(9),
    words: fc.constantFrom("", "a", " ", "o", "two", "| {x}", "ня "),
  });
  fc.assert(
    fc.property(fc.array(key, { maxLength: 12 }), (keys) => {
      let pieces: readonly Piece[] = text;
      for (const { at, gone, words } of keys) {
        const before = wordsOf(pieces);
        const from = Math.floor(at * before.length);
        pieces = typedAt(pieces, from, words, gone);
        assert.equal(wordsOf(pieces), before.slice(0, from) + words + before.slice(from + gone));
      }
      const kept = written(pieces);
      if (kept.length > 0) assert.deepEqual(parsePieces(encodePieces(kept)), kept);
    }),
  );
});
