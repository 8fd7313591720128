// The first two lines of everything signed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeSignedText, isOrigin, parseSignedText, tag } from "./tags.ts";

const origin = `refuge.nation.example/${"0123456789abcdef".repeat(2)}`;

test("[SG3] the tags are a closed list, all different, none a prefix of another", () => {
  const tags = Object.values(tag);
  assert.deepEqual(tags, [
    "panoh.org/founding/v1",
    "panoh.org/directory/v1",
    "panoh.org/public/v1",
    "panoh.org/update/v1",
    "panoh.org/entry/v1",
    "panoh.org/enrolment/v1",
    "panoh.org/correction/v1",
    "panoh.org/archive/v1",
    "panoh.org/recovery-share/v1",
    "panoh.org/token-request/v1",
    "panoh.org/stored/v1",
    "panoh.org/store/v1",
    "panoh.org/tail/v1",
    "panoh.org/victim-token/v1",
    "panoh.org/count-token/v1",
  ]);
  for (const a of tags) for (const b of tags) assert.equal(a.startsWith(b), a === b);
});

test("[SG1] a signed text is tag, origin and one line of JSON, each ended by a newline", () => {
  const text = encodeSignedText(tag.entry, origin, '{"a":1}');
  assert.equal(text, `panoh.org/entry/v1\n${origin}\n{"a":1}\n`);
  assert.deepEqual(parseSignedText(tag.entry, text), { origin, json: '{"a":1}' });
});

test("[SG3] a text with another tag is not read", () => {
  for (const other of Object.values(tag)) {
    const text = encodeSignedText(other, origin, "{}");
    for (const wanted of Object.values(tag)) assert.equal(parseSignedText(wanted, text) !== null, wanted === other);
  }
  for (const first of ["panoh.org/entry/v2", "panoh.org/entry/v1 ", " panoh.org/entry/v1", "PANOH.ORG/entry/v1", ""]) {
    assert.equal(parseSignedText(tag.entry, `${first}\n${origin}\n{}\n`), null, first);
  }
});

test("[SG1] fewer or more than three lines are not read", () => {
  for (const text of [
    "",
    `${tag.entry}\n${origin}\n{}`,
    `${tag.entry}\n${origin}\n`,
    `${tag.entry}\n${origin}\n{}\n\n`,
    `${tag.entry}\n${origin}\n{}\n{}\n`,
    `\n${tag.entry}\n${origin}\n{}\n`,
    `${tag.entry}\r\n${origin}\r\n{}\r\n`,
  ]) {
    assert.equal(parseSignedText(tag.entry, text), null, JSON.stringify(text));
  }
});

test("[SG3] an origin is a domain, alone or with a slash and 32 hexadecimal digits", () => {
  for (const good of ["refuge.example", "a.b", origin]) assert.equal(isOrigin(good), true, good);
  for (const bad of [
    "",
    "refuge",
    "Refuge.example",
    "refuge..example",
    ".example",
    "refuge.example/",
    `${origin}0`,
    origin.slice(0, -1),
    origin.toUpperCase(),
    "refuge.example/0123456789ABCDEF0123456789ABCDEF",
    "refuge.example ",
    "rеfuge.example",
    `refuge.example/${"0".repeat(32)}/x`,
    `${"a".repeat(160)}.example`,
  ]) {
    assert.equal(isOrigin(bad), false, bad);
  }
});
