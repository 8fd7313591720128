// Which contents are entries at all (SG4).
import assert from "node:assert/strict";
import { test } from "node:test";
import { sampleBodies } from "../../test/support/country.ts";
import { fullRow } from "../../test/support/record-notes.ts";
import { readEntryContent } from "./entry.ts";
import { type CaseKind, caseBodies, otherBodies } from "./entry-kind.ts";
import type { Json } from "./json.ts";

const organisation = "2a592f12-9fc4-491f-86af-dccb8f013292";
const id = "ab".repeat(32);
const bodies = sampleBodies({ organisation, entry: id, consent: id, referral: id, withdrawal: id });
const head = {
  device: "cd".repeat(16),
  salt: "ef".repeat(16),
  seen: { size: 7, root: `${"A".repeat(43)}=`, line: "— root of the tests" },
  at: "2030-01-01T12:00:00Z",
};
type Loose = { readonly [key: string]: Json };

function good(kind: CaseKind): Loose {
  const place = kind === "case.open" ? { parents: [] } : { case: id, parents: [id] };
  return { kind, ...head, to: [organisation], ...place, body: bodies[kind] };
}
const receipt: Loose = {
  kind: "receipt",
  device: head.device,
  salt: head.salt,
  at: head.at,
  to: [],
  body: { entry: id, state: "accepted" },
};
const epochKey: Loose = {
  kind: "epoch.key",
  ...head,
  to: [organisation],
  body: { organisation, epoch: 1, identity: `AGE-SECRET-KEY-1${"Q".repeat(58)}` },
};
const record: Loose = {
  kind: "record",
  ...head,
  to: [organisation],
  body: {
    register: "proceeding",
    import: organisation,
    part: 1,
    of: 1,
    rows: [fullRow("proceeding")],
  },
};
/** A kind that programs of before wrote (LS2). */
const lessonsDone: Loose = {
  kind: "lessons.done",
  ...head,
  to: [organisation],
  body: { edition: "recognition-1", counted_by: organisation },
};
const epochExport: Loose = {
  kind: "epoch.export",
  ...head,
  to: [organisation],
  body: { organisation, epoch: 1, step: "asked" },
};
const kinds = Object.keys(caseBodies) as readonly CaseKind[];

function without(value: Loose, key: string): Loose {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
}

test("[SG4] every kind is read in its schema, with consent or without", () => {
  for (const kind of kinds) {
    assert.ok(readEntryContent(good(kind)), kind);
    assert.equal(readEntryContent({ ...good(kind), consent: [id] }) !== null, kind !== "case.open", kind);
  }
  assert.deepEqual(Object.keys(otherBodies), ["receipt", "epoch.key", "epoch.export", "recovery.share", "record"]);
  for (const other of [receipt, epochKey, epochExport, record]) assert.ok(readEntryContent(other));
  const hybrid = { ...(epochKey["body"] as Loose), identity: `AGE-SECRET-KEY-PQ-1${"Q".repeat(58)}` };
  assert.ok(readEntryContent({ ...epochKey, body: hybrid }));
});

test("[SL11] a request for the organisation's key names no other one, and what answers it names it", () => {
  const body = epochExport["body"] as Loose;
  const read = (change: Loose) => readEntryContent({ ...epochExport, body: { ...body, ...change } }) !== null;
  assert.ok(read({ step: "agreed", request: id }) && read({ step: "made", request: id }));
  for (const change of [
    { request: id },
    { step: "agreed" },
    { step: "made" },
    { step: "taken", request: id },
    { epoch: 0 },
  ])
    assert.ok(!read(change as Loose), JSON.stringify(change));
});

test("[SG4] no field may be missing and none may be added, in the entry or in its body", () => {
  for (const content of [...kinds.map(good), receipt, epochKey, record]) {
    for (const key of Object.keys(content)) {
      assert.equal(readEntryContent(without(content, key)), null, `${content["kind"]} without ${key}`);
      assert.equal(readEntryContent({ ...content, [key]: null }), null, `${content["kind"]} with ${key} null`);
    }
    for (const key of ["extra", "newer", "toString", "id"]) {
      assert.equal(readEntryContent({ ...content, [key]: true }), null, `${content["kind"]} with ${key}`);
    }
    const proto = JSON.parse(JSON.stringify(content).replace(/^\{/, '{"__proto__":{},')) as unknown;
    assert.equal(readEntryContent(proto), null);
    const body = content["body"] as Loose;
    assert.equal(readEntryContent({ ...content, body: { ...body, extra: 1 } }), null);
    const optional = ["born", "citizenship", "when", "expires", "grounds", "ring_back", "sex", "age_group"];
    for (const key of Object.keys(body).filter((name) => !optional.includes(name))) {
      assert.equal(
        readEntryContent({ ...content, body: without(body, key) }),
        null,
        `${content["kind"]} without ${key}`,
      );
    }
    for (const key of optional.filter((name) => name in body))
      assert.ok(readEntryContent({ ...content, body: without(body, key) }));
  }
});

test("[FD3] an opening has no case, no parent and no consent; every other entry has a case and parents", () => {
  assert.equal(readEntryContent({ ...good("case.open"), case: id }), null);
  assert.equal(readEntryContent({ ...good("case.open"), parents: [id] }), null);
  assert.equal(readEntryContent({ ...good("answers"), parents: [] }), null);
});

test("[SL2] an entry has one to twelve different readers; a receipt has none, an epoch key its own organisation", () => {
  const other = (n: number) => organisation.replace("2a592f12", n.toString(16).repeat(8));
  const many = Array.from({ length: 13 }, (_, i) => other(i + 1));
  const withReaders = (to: readonly string[], content = good("answers")) => readEntryContent({ ...content, to });
  assert.ok(withReaders(many.slice(0, 12)));
  assert.equal(withReaders(many), null);
  assert.equal(withReaders([]), null);
  assert.equal(withReaders([organisation, organisation]), null);
  assert.equal(withReaders(["Example Shelter North"]), null);
  assert.equal(withReaders([organisation], receipt), null);
  assert.equal(withReaders([organisation, other(1)], epochKey), null);
  assert.equal(withReaders([], epochKey), null);
  assert.ok(withReaders(many.slice(0, 4), record));
  for (const to of [many.slice(0, 5), [], [organisation, organisation]]) assert.equal(withReaders(to, record), null);
});

test("[SL7] a receipt says what was seen by nobody, and the minute without its second", () => {
  assert.equal(readEntryContent({ ...receipt, seen: head.seen }), null);
  assert.equal(readEntryContent({ ...receipt, parents: [] }), null);
  assert.equal(readEntryContent({ ...receipt, at: "2030-01-01T12:00:01Z" }), null);
  assert.equal(readEntryContent({ ...receipt, at: "2030-02-30T12:00:00Z" }), null);
  assert.ok(readEntryContent({ ...receipt, at: "2030-01-01T12:59:00Z" }));
});

test("[SG4] parents and consents are bounded and never repeated", () => {
  const ids = (count: number) => Array.from({ length: count }, (_, i) => i.toString(16).padStart(64, "0"));
  assert.ok(readEntryContent({ ...good("answers"), parents: ids(16) }));
  assert.equal(readEntryContent({ ...good("answers"), parents: ids(17) }), null);
  assert.equal(readEntryContent({ ...good("answers"), parents: [id, id] }), null);
  assert.ok(readEntryContent({ ...good("answers"), consent: ids(12) }));
  assert.equal(readEntryContent({ ...good("answers"), consent: ids(13) }), null);
  assert.equal(readEntryContent({ ...good("answers"), consent: [] }), null);
  assert.equal(readEntryContent({ ...good("answers"), parents: [id.toUpperCase()] }), null);
});

test("[LG7] what the author saw is a size, a root and a line", () => {
  const seen = (change: Loose) => readEntryContent({ ...good("answers"), seen: { ...head.seen, ...change } });
  assert.ok(seen({ size: 1 }));
  for (const bad of [
    { size: 0 },
    { size: 1.5 },
    { size: "7" },
    { root: "AAAA" },
    { line: "" },
    { line: "x".repeat(401) },
    { extra: 1 },
  ]) {
    assert.equal(seen(bad), null, JSON.stringify(bad));
  }
});

test("[SG4] a kind that this program does not know is kept as newer, when its frame is whole", () => {
  const newer = { ...good("answers"), kind: "answers@2", body: { anything: ["at", "all", null, { deep: [] }] } };
  assert.deepEqual(readEntryContent(newer), { ...newer, newer: true });
  assert.ok(readEntryContent(without(newer, "body")));
  assert.ok(readEntryContent({ ...newer, kind: "custody.order", consent: "of another shape" }));
  assert.ok(readEntryContent({ ...without(newer, "case"), kind: "case.open@2", parents: [] }));
  for (const key of ["device", "salt", "seen", "at", "to", "parents"])
    assert.equal(readEntryContent(without(newer, key)), null, key);
  assert.equal(readEntryContent({ ...newer, extra: 1 }), null);
});

test("[SG4e, LS2] a kind that this program does not know, and that is of no case, is kept as newer too", () => {
  assert.deepEqual(readEntryContent(lessonsDone), { ...lessonsDone, newer: true });
  assert.ok(readEntryContent({ ...lessonsDone, body: { answers: ["b", "a"] } }), "what it says is nobody's matter");
  assert.ok(readEntryContent(without(lessonsDone, "body")));
  for (const key of ["device", "salt", "seen", "at", "to"])
    assert.equal(readEntryContent(without(lessonsDone, key)), null, key);
  for (const ofCase of [{ case: id }, { consent: [id] }])
    assert.equal(readEntryContent({ ...lessonsDone, ...ofCase }), null, "what is of a case says what it builds on");
});

test("[SG4] a kind is a plain name: no property of objects, no capital, no script", () => {
  for (const kind of [
    "",
    "Note",
    "note ",
    "note@",
    "note@1234",
    "a.b.c",
    "заметка",
    "__proto__",
    "note\n",
    7,
    null,
    ["answers"],
  ]) {
    assert.equal(readEntryContent({ ...good("answers"), kind }), null, String(kind));
  }
  for (const value of [null, undefined, 1, "answers", [], [good("answers")], {}])
    assert.equal(readEntryContent(value), null);
  const inherited = readEntryContent({ ...good("answers"), kind: "constructor" });
  assert.ok(inherited !== null && "newer" in inherited);
});

const badBodies: readonly (readonly [CaseKind, Loose])[] = [
  ["consent.give", { compartments: [] }],
  ["consent.give", { purposes: [] }],
  ["consent.give", { purposes: ["curiosity"] }],
  ["consent.give", { organisation: "Example Shelter North" }],
  ["consent.give", { expires: "2030-02-30" }],
  ["consent.give", { basis: "none" }],
  ["consent.give", { guardian: "child-protection" }],
  ["consent.give", { guardian: "the officer", assent: "not-able" }],
  ["consent.give", { guardian: "parent", assent: "no" }],
  ["answers", { set: { words: "" } }],
  ["answers", { set: { words: "x".repeat(6001) } }],
  ["answers", { set: { words: "bell \u0007" } }],
  ["answers", { set: { words: null } }],
  ["answers", { set: { words: { de: "ep" } } }],
  ["answers", { set: { signs: ["debt-bondage", "debt-bondage"] } }],
  ["answers", { part: "rumours" }],
  ["answers", { sheet: "two" }],
  ["answers", { version: "first" }],
  ["opened", { entries: [] }],
  ["referral.send", { choices: [] }],
  ["referral.send", { choices: Array(4).fill({ organisation, consent: id }) }],
  ["referral.send", { needs: [] }],
  ["referral.send", { escort: "yes" }],
  ["referral.send", { at_once: "now" }],
  ["referral.send", { ring_back: "1300" }],
  ["referral.send", { receipt_seed: "5e".repeat(31) }],
  ["referral.send", { receipt_seed: "5E".repeat(32) }],
  ["referral.decline", { reason: "do not like" }],
  ["referral.close", { outcome: "ok" }],
  ["status", { status: "Victim" }],
  ["grant", { notes: [] }],
  ["grant", { notes: [{ note: "x", leaf: -1 }] }],
  ["grant", { notes: [{ note: "x", leaf: 1, extra: 1 }] }],
  ["adopt", { entries: ["not an id"] }],
];
for (const [kind, change] of badBodies) {
  test(`[SG4] ${kind} with ${JSON.stringify(change).slice(0, 60)} is not an entry`, () => {
    const content = good(kind);
    assert.equal(readEntryContent({ ...content, body: { ...(content["body"] as Loose), ...change } }), null);
  });
}
