// Founding, directory and public notes: who signed, and which founding notes nobody may start from.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Country, momentOf, recipientOfSuite, waits } from "../../test/support/country.ts";
import { Directory } from "../core/directory.ts";
import type { Founding, PublicContent } from "../core/directory-note.ts";
import { noWaits } from "../core/waits.ts";
import { decodeUtf8, encodeUtf8 } from "../crypto/utf8.ts";
import {
  cosignDirectoryNote,
  parseDirectoryNote,
  parseFoundingNote,
  parsePublicNote,
  signDirectoryNote,
  signFounding,
  signPublicNote,
} from "./directory-note.ts";
import { textId } from "./origin.ts";
import { encodeNote, signText } from "./signed-note.ts";

interface Vectors {
  readonly founding: { readonly note: string; readonly origin: string };
  readonly log: readonly {
    readonly what: string;
    readonly index: number;
    readonly note?: string;
    readonly seconds?: number;
    readonly refusal?: string | null;
  }[];
  /** Of the directory's vectors alone. */
  readonly badFounding?: readonly { readonly what: string; readonly note: string }[];
}

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../test/vectors/${name}.json`, import.meta.url), "utf8")) as Vectors;
const vectors = read("directory");

for (const [rule, { founding, log }] of [
  ["DR1", vectors],
  ["KR3", read("recovery")],
] as const) {
  const start = parseFoundingNote(founding.note);
  assert.ok(start);
  const directory = new Directory(start.founding, start.origin);

  test(`[SG3] the founding note of the vectors of ${rule} gives their origin`, () => {
    assert.equal(start.origin, founding.origin);
    assert.equal(start.note, founding.note);
  });

  for (const { what, index, note, seconds, refusal } of log) {
    const verdict = note === undefined ? "taken" : (refusal ?? "applied");
    test(`[${rule}] leaf ${index}: ${what}: ${verdict}`, () => {
      if (note === undefined) return directory.addTime({ index, size: index, seconds: seconds ?? 0 });
      const verified = parseDirectoryNote(note, directory);
      const before = [directory.organisations(), directory.policyAt(index), directory.waits];
      assert.equal(verified === null ? "malformed" : directory.apply(verified, index), refusal);
      if (refusal !== null)
        assert.deepEqual([directory.organisations(), directory.policyAt(index), directory.waits], before);
    });
  }
}

for (const { what, note } of vectors.badFounding ?? []) {
  test(`[DR6] a founding note with ${what} is refused`, () => assert.equal(parseFoundingNote(note), null));
}

test("[DR1] the notes on docs/spec/directory.md are a founding note and an admission that holds under it", () => {
  const page = readFileSync(new URL("../../docs/spec/directory.md", import.meta.url), "utf8");
  const block = (name: string) => new RegExp(`\`\`\`${name}\\n([^\`]*)\`\`\``).exec(page)?.[1] ?? "";
  const founding = parseFoundingNote(block("founding"));
  assert.ok(founding);
  const shown = new Directory(founding.founding, founding.origin);
  const admission = parseDirectoryNote(block("directory"), shown);
  assert.ok(admission);
  assert.equal(shown.apply(admission, 1), null);
});

const country = new Country({ seed: "notes" });
const draft = country.draftFounding(["border", "shelter"]);
const sound = (change: Partial<Founding>, seats = country.seats) => {
  try {
    return signFounding({ ...draft, ...change }, seats) !== null;
  } catch (error) {
    assert.ok(error instanceof RangeError);
    return false;
  }
};

test("[LG5] [DR6] zero waits are for trials and demonstrations only, and a log without witnesses for trials only", () => {
  const lax = { waits: noWaits, policy: "quorum none\n" };
  assert.equal(sound({ ...lax, trial: true, demonstration: false }), true);
  assert.equal(sound({ ...lax, trial: true, demonstration: true }), true);
  assert.equal(sound({ waits: noWaits, trial: false, demonstration: true }), true);
  assert.equal(sound({ trial: false, demonstration: false }), true);
  for (const name of Object.keys(waits)) {
    assert.equal(sound({ waits: { ...waits, [name]: 0 }, demonstration: false }), false, name);
  }
  for (const policy of [
    "quorum none\n",
    "# so be it\nquorum none",
    "  quorum   none  \n",
    `${draft.policy}quorum none\n`,
  ]) {
    assert.equal(sound({ policy, demonstration: false }), false, policy);
    assert.equal(sound({ policy, demonstration: true }), false, policy);
  }
  assert.equal(sound({ policy: `# quorum none is not said here\n${draft.policy}`, demonstration: false }), true);
});

test("[DR2] a real council has three seats or more and a majority acts; one of one is for a trial", () => {
  const council = (threshold: number, count: number) => ({ threshold, seats: draft.council.seats.slice(0, count) });
  const [one] = country.seats;
  assert.ok(one);
  const real = (threshold: number) => sound({ council: council(threshold, 3), demonstration: false });
  assert.deepEqual([1, 2, 3, 4].map(real), [false, true, true, false]);
  assert.equal(sound({ council: council(1, 1), demonstration: false }, [one]), false);
  assert.equal(sound({ council: council(1, 1), trial: true }, [one]), true);
  assert.equal(sound({ council: council(2, 1), trial: true }, [one]), false);
});

test("[SL3] a hybrid country can be founded, with hybrid keys of their true length", () => {
  const hybrid = recipientOfSuite("hybrid", "court");
  assert.equal(hybrid.length, "age1pq1".length + 1952);
  const organisations = draft.organisations.map((admission) => ({
    ...admission,
    devices: admission.devices.map((device) => (device.role === "reader" ? { ...device, recipient: hybrid } : device)),
  }));
  assert.equal(sound({ suite: "hybrid", organisations }), true);
  assert.equal(sound({ suite: "x25519", organisations }), false);
  for (const length of [-1, 1]) {
    const wrong = `${hybrid}${"q".repeat(Math.max(length, 0))}`.slice(0, hybrid.length + length);
    const changed = organisations.map((admission) => ({
      ...admission,
      devices: admission.devices.map((device) => ({ ...device, recipient: wrong })),
    }));
    assert.equal(sound({ suite: "hybrid", organisations: changed }), false);
  }
});

test("[SG3] a name so long that its origin would be none is refused", () => {
  assert.equal(sound({ name: `${"a".repeat(112)}.example` }), true);
  assert.equal(sound({ name: `${"a".repeat(113)}.example` }), false);
});

test("[SG1] every single-byte change of a founding note is refused", () => {
  const small = signFounding({ ...draft, organisations: [] }, country.seats);
  const bytes = encodeUtf8(small.note);
  for (let i = 0; i < bytes.length; i++) {
    const changed = bytes.slice();
    changed[i] = (bytes[i] ?? 0) ^ (1 << (i % 7));
    const text = decodeUtf8(changed);
    assert.equal(text === null ? null : parseFoundingNote(text), null, `byte ${i}`);
  }
});

test("[SG1] every single-byte change of a directory note with several signatures is refused", () => {
  const note = country.sign("organisation.suspend", { organisation: country.by.legal.id }, country.seats);
  const bytes = encodeUtf8(note);
  for (let i = 0; i < bytes.length; i++) {
    const changed = bytes.slice();
    changed[i] = (bytes[i] ?? 0) ^ (1 << (i % 7));
    const text = decodeUtf8(changed);
    assert.equal(text === null ? null : parseDirectoryNote(text, country.directory), null, `byte ${i}`);
  }
  assert.ok(parseDirectoryNote(note, country.directory));
});

test("[DR3] a second administrator adds a line to the same text", () => {
  const [one, two] = country.admins("shelter");
  assert.ok(one && two);
  const { device } = country.device(country.by.shelter.id, "shelter");
  const alone = country.sign("device.enrol", { organisation: country.by.shelter.id, device }, [one]);
  const both = cosignDirectoryNote(alone, two);
  assert.ok(both);
  assert.ok(both.startsWith(alone));
  assert.deepEqual(parseDirectoryNote(both, country.directory)?.signers, [one.name, two.name]);
  const twice = cosignDirectoryNote(alone, one);
  assert.equal(twice === null ? null : parseDirectoryNote(twice, country.directory), null);
});

test("[SG3] nobody is led to cosign anything else than a directory note in its schema", () => {
  const [one, two] = country.admins("shelter");
  assert.ok(one && two);
  const texts = [
    "panoh.org/directory/v1\nnot an origin\n{}\n",
    `panoh.org/directory/v1\n${country.founding.origin}\n{"kind":"unknown"}\n`,
    `panoh.org/entry/v1\n${country.founding.origin}\n{}\n`,
    `${country.founding.origin}\n7\nAAAA\n`,
    "anything\n",
  ];
  for (const text of texts) assert.equal(cosignDirectoryNote(encodeNote(text, [signText(text, one)]), two), null, text);
  assert.equal(cosignDirectoryNote("not a note", two), null);
});

test("[SG4] signing refuses content outside its schema", () => {
  const content = country.content("organisation.suspend", { organisation: country.by.legal.id });
  assert.throws(
    () => signDirectoryNote(country.founding.origin, { ...content, salt: "00" }, country.seats),
    RangeError,
  );
  const figure = { service_id: country.uuid(), unit: "bed", available: 1, maximum: 2 } as const;
  const capacity: PublicContent = {
    kind: "capacity",
    salt: "0".repeat(32),
    at: momentOf(0),
    body: { capacity: figure },
  };
  const { signer } = country.deviceOf("shelter");
  assert.ok(signPublicNote(country.founding.origin, capacity, signer));
  assert.throws(() => signPublicNote(country.founding.origin, { ...capacity, at: "now" }, signer), RangeError);
});

test("[LG8] a time note is signed by the log itself, any other public note by a device, and each by one", () => {
  const { origin } = country.founding;
  const host = { name: origin, seed: country.logSeed };
  const { signer } = country.deviceOf("shelter");
  const head = { salt: "0".repeat(32), at: momentOf(country.seconds) };
  const time: PublicContent = { kind: "time", ...head, body: { checkpoint: "a checkpoint of the tests\n" } };
  const figure = { service_id: country.uuid(), unit: "bed", available: 1, maximum: 2 } as const;
  const capacity: PublicContent = { kind: "capacity", ...head, body: { capacity: figure } };
  const parse = (note: string) => parsePublicNote(note, country.directory);
  const parsed = (note: string, content: PublicContent, name: string) =>
    assert.deepEqual(parse(note), { id: textId(`${note.split("\n\n")[0]}\n`), content, signer: name });
  parsed(signPublicNote(origin, time, host), time, origin);
  parsed(signPublicNote(origin, capacity, signer), capacity, signer.name);
  assert.equal(parse(signPublicNote(origin, time, signer)), null);
  assert.equal(parse(signPublicNote(origin, capacity, host)), null);
  const [seat] = country.seats;
  assert.ok(seat);
  assert.equal(parse(signPublicNote(origin, time, seat)), null);
  const text = signPublicNote(origin, capacity, signer).split("\n\n")[0] ?? "";
  const both = encodeNote(`${text}\n`, [signText(`${text}\n`, signer), signText(`${text}\n`, seat)]);
  assert.equal(parse(both), null);
  assert.equal(parse(signPublicNote(new Country({ seed: "far" }).founding.origin, capacity, signer)), null);
  assert.equal(parse(country.sign("organisation.suspend", { organisation: country.by.legal.id }, [seat])), null);
});
