// The spelling of a paragraph: what is one, what is none, and what an anchor may name (ED2).
import assert from "node:assert/strict";
import { test } from "node:test";
import { encodePieces, type Piece, parsePieces, subjectOf, wordsOf } from "./pieces.ts";

const version = `${"0f".repeat(32)}:3`;
const row = `row finding border-control-2003 sample-report record-office ${version}`;

test("[ED2] a text is plain words and anchors, in their order, and its spelling is the only one", () => {
  const text = `It prosecuted {two|figure prosecutions 2003 - cases sample-report 2} cases, and {borders are weak|${row}}.`;
  const pieces = parsePieces(text) ?? assert.fail();
  assert.deepEqual(
    pieces.map(({ kind, words }) => [kind, words]),
    [
      ["plain", "It prosecuted "],
      ["figure", "two"],
      ["plain", " cases, and "],
      ["row", "borders are weak"],
      ["plain", "."],
    ],
  );
  assert.equal(encodePieces(pieces), text);
  assert.equal(wordsOf(pieces), "It prosecuted two cases, and borders are weak.");
});

test("[ED2] braces, bars and backslashes of the words come back as they were", () => {
  for (const words of ["a {b} c", "a|b", "back\\slash", "{", "}|{"]) {
    const pieces: readonly Piece[] = [
      { kind: "plain", words },
      {
        kind: "figure",
        words: `x${words}`,
        fact: "prosecutions",
        year: 2003,
        part: null,
        unit: "cases",
        source: "s",
        value: 2,
      },
    ];
    assert.deepEqual(parsePieces(encodePieces(pieces)), pieces, words);
  }
});

test("[ED2] what is spelled in another way is no paragraph", () => {
  const long = `${"{two|figure prosecutions 2003 - cases s 2} ".repeat(61)}`;
  for (const text of [
    "",
    "a|b",
    "a}",
    "{two",
    "{two|}",
    "{|figure prosecutions 2003 - cases s 2}",
    "{two|figure prosecutions 2003 cases s 2}",
    "{two|figure  prosecutions 2003 - cases s 2}",
    "{two|figure prosecutions 03 - cases s 2}",
    "{two|figure prosecutions 2003 - cases s 02}",
    "{two|figure prosecutions 2003 - cases s -2}",
    "{two|figure Prosecutions 2003 - cases s 2}",
    "{ two|figure prosecutions 2003 - cases s 2}",
    "{two|row finding k s o 0f:3}",
    `{two|row finding k s o ${"0F".repeat(32)}:3}`,
    `{two|row finding k s o ${"0f".repeat(32)}:03}`,
    "two\nlines",
    long,
  ])
    assert.equal(parsePieces(text), null, text.slice(0, 80));
  assert.notEqual(parsePieces(long.slice(0, -("{two|figure prosecutions 2003 - cases s 2} ".length * 2))), null);
});

test("[ED2c] words rest on no row of a sealed register, nor on rows about the record itself", () => {
  for (const register of ["proceeding", "request", "draft", "paragraph", "source", "signoff", "publication", "nothing"])
    assert.equal(parsePieces(`{two|row ${register} key s o ${version}}`), null, register);
  for (const register of ["finding", "judgement", "law", "figure", "said"])
    assert.notEqual(parsePieces(`{two|row ${register} key s o ${version}}`), null, register);
});

test("[ED8] an anchor is about the same thing whatever its words, its number and the version that was read", () => {
  const of = (text: string) => {
    const [piece] = parsePieces(text) ?? [];
    return piece === undefined || piece.kind === "plain" ? "" : subjectOf(piece);
  };
  assert.equal(of("{two|figure prosecutions 2003 - cases s 2}"), of("{3|figure prosecutions 2003 - cases s 3}"));
  assert.equal(
    of(`{a|${row}}`),
    of(`{b|row finding border-control-2003 sample-report record-office ${"aa".repeat(32)}:0}`),
  );
  assert.notEqual(of("{two|figure prosecutions 2003 - cases s 2}"), of("{two|figure prosecutions 2002 - cases s 2}"));
  assert.notEqual(
    of("{two|figure prosecutions 2003 - cases s 2}"),
    of("{two|figure prosecutions 2003 women cases s 2}"),
  );
});
