// The page on second places is read here and compared with the code: its examples, its bounds, its routes. And pieces that are none.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { decodeHex, encodeHex } from "../crypto/hex.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { parseVerifierKey } from "../note/signed-note.ts";
import { mirrorRoutes } from "./routes.ts";
import {
  encodePiece,
  fittingLeaves,
  maxHeadBytes,
  maxPieceBytes,
  maxPieceLeaves,
  maxStoreBytes,
  parsePiece,
  parseStoreAnswer,
  verifyStored,
} from "./second-place.ts";
import { maxItemBytes } from "./submission.ts";

const page = readFileSync(new URL("../../docs/spec/place.md", import.meta.url), "utf8");
const example = (name: string) =>
  new RegExp(`\`\`\`${name}\\n([^\`]+)\`\`\``).exec(page)?.[1] ?? assert.fail(`no example ${name}`);
const origin = "refuge.nation.example/00112233445566778899aabbccddeeff";
const key = parseVerifierKey(example("stored-key").trim()) ?? assert.fail();

test("[SP2] what is said to be stored on the page verifies, under its key and origin alone, and no byte of it may change", () => {
  const note = example("stored");
  assert.equal(verifyStored(note, origin, key)?.size, 4);
  assert.equal(verifyStored(note, "refuge.nation.example", key), null);
  assert.equal(verifyStored(`${note}${note.split("\n").at(-2) ?? ""}\n`, origin, key), null);
  for (let i = 0; i < note.length; i++) {
    const changed = note.slice(0, i) + String.fromCodePoint((note.codePointAt(i) ?? 0) ^ 1) + note.slice(i + 1);
    assert.equal(verifyStored(changed, origin, key), null, `at ${i}`);
  }
});

test("[SP2] the piece on the page is one", () => {
  const bytes = encodeUtf8("example record 7\n");
  const leaf = { class: "case", hash: sha256(bytes), bytes } as const;
  const piece = encodePiece({ head: "x", from: 3, leaves: [leaf] });
  assert.equal(encodeHex(piece), example("piece").replace(/\s/g, ""));
  assert.deepEqual(parsePiece(piece), { head: "x", from: 3, leaves: [leaf] });
  for (let end = 0; end < piece.length; end++)
    // Cut off where a piece without leaves ends it is one.
    assert.equal(parsePiece(piece.slice(0, end)) === null, end !== 13, `cut at ${end}`);
  for (const hex of ["00", "06", "ff"]) {
    const other = piece.slice();
    other[13] = decodeHex(hex)?.[0] ?? 0;
    assert.equal(parsePiece(other), null, "no such class");
  }
});

test("[SP1c] a piece takes no more leaves and bytes than its bounds, and one leaf in any case", () => {
  const leaf = (length: number) => ({
    class: "case" as const,
    hash: new Uint8Array(32),
    bytes: new Uint8Array(length),
  });
  const many = Array.from({ length: 300 }, () => leaf(1));
  assert.equal(fittingLeaves(many).length, maxPieceLeaves);
  const large = Array.from({ length: 100 }, () => leaf(maxItemBytes));
  assert.equal(fittingLeaves(large).length, maxPieceBytes / maxItemBytes);
  assert.equal(fittingLeaves([leaf(maxPieceBytes + 1), leaf(1)]).length, 1);
  const fullest = [...many.slice(0, 256 - 64).map(() => leaf(1)), ...large.slice(0, 63)];
  assert.ok(
    encodePiece({ head: "x".repeat(maxHeadBytes), from: 0, leaves: fittingLeaves(fullest) }).length <= maxStoreBytes,
  );
});

test("[SP2a] an answer of a mirror may say more than this program knows, and nothing else may be missing", () => {
  assert.deepEqual(parseStoreAnswer('{"stored":"a","more":1}'), { stored: "a", head: null });
  assert.deepEqual(parseStoreAnswer('{"stored":"a","head":"b"}'), { stored: "a", head: "b" });
  for (const text of ["", "{}", '{"head":"b"}', '{"stored":1}', "[]"]) assert.equal(parseStoreAnswer(text), null, text);
});

test("the routes and bounds on the page are those of the code", () => {
  const rows = (title: string) =>
    (page.split(`| ${title} |`)[1] ?? assert.fail(title))
      .split("\n\n")[0]
      ?.split("\n")
      .slice(2)
      .map((line) => line.split("|").map((cell) => cell.trim())) ?? [];
  assert.deepEqual(
    rows("Request | What it gives").map(([, request]) => request?.replaceAll("`", "")),
    [`POST ${mirrorRoutes.store}`, `GET ${mirrorRoutes.tail}`, `POST ${mirrorRoutes.tail}`],
  );
  const source = readFileSync(new URL("../server/second-place.ts", import.meta.url), "utf8");
  const named = (name: string) => Number(new RegExp(`${name} = ([\\d_]+);`).exec(source)?.[1]?.replaceAll("_", ""));
  assert.deepEqual(
    rows("What | Bound").map(([, , bound]) => Number(bound?.replaceAll(",", ""))),
    [
      maxPieceLeaves,
      maxPieceBytes,
      maxHeadBytes,
      maxStoreBytes,
      named("patienceMilliseconds") / 1_000,
      named("mostLacking"),
    ],
  );
});
