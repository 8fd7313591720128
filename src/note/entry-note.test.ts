// Entry notes, by vectors and byte by byte.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { CaseBuilder, Country } from "../../test/support/country.ts";
import type { CaseContent } from "../core/entry.ts";
import { decodeHex } from "../crypto/hex.ts";
import { decodeUtf8, encodeUtf8 } from "../crypto/utf8.ts";
import { joinEntries, parseEntryNote, parseKeptEntryNote, signEntry, splitEntries, verifyEntry } from "./entry-note.ts";

interface Vectors {
  readonly origin: string;
  readonly device: string;
  readonly key: string;
  readonly good: readonly {
    readonly what: string;
    readonly id: string;
    readonly note: string;
    readonly newer?: true;
    /** Of a receipt: the key of its referral instead of the device's. */
    readonly key?: string;
  }[];
  readonly bad: readonly {
    readonly what: string;
    readonly rule: string;
    readonly note?: string;
    readonly hex?: string;
    readonly key?: string;
    readonly verdict?: "bad-signature";
  }[];
}

const path = new URL("../../test/vectors/entry.json", import.meta.url);
const { origin, device, key, good, bad } = JSON.parse(readFileSync(path, "utf8")) as Vectors;

for (const { what, id, note, newer, key: own } of good) {
  test(`[SG1] an entry note of ${what} is accepted`, () => {
    const entry = parseEntryNote(note, origin);
    assert.ok(entry);
    assert.equal(entry.id, id);
    assert.equal(entry.note, note);
    assert.equal(entry.content.device, device);
    assert.equal("newer" in entry.content, newer === true);
    assert.equal(verifyEntry(entry, own ?? key), true);
    assert.equal(own !== undefined, entry.content.kind === "receipt");
  });
}

for (const { what, rule, note, hex, verdict, key: own } of bad) {
  test(`[${rule}] an entry note with ${what} is refused`, () => {
    const text = note ?? decodeUtf8(decodeHex(hex ?? "") ?? new Uint8Array(0));
    const entry = text === null ? null : parseEntryNote(text, origin);
    if (verdict !== "bad-signature") return assert.equal(entry, null);
    assert.ok(entry);
    assert.equal(verifyEntry(entry, own ?? key), false);
  });
}

test("[SG1] the entries on docs/spec/entry.md, an answer and its receipt, are vectors", () => {
  const page = readFileSync(new URL("../../docs/spec/entry.md", import.meta.url), "utf8");
  const examples = [...page.matchAll(/```entry\n([^`]*)```/g)].map(([, example]) => example);
  assert.deepEqual(
    examples.map((example) => good.find(({ note }) => note === example)?.what),
    ["referral.accept", "receipt"],
  );
});

/** What becomes of bytes that claim to be an entry of the vectors' device. */
function accepts(bytes: Uint8Array): boolean {
  const text = decodeUtf8(bytes);
  const entry = text === null ? null : parseEntryNote(text, origin);
  return entry !== null && entry.content.device === device && verifyEntry(entry, key);
}

test("[SG1] every single-byte change of an entry note is refused: each bit, and each byte for a newline, a letter and a zero", () => {
  const [vector] = good;
  assert.ok(vector);
  const bytes = encodeUtf8(vector.note);
  assert.equal(accepts(bytes), true);
  for (let i = 0; i < bytes.length; i++) {
    const was = bytes[i] ?? 0;
    const values = new Set([1, 2, 4, 8, 16, 32, 64, 128].map((bit) => was ^ bit).concat([0x0a, 0x41, 0x00, 0xff]));
    values.delete(was);
    for (const value of values) {
      const changed = bytes.slice();
      changed[i] = value;
      assert.equal(accepts(changed), false, `byte ${i} as ${value}`);
    }
  }
});

test("[SG1] every entry note with a byte left out or put in is refused", () => {
  const [vector] = good;
  assert.ok(vector);
  const bytes = encodeUtf8(vector.note);
  for (let i = 0; i <= bytes.length; i++) {
    const parts = [bytes.subarray(0, i), bytes.subarray(i)] as const;
    assert.equal(accepts(Uint8Array.of(...parts[0], 0x20, ...parts[1])), false, `a space before ${i}`);
    assert.equal(accepts(Uint8Array.of(...parts[0], 0x0a, ...parts[1])), false, `a newline before ${i}`);
    if (i < bytes.length)
      assert.equal(accepts(Uint8Array.of(...parts[0], ...parts[1].subarray(1))), false, `without ${i}`);
  }
});

test("[SG1] an entry note is exactly five lines with one signature by the device that it names", () => {
  for (const { note } of good) {
    const lines = note.split("\n");
    assert.equal(lines.length, 6);
    assert.deepEqual([lines[0], lines[1], lines[3], lines[5]], ["panoh.org/entry/v1", origin, "", ""]);
    assert.ok(lines[4]?.startsWith(`— ${device} `));
  }
});

test("[SG1] a kept note says what it said when it came, under the name under which it is kept; what is in no schema is none there either", () => {
  for (const { id, note } of good) {
    assert.deepEqual(parseKeptEntryNote(note, origin, id), parseEntryNote(note, origin));
    // An entry of which less is kept than was signed has the name of what was signed (FD13).
    assert.equal(parseKeptEntryNote(note, origin, "f".repeat(64))?.id, "f".repeat(64));
    assert.equal(parseKeptEntryNote(note, "other.example", id), null);
    for (const broken of [note.replace('"kind":', '"kinds":'), note.replace("{", "{{")])
      assert.equal(parseKeptEntryNote(broken, origin, id), null);
  }
});

test("[SG1] joined notes split into the same notes; anything else in between refuses them all", () => {
  const notes = good.slice(0, 5).map(({ note }) => note);
  const joined = notes.join("");
  const split = splitEntries(joined, origin);
  assert.ok(split);
  assert.deepEqual(
    split.map(({ note }) => note),
    notes,
  );
  assert.equal(joinEntries(split), joined);
  for (const flawed of [
    "",
    "\n",
    `${joined}\n`,
    `\n${joined}`,
    joined.slice(0, -1),
    notes.join("\n"),
    `${joined}x`,
    notes[0]?.slice(1) ?? "",
  ]) {
    assert.equal(splitEntries(flawed, origin), null, JSON.stringify(flawed.slice(0, 20)));
  }
  const [, ...rest] = notes;
  assert.equal(splitEntries([bad[0]?.note, ...rest].join(""), origin), null);
});

test("[SG1] an envelope holds at most 32 notes", () => {
  const [vector] = good;
  assert.ok(vector);
  assert.equal(splitEntries(vector.note.repeat(32), origin)?.length, 32);
  assert.equal(splitEntries(vector.note.repeat(33), origin), null);
});

test("[SG1] signing refuses what parsing would refuse, and a signer with another name", () => {
  const country = new Country({ seed: "signing" });
  const build = new CaseBuilder(country);
  build.add("border", "case.open", { lead: country.by.shelter.id });
  const content = build.entries[0]?.content as CaseContent;
  const { signer } = country.deviceOf("border");
  assert.ok(signEntry(country.founding.origin, content, signer));
  assert.throws(() => signEntry(country.founding.origin, content, country.deviceOf("shelter").signer), RangeError);
  assert.throws(() => signEntry(country.founding.origin, { ...content, salt: "00" }, signer), RangeError);
  assert.throws(() => signEntry("Refuge Example", content, signer), RangeError);
});

test("[SG1] two entries that say the same have different ids, because their salts differ", () => {
  const country = new Country({ seed: "salts" });
  const build = new CaseBuilder(country, true);
  build.add("border", "case.open", { lead: country.by.shelter.id });
  const first = build.add("border", "consent.withdraw", { given: "00".repeat(32) }, { parents: [build.id] });
  const second = build.add("border", "consent.withdraw", { given: "00".repeat(32) }, { parents: [build.id] });
  assert.notEqual(first, second);
});

test("[SG3] an entry of a demonstration does not verify in a real country of the same name", () => {
  const real = new Country({ seed: "twins", founding: { demonstration: false } });
  const demonstration = new Country({ seed: "twins" });
  assert.equal(real.founding.founding.name, demonstration.founding.founding.name);
  assert.notEqual(real.founding.origin, demonstration.founding.origin);
  const build = new CaseBuilder(demonstration, true);
  build.add("border", "case.open", { lead: demonstration.by.shelter.id });
  const note = build.notes.get(build.id) ?? "";
  assert.ok(parseEntryNote(note, demonstration.founding.origin));
  assert.equal(parseEntryNote(note, real.founding.origin), null);
});
