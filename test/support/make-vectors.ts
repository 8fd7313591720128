// Writes test/vectors/{note,entry,directory,at-rest}.json from the invented country. Run it by hand when a format changes, and read the
// difference: `node test/support/make-vectors.ts`. The tests read the files, never this.

import { readFileSync, writeFileSync } from "node:fs";
import type { Founding } from "../../src/core/directory-note.ts";
import type { BodyOf, CaseKind } from "../../src/core/entry-kind.ts";
import type { Form } from "../../src/core/form/form.ts";
import { library } from "../../src/core/form/library.ts";
import { encodeJson, type Json } from "../../src/core/json.ts";
import { encodeSignedText, type Tag, tag } from "../../src/core/tags.ts";
import { argon2id } from "../../src/crypto/argon2id.ts";
import { decodeBase64, encodeBase64 } from "../../src/crypto/base64.ts";
import { ed25519PublicKey, ed25519Sign } from "../../src/crypto/ed25519.ts";
import { decodeHex, encodeHex } from "../../src/crypto/hex.ts";
import { sha256 } from "../../src/crypto/sha256.ts";
import { encodeUtf8 } from "../../src/crypto/utf8.ts";
import { encryptAtRest } from "../../src/crypto/xchacha20poly1305.ts";
import { Secrets, sealVault } from "../../src/member/store/vault.ts";
import { idOfForm } from "../../src/note/form-id.ts";
import { textId } from "../../src/note/origin.ts";
import type { SignerKey } from "../../src/note/signed-note.ts";
import {
  encodeNote,
  encodeSignatureLine,
  encodeVerifierKey,
  signText,
  verifierKey,
} from "../../src/note/signed-note.ts";
import type { Role } from "./country.ts";
import {
  CaseBuilder,
  Country,
  receiptSeed,
  recipientOfSuite,
  roles,
  sampleBodies,
  seededBytes,
  waits,
} from "./country.ts";
import { labelOf } from "./entry-label.ts";

/** The organisations of the vectors' founding notes: who joined the cast later is in none of them. */
const firstCast = roles.filter((role) => role !== "unit" && role !== "institute");

interface Case {
  readonly what: string;
  readonly [field: string]: Json;
}

const random = seededBytes("vectors");
const signerNamed = (name: string): SignerKey => ({ name, seed: random(32) });
const smallOrderKey = encodeBase64(decodeHex(`01${"00".repeat(31)}`) ?? new Uint8Array(0));

/** Bytes where a string would not do: hexadecimal in the field `hex` instead of `note`. */
function withByte(note: string, at: number, byte: number): { readonly hex: string } {
  const bytes = encodeUtf8(note);
  bytes[at < 0 ? bytes.length + at : at] = byte;
  return { hex: encodeHex(bytes) };
}

function noteVectors(): Json {
  const alice = signerNamed("signer.nation.example");
  const bob = signerNamed("signer.other.example/board");
  const vkey = ({ name, seed }: SignerKey) => encodeVerifierKey(verifierKey(name, ed25519PublicKey(seed)));
  const text = "The example text is in clear.\n";
  const line = signText(text, alice);
  const note = encodeNote(text, [line]);
  const keyId = verifierKey(alice.name, ed25519PublicKey(alice.seed)).keyId;
  const both = [vkey(alice), vkey(bob)];
  const gaps = "First set.\n\nSecond set.\n\n";
  const good: Case[] = [
    {
      what: "the example of c2sp.org/signed-note",
      source: "https://c2sp.org/signed-note, section Verifier keys, Example",
      vkeys: ["example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"],
      signers: ["example.com/foo"],
      note:
        "This is an example message.\n\n" +
        "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n",
    },
    { what: "one signature", vkeys: [vkey(alice)], signers: [alice.name], note },
    {
      what: "two signatures of known keys",
      vkeys: both,
      signers: [alice.name, bob.name],
      note: encodeNote(text, [line, signText(text, bob)]),
    },
    {
      what: "a line of an unknown key is ignored",
      vkeys: [vkey(alice)],
      signers: [alice.name],
      note: encodeNote(text, [signText(text, bob), line]),
    },
    {
      what: "a line with a known name but another key id is ignored",
      vkeys: [vkey(alice)],
      signers: [alice.name],
      note: encodeNote(text, [encodeSignatureLine(alice.name, keyId ^ 1, random(64)), line]),
    },
    {
      what: "a text with empty lines, also at its end",
      vkeys: [vkey(alice)],
      signers: [alice.name],
      note: encodeNote(gaps, [signText(gaps, alice)]),
    },
    {
      what: "a text in Tajik",
      vkeys: [vkey(alice)],
      signers: [alice.name],
      note: encodeNote("Ҳисоб чил ба сифр аст.\n", [signText("Ҳисоб чил ба сифр аст.\n", alice)]),
    },
    {
      what: "the same line twice",
      vkeys: [vkey(alice)],
      signers: [alice.name],
      note: encodeNote(text, [line, line]),
    },
  ];
  const bad: Case[] = [
    { what: "no known key", vkeys: [vkey(bob)], note },
    { what: "another text", vkeys: [vkey(alice)], note: note.replace("example text", "another text") },
    {
      what: "one bad line of a known key beside a good one",
      vkeys: both,
      note: encodeNote(text, [line, encodeSignatureLine(bob.name, idOf(bob), random(64))]),
    },
    { what: "no signature line", vkeys: [vkey(alice)], note: `${text}\n` },
    { what: "no empty line", vkeys: [vkey(alice)], note: `${text}${line}\n` },
    { what: "no newline at the end", vkeys: [vkey(alice)], note: note.slice(0, -1) },
    { what: "a newline too many at the end", vkeys: [vkey(alice)], note: `${note}\n` },
    { what: "a hyphen for the dash", vkeys: [vkey(alice)], note: note.replace("—", "-") },
    { what: "an en dash for the dash", vkeys: [vkey(alice)], note: note.replace("—", "–") },
    { what: "two spaces after the dash", vkeys: [vkey(alice)], note: note.replace("— ", "—  ") },
    { what: "a space at the end of the line", vkeys: [vkey(alice)], note: note.replace(/\n$/, " \n") },
    { what: "base64 without padding", vkeys: [vkey(alice)], note: note.replace(/=+\n$/, "\n") },
    { what: "base64 with stray bits", vkeys: [vkey(alice)], note: withStrayBits(note) },
    { what: "carriage returns", vkeys: [vkey(alice)], note: note.replaceAll("\n", "\r\n") },
    { what: "a tab in the text", vkeys: [vkey(alice)], note: signedAnyway("A\ttab.\n", alice) },
    { what: "a zero byte in the text", vkeys: [vkey(alice)], note: signedAnyway("A\u0000zero.\n", alice) },
    { what: "not UTF-8", vkeys: [vkey(alice)], ...withByte(note, 3, 0xff) },
    {
      what: "a signature of 63 bytes",
      vkeys: [vkey(alice)],
      note: encodeNote(text, [encodeSignatureLine(alice.name, keyId, random(63))]),
    },
    {
      what: "a key id alone",
      vkeys: [vkey(alice)],
      note: encodeNote(text, [encodeSignatureLine(alice.name, keyId, new Uint8Array(0))]),
    },
    { what: "33 signature lines", vkeys: [vkey(alice)], note: encodeNote(text, Array<string>(33).fill(line)) },
    { what: "text among the signature lines", vkeys: [vkey(alice)], note: `${note}and so on\n` },
    { what: "an empty note", vkeys: [vkey(alice)], note: "" },
  ];
  return {
    about:
      "C2SP signed notes as Panoh reads them (docs/spec/entry.md, SG1, SG2). `vkeys` are the known keys; a good note gives these `signers`, a bad one is refused. Where bytes are no text, `hex` holds them.",
    good,
    bad,
  };
}

function idOf({ name, seed }: SignerKey): number {
  return verifierKey(name, ed25519PublicKey(seed)).keyId;
}

function withStrayBits(note: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  return note.replace(/(.)=\n$/, (_, last: string) => `${alphabet.charAt(alphabet.indexOf(last) + 1)}=\n`);
}

/** A note whose text our own encoder refuses, with a signature that is right nevertheless. */
function signedAnyway(text: string, signer: SignerKey): string {
  return `${text}\n${encodeSignatureLine(signer.name, idOf(signer), ed25519Sign(signer.seed, encodeUtf8(text)))}\n`;
}

function entryVectors(): Json {
  const country = new Country({ seed: "entry vectors", founders: firstCast });
  const { origin } = country.founding;
  const device = country.deviceOf("border");
  const build = new CaseBuilder(country, true);
  const { consents, referral } = build.refer("border", ["shelter"]);
  const bodies = sampleBodies({
    organisation: country.by.shelter.id,
    entry: referral,
    consent: consents[0] ?? "",
    referral,
    withdrawal: referral,
  });
  for (const [kind, body] of Object.entries(bodies)) {
    // The referral has a first-line sheet already, which holds no text.
    if (kind !== "answers" && build.entries.some((entry) => entry.content.kind === kind)) continue;
    build.add("border", kind as CaseKind, body as BodyOf<CaseKind>, { consent: consents });
  }
  const good = build.entries.map((entry): Case => {
    const note = build.notes.get(entry.id) ?? "";
    return { what: entry.content.kind, id: entry.id, note };
  });
  const subject = build.entries.find((entry) => labelOf(entry.content) === "narrative");
  const content = subject?.content as unknown as { readonly [key: string]: Json };
  const note = build.notes.get(subject?.id ?? "") ?? "";
  const json = encodeJson(content);
  const other = new Country({ seed: "another country", founders: firstCast }).founding.origin;
  const sign = (line: string, options: { what?: string; origin?: string; signer?: SignerKey } = {}) => {
    const text = `${options.what ?? tag.entry}\n${options.origin ?? origin}\n${line}\n`;
    return encodeNote(text, [signText(text, options.signer ?? device.signer)]);
  };
  const change = (fields: { readonly [key: string]: Json }) => sign(encodeJson({ ...content, ...fields }));
  const newer = change({ kind: "answers@2", body: { whatever: [1, "two"] } });
  good.push({ what: "a kind of a newer program", id: idOfNote(newer), newer: true, note: newer });
  const receiptKey = { name: device.signer.name, seed: decodeHex(receiptSeed) ?? new Uint8Array(0) };
  const receipt = {
    kind: "receipt",
    ...pick(content, ["device", "salt", "at"]),
    to: [],
    body: { entry: referral, state: "accepted" },
  };
  const signReceipt = (fields: { readonly [key: string]: Json }) =>
    sign(encodeJson({ ...receipt, ...fields }), { signer: receiptKey });
  const receiptNote = signReceipt({});
  const key = encodeBase64(ed25519PublicKey(receiptKey.seed));
  good.push({ what: "receipt", id: idOfNote(receiptNote), key, note: receiptNote });
  const lessonsDone = {
    kind: "lessons.done",
    ...pick(content, ["device", "salt", "seen", "at", "to"]),
    body: { edition: "recognition-1", counted_by: country.by.shelter.id },
  };
  const lessonsNote = sign(encodeJson(lessonsDone));
  good.push({ what: "a kind of no case that nobody knows", id: idOfNote(lessonsNote), newer: true, note: lessonsNote });

  const given = build.entries.find((entry) => entry.content.kind === "consent.give")?.content as unknown as {
    readonly [key: string]: Json;
  };
  const forChild = (fields: { readonly [key: string]: Json }) =>
    sign(encodeJson({ ...given, body: { ...(given["body"] as object), ...fields } }));
  for (const [what, fields] of [
    ["a consent of a guardian and a child", { guardian: "appointed", assent: "yes" }],
    [
      "a consent over a child's no, decided by who protects children",
      { basis: "best-interest-of-child", guardian: "child-protection", assent: "no" },
    ],
  ] as const)
    good.push({ what, id: idOfNote(forChild(fields)), note: forChild(fields) });

  const [line = ""] = note.split("\n").slice(-2);
  const bad: Case[] = [
    {
      what: "a consent that says who decides for a child, and not what the child says",
      rule: "FD14",
      note: forChild({ guardian: "appointed" }),
    },
    {
      what: "a consent that says what a child says, and not who decides",
      rule: "FD14",
      note: forChild({ assent: "yes" }),
    },
    { what: "a guardian by name", rule: "FD14", note: forChild({ guardian: "Test Person 1", assent: "yes" }) },
    {
      what: "a consent over a child's no that a parent decided",
      rule: "FD14a",
      note: forChild({ basis: "best-interest-of-child", guardian: "parent", assent: "no" }),
    },
    {
      what: "a consent over a child's no that nobody decided",
      rule: "FD14a",
      note: forChild({ basis: "best-interest-of-child", guardian: "not-reached", assent: "no" }),
    },
    {
      what: "a consent for a child that calls itself a consent though nobody decided",
      rule: "FD14a",
      note: forChild({ guardian: "not-reached", assent: "yes" }),
    },
    {
      what: "a life at risk of a child who can speak",
      rule: "FD14a",
      note: forChild({ basis: "vital-interest", guardian: "parent", assent: "no" }),
    },
    { what: "another tag", rule: "SG3", note: sign(json, { what: tag.directory }) },
    { what: "another version of the tag", rule: "SG3", note: sign(json, { what: "panoh.org/entry/v2" }) },
    { what: "the origin of another country", rule: "SG3", note: sign(json, { origin: other }) },
    { what: "the bare name as origin", rule: "SG3", note: sign(json, { origin: origin.split("/")[0] ?? "" }) },
    {
      what: "signed by another device than it names",
      rule: "SG1",
      note: sign(json, { signer: country.deviceOf("shelter").signer }),
    },
    {
      what: "names another device than the one that signed",
      rule: "SG1",
      note: change({ device: country.deviceOf("shelter").signer.name }),
    },
    { what: "two signatures", rule: "SG1", note: `${note}${line}\n` },
    { what: "no signature", rule: "SG1", note: note.slice(0, note.lastIndexOf("—")) },
    { what: "six lines", rule: "SG1", note: `\n${note}` },
    {
      what: "a signature over another text under its key",
      rule: "SG1",
      verdict: "bad-signature",
      note: note.replace("The example line", "Another example line"),
    },
    {
      what: "a signature of a stranger under the device's name",
      rule: "SG1",
      verdict: "bad-signature",
      note: sign(json, { signer: { name: device.signer.name, seed: random(32) } }),
    },
    {
      what: "a receipt that its device signed itself",
      rule: "SL7",
      verdict: "bad-signature",
      key,
      note: sign(encodeJson(receipt)),
    },
    { what: "a receipt that says what was seen", rule: "SL7", note: signReceipt(pick(content, ["seen"])) },
    { what: "a receipt that says the second", rule: "SL7", note: signReceipt({ at: "2030-01-01T12:00:01Z" }) },
    { what: "not UTF-8", rule: "SG4", ...withByte(note, note.indexOf("example line"), 0xff) },
    { what: "a duplicate key", rule: "SG4", note: sign(json.replace('{"kind"', '{"kind":"answers","kind"')) },
    { what: "a key named __proto__", rule: "SG4", note: sign(json.replace('{"kind"', '{"__proto__":{},"kind"')) },
    { what: "an unknown field", rule: "SG4", note: change({ extra: 1 }) },
    {
      what: "an unknown field in the body",
      rule: "SG4",
      note: change({ body: { ...(content["body"] as object), extra: 1 } }),
    },
    { what: "a missing field", rule: "SG4", note: sign(encodeJson(without(content, "seen"))) },
    { what: "white space in the JSON", rule: "SG4", note: sign(json.replace('","', '", "')) },
    { what: "a second spelling of a character", rule: "SG4", note: sign(json.replace("example", "ex\\u0061mple")) },
    { what: "a second spelling of a number", rule: "SG4", note: sign(json.replace(/"size":(\d+)/, '"size":$1.0')) },
    {
      what: "a number that does not survive",
      rule: "SG4",
      note: sign(json.replace(/"size":\d+/, '"size":9007199254740993')),
    },
    { what: "a lone surrogate, escaped", rule: "SG4", note: sign(json.replace("example line", "\\ud800")) },
    { what: "a control character, escaped", rule: "SG4", note: sign(json.replace("example line", "\\u0007")) },
    {
      what: "nesting without end",
      rule: "SG4",
      note: sign(json.replace(/"body":.*$/, `"body":${"[".repeat(500)}${"]".repeat(500)}}`)),
    },
    { what: "an array for the object", rule: "SG4", note: sign(`[${json}]`) },
    { what: "a moment with fractions", rule: "SG4", note: change({ at: "2030-01-01T12:00:00.000Z" }) },
    { what: "a moment that does not exist", rule: "SG4", note: change({ at: "2030-02-30T12:00:00Z" }) },
    { what: "a salt of 15 bytes", rule: "SG1", note: change({ salt: "ab".repeat(15) }) },
    { what: "an id in capitals", rule: "SG4", note: change({ case: String(content["case"]).toUpperCase() }) },
    { what: "no readers", rule: "SL5", note: change({ to: [] }) },
    { what: "thirteen readers", rule: "SL2", note: change({ to: Array.from({ length: 13 }, () => country.uuid()) }) },
    { what: "a reader named twice", rule: "SL2", note: change({ to: [country.by.shelter.id, country.by.shelter.id] }) },
    { what: "no parents", rule: "FD3", note: change({ parents: [] }) },
    { what: "a parent named twice", rule: "SG4", note: change({ parents: [referral, referral] }) },
    {
      what: "an opening with a case",
      rule: "FD3",
      note: change({ kind: "case.open", parents: [], body: { lead: country.by.shelter.id } }),
    },
    { what: "a kind that is no name", rule: "SG4", note: change({ kind: "Narrative" }) },
    {
      what: "a newer kind with a field outside the frame",
      rule: "SG4",
      note: change({ kind: "answers@2", extra: 1 }),
    },
    {
      what: "a newer kind that names a case and no parents",
      rule: "SG4",
      note: sign(encodeJson({ ...lessonsDone, case: String(content["case"]) })),
    },
  ];
  return {
    about:
      "Entry notes (docs/spec/entry.md) of one origin by one device. A good one has this `id`; a bad one is refused when it is parsed, or, where `verdict` says bad-signature, when its signature is verified. A receipt is verified with a `key` of its own (SL7).",
    origin,
    device: device.signer.name,
    key: device.device.key,
    good,
    bad,
  };
}

function pick(content: { readonly [key: string]: Json }, keys: readonly string[]): { readonly [key: string]: Json } {
  return Object.fromEntries(keys.map((key) => [key, content[key] ?? null]));
}

function without(content: { readonly [key: string]: Json }, key: string): { readonly [key: string]: Json } {
  return Object.fromEntries(Object.entries(content).filter(([name]) => name !== key));
}

function idOfNote(note: string): string {
  return textId(note.slice(0, note.lastIndexOf("\n\n") + 1));
}

function directoryVectors(): Json {
  const founders: readonly Role[] = ["border", "shelter"];
  const country = new Country({ seed: "directory vectors", founders, founding: { demonstration: false } });
  const log: Case[] = [...country.notes]
    .slice(1)
    .map(([index, note]) => ({ what: "a founder's epoch", index, note, refusal: null }));
  const say = (what: string, note: string) => {
    const index = country.size;
    log.push({ what, index, note, refusal: country.log(note) });
  };
  const time = (hours: number) => {
    country.seconds += hours * 3600;
    log.push({ what: "a time note", index: country.size, seconds: country.seconds });
    country.logTime();
  };
  const { origin } = country.founding;
  const [one, two, three] = country.seats;
  const [admin, second] = country.admins("shelter");
  const [officer] = country.admins("border");
  if (!one || !two || !three || !admin || !second || !officer) throw new Error("the invented country lacks people");
  const clinic = country.admissionOf(country.by.clinic);
  const policy = "quorum none\n";
  const shelter = country.by.shelter.id;
  const desk = country.device(shelter, "shelter");
  const phone = country.device(country.by.border.id, "border-post");
  const enrolDesk = { organisation: shelter, device: desk.device };
  const enrolPhone = { organisation: country.by.border.id, device: phone.device };

  say("one council seat is not enough", country.sign("organisation.admit", clinic, [one]));
  say("an administrator is no council seat", country.sign("organisation.admit", clinic, [one, admin]));
  say("one seat signs twice", doubled(country.sign("organisation.admit", clinic, [one])));
  say(
    "a line of an unknown signer",
    country.sign("organisation.admit", clinic, [one, two, { name: "council-9", seed: random(32) }]),
  );
  const renamed = (name: string) => ({ ...clinic, organisation: { ...clinic.organisation, name: { en: name } } });
  say(
    "the name of another organisation with a Cyrillic letter",
    country.sign("organisation.admit", renamed("Example Shеlter North"), [one, two]),
  );
  say(
    "the name of another organisation in another script",
    country.sign("organisation.admit", renamed("Ехампле Шелтер Нортх"), [one, two]),
  );
  say(
    "a key of small order",
    country.sign(
      "organisation.admit",
      { ...clinic, devices: clinic.devices.map((d, i) => (i === 0 ? { ...d, key: smallOrderKey } : d)) },
      [one, two],
    ),
  );
  say(
    "a hybrid key in an X25519 country",
    country.sign(
      "organisation.admit",
      { ...clinic, devices: clinic.devices.map((d) => ({ ...d, recipient: recipientOfSuite("hybrid", d.id) })) },
      [one, two],
    ),
  );
  say("an organisation is admitted", country.sign("organisation.admit", clinic, [three, one]));
  say("it is admitted again by another note", country.sign("organisation.admit", clinic, [one, two]));
  say(
    "a device enrolled during the notice period",
    country.sign(
      "device.enrol",
      { organisation: clinic.organisation.id, device: country.device(clinic.organisation.id, "health").device },
      country.admins("clinic"),
    ),
  );
  time(0);
  say("a reader with one administrator", country.sign("device.enrol", enrolDesk, [admin]));
  say("a reader with administrators of two organisations", country.sign("device.enrol", enrolDesk, [admin, officer]));
  say("a reader with two administrators", country.sign("device.enrol", enrolDesk, [admin, second]));
  say("a referrer with a foreign administrator", country.sign("device.enrol", enrolPhone, [admin]));
  say(
    "a referrer as reader",
    country.sign(
      "device.enrol",
      { ...enrolPhone, device: { ...phone.device, role: "reader" } },
      country.admins("border"),
    ),
  );
  say("a referrer with one administrator", country.sign("device.enrol", enrolPhone, [officer]));
  say(
    "the same key again under another id",
    country.sign("device.enrol", { ...enrolPhone, device: { ...phone.device, id: "0".repeat(32) } }, [officer]),
  );
  say(
    "an epoch with one administrator",
    country.sign(
      "epoch.new",
      { organisation: shelter, epoch: 2, recipient: recipientOfSuite("x25519", "2"), maker: admin.name },
      [admin],
    ),
  );
  say(
    "an epoch that leaves one out",
    country.sign(
      "epoch.new",
      { organisation: shelter, epoch: 3, recipient: recipientOfSuite("x25519", "2"), maker: admin.name },
      [admin, second],
    ),
  );
  say(
    "an epoch of the wrong suite",
    country.sign(
      "epoch.new",
      { organisation: shelter, epoch: 2, recipient: recipientOfSuite("hybrid", "2"), maker: admin.name },
      [admin, second],
    ),
  );
  say(
    "an epoch",
    country.sign(
      "epoch.new",
      { organisation: shelter, epoch: 2, recipient: recipientOfSuite("x25519", "2"), maker: admin.name },
      [admin, second],
    ),
  );
  say("its maker confirms it", country.sign("epoch.confirm", { organisation: shelter, epoch: 2 }, [admin]));
  say(
    "a reader that still waits confirms it",
    country.sign("epoch.confirm", { organisation: shelter, epoch: 2 }, [desk.signer]),
  );
  say(
    "an epoch for a referrer",
    country.sign(
      "epoch.new",
      {
        organisation: country.by.border.id,
        epoch: 1,
        recipient: recipientOfSuite("x25519", "3"),
        maker: country.admins("border")[0]?.name ?? "",
      },
      country.admins("border"),
    ),
  );
  time(0);
  time(24);
  say(
    "a reader whose wait is over confirms it",
    country.sign("epoch.confirm", { organisation: shelter, epoch: 2 }, [desk.signer]),
  );
  say("no witnesses in a real country", country.sign("council.policy", { policy }, country.seats));
  say("no waits in a real country", country.sign("council.waits", { waits: { ...waits, answer: 0 } }, country.seats));
  const longer = country.sign("council.waits", { waits: { ...waits, answer: 12 } }, country.seats);
  say("shorter waits", longer);
  say("the same note again", longer);
  say(
    "a revocation by a stranger",
    country.sign("device.revoke", { device: desk.signer.name, reason: "lost" }, [officer]),
  );
  say(
    "a revocation by an administrator",
    country.sign("device.revoke", { device: second.name, reason: "lost" }, [admin]),
  );
  say(
    "a revoked administrator revokes",
    country.sign("device.revoke", { device: admin.name, reason: "lost" }, [second]),
  );
  const form = library.newest("service");
  if (form === undefined) throw new Error("the library has no form of that name");
  const { fields } = form.form;
  const turned: Form = { ...form.form, version: 2, was: form.id, fields: fields.toReversed() };
  const later = { id: idOfForm(turned), form: turned };
  const coordinator = country.admins("secretariat");
  say("a form by one device of the coordinator", country.sign("form.set", later, coordinator.slice(0, 1)));
  say("a form under another name than its hash", country.sign("form.set", { ...later, id: form.id }, coordinator));
  say("a form in another order by two devices of the coordinator", country.sign("form.set", later, coordinator));
  say("a form stopped by the coordinator", country.sign("form.stop", { version: later.id }, coordinator));
  say("a form stopped by one seat", country.sign("form.stop", { version: later.id }, [two]));
  say("a suspension by one seat", country.sign("organisation.suspend", { organisation: shelter }, [two]));
  say("a suspension", country.sign("organisation.suspend", { organisation: shelter }, [two, three]));
  say(
    "a suspended administrator enrols",
    country.sign("device.enrol", { organisation: shelter, device: country.device(shelter, "shelter").device }, [
      admin,
      second,
    ]),
  );
  const text = (what: Tag, at: string) =>
    encodeSignedText(what, at, encodeJson(country.content("organisation.suspend", { organisation: shelter })));
  const signed = (body: string) =>
    encodeNote(
      body,
      country.seats.map((seat) => signText(body, seat)),
    );
  say("a directory note with another tag", signed(text(tag.public, origin)));
  say(
    "a directory note of another country",
    signed(text(tag.directory, new Country({ seed: "elsewhere", founders: firstCast }).founding.origin)),
  );

  const seatKey = (name: string) => encodeBase64(ed25519PublicKey(sha256(encodeUtf8(name))));
  const waiting = { seat: "council-3", key: seatKey("a new key of the third seat") };
  const replacement = { ...waiting, number: 1 };
  say(
    "a suspension lifted by one seat",
    country.sign("organisation.resume", { organisation: shelter, number: 1 }, [two]),
  );
  say("a suspension lifted", country.sign("organisation.resume", { organisation: shelter, number: 1 }, [two, three]));
  say("a seat's key replaced by one seat", country.sign("council.seat", replacement, [two]));
  say("a seat's key replaced", country.sign("council.seat", replacement, [one, two]));
  say("signed by the replaced key, which signs on for a week", country.sign("council.keep", waiting, [one, three]));
  say("a replacement that does not wait ended", country.sign("council.keep", waiting, [one, two]));

  const draft = country.draftFounding(founders);
  const real: Founding = { ...draft, demonstration: false };
  const found = (change: Partial<Founding>, seats: readonly SignerKey[] = country.seats): string => {
    const founding = { ...real, ...change };
    const body = encodeSignedText(tag.founding, founding.name, encodeJson(founding));
    return encodeNote(
      body,
      seats.map((seat) => signText(body, seat)),
    );
  };
  const { council, organisations } = real;
  const [border, shelterAdmission] = organisations;
  if (!border || !shelterAdmission) throw new Error("the invented country lacks organisations");
  const badFounding: Case[] = [
    { what: "not signed by every seat", note: found({}, [one, two]) },
    { what: "signed by one seat twice", note: found({}, [one, two, two]) },
    { what: "signed by a stranger too", note: found({}, [...country.seats, signerNamed("council-4")]) },
    { what: "a threshold that is no majority", note: found({ council: { ...council, threshold: 1 } }) },
    { what: "a threshold above the number of seats", note: found({ council: { ...council, threshold: 4 } }) },
    {
      what: "a council of two",
      note: found({ council: { threshold: 2, seats: council.seats.slice(0, 2) } }, [one, two]),
    },
    {
      what: "one key on two seats",
      note: found(
        { council: { ...council, seats: council.seats.map((s) => ({ ...s, key: council.seats[0]?.key ?? "" })) } },
        country.seats.map((s) => ({ ...s, seed: one.seed })),
      ),
    },
    {
      what: "a seat with a key of small order",
      note: found({
        council: { ...council, seats: [...council.seats.slice(0, 2), { seat: "council-3", key: smallOrderKey }] },
      }),
    },
    { what: "a log key of small order", note: found({ logKey: smallOrderKey }) },
    { what: "the log's key on a seat", note: found({ logKey: council.seats[0]?.key ?? "" }) },
    { what: "a wait of zero in a real country", note: found({ waits: { ...waits, soloReader: 0 } }) },
    { what: "no witnesses in a real country", note: found({ policy }) },
    { what: "no witnesses in a demonstration that is no trial", note: found({ policy, demonstration: true }) },
    {
      what: "two organisations with names that look alike",
      note: found({
        organisations: [
          border,
          { ...shelterAdmission, organisation: { ...shelterAdmission.organisation, name: border.organisation.name } },
        ],
      }),
    },
    {
      what: "a reader at a border post",
      note: found({ organisations: [{ ...border, devices: border.devices.map((d) => ({ ...d, role: "reader" })) }] }),
    },
    {
      what: "an organisation without an administrator",
      note: found({ organisations: [{ ...border, devices: border.devices.map((d) => ({ ...d, admin: false })) }] }),
    },
    { what: "a device of another suite", note: found({ suite: "hybrid" }) },
    {
      what: "a name that is not the origin line",
      note: found({ name: "refuge.other.example" }).replace("refuge.other.example\n", "refuge.nation.example\n"),
    },
    { what: "a name without a dot", note: found({ name: "refuge" }) },
  ];
  const { note } = country.founding;
  return {
    about:
      "A country's directory (docs/spec/directory.md): a founding note, then notes in the order of the log with the verdict on each: `refusal` null when it holds, `malformed` when the note or a signature is refused, else the code. Time notes are given by their proven time. `badFounding` are founding notes that nobody may start from.",
    founding: { note, origin },
    log,
    badFounding,
  };
}

function doubled(note: string): string {
  const [line = ""] = note.split("\n").slice(-2);
  return `${note}${line}\n`;
}

function write(name: string, value: Json): void {
  writeFileSync(new URL(`../vectors/${name}.json`, import.meta.url), `${JSON.stringify(value, null, 1)}\n`);
}

/** A device's vault and some rows under it. Its age keys are those of the vectors of sealing. */
async function atRestVectors(): Promise<Json> {
  const random = seededBytes("at rest");
  const country = new Country({ seed: "at rest", founders: ["shelter"] });
  const sealing = readFileSync(new URL("../vectors/sealing.json", import.meta.url), "utf8");
  const known = JSON.parse(sealing).good.flatMap(({ identities }: { identities: readonly string[] }) => identities);
  const identities = [/^AGE-SECRET-KEY-1/, /^AGE-SECRET-KEY-PQ-1/].map((form) =>
    known.find((text: string) => form.test(text)),
  );
  const [own, epoch] = identities;
  const secrets = {
    founding: country.founding.note,
    host: "https://host.nation.example",
    mirrors: ["https://mirror.nation.example/copy"],
    device: encodeHex(random(16)),
    organisation: country.by.shelter.id,
    signingSeed: encodeBase64(random(32)),
    identity: own,
    storageKey: encodeBase64(random(32)),
    epochs: [{ epoch: 1, identity: epoch }],
    language: "tg",
  };
  const passphrase = "river garden window Ҳакам paper";
  const vault = await sealVault(new Secrets(secrets), passphrase, random, argon2id);
  const storageKey = decodeBase64(secrets.storageKey) ?? new Uint8Array(0);
  const row = (table: string, key: string, value: Json): Json => {
    const context = encodeUtf8(`panoh.org/shelf/v1\n${table}\n${key}`);
    const box = encryptAtRest(storageKey, context, encodeUtf8(encodeJson(value)), random);
    return { table, key, box: encodeBase64(box), value };
  };
  const { file, salt, box, pinned } = { file: vault, ...JSON.parse(vault) };
  const bytes = decodeBase64(box) ?? new Uint8Array(0);
  const changed = (at: number) => encodeBase64(bytes.map((byte, i) => (i === at ? byte ^ 1 : byte)));
  const judged = (what: string, outcome: "open" | "closed" | "foreign", text: string): Case => ({
    what,
    outcome,
    vault: text,
  });
  const others: Case[] = [
    judged("the first byte of the nonce changed", "closed", encodeJson({ pinned, salt, box: changed(0) })),
    judged("the last byte of the tag changed", "closed", encodeJson({ pinned, salt, box: changed(bytes.length - 1) })),
    judged("another salt", "closed", encodeJson({ pinned, salt: encodeBase64(random(16)), box })),
    judged("a cost", "closed", encodeJson({ pinned, salt, box, passes: 1 })),
    judged("white space", "closed", `${file} `),
    judged("fields in another order", "open", encodeJson({ salt, pinned, box })),
    judged(
      "another host in clear",
      "foreign",
      encodeJson({ pinned: { ...pinned, host: "https://other.example" }, salt, box }),
    ),
  ];
  return {
    about:
      "A vault file and rows of a store (docs/spec/member.md, EN3). Everything in them is invented. `passphrases` are spellings of the one that opens the vault, `wrong` are others. `others` are files that differ: `closed` ones look like a wrong passphrase, and a `foreign` one says in clear what it does not hold (EN6). A row opens under the vault's storage key, its table and its key alone.",
    passphrases: [passphrase, "  River\tGARDEN\u00a0window  ҲАКАМ ｐａｐｅｒ\n"],
    wrong: ["", "rivergardenwindowҲакамpaper", "river garden window Хакам paper"],
    vault,
    secrets,
    others,
    rows: [
      row("meta", "progress", { next: 7, missing: [] }),
      row("sent", "00".repeat(32), { note: "not what a program keeps, but any JSON will do" }),
      row("entry", "11".repeat(32), { purged: "22".repeat(32), needs: [] }),
    ],
  };
}

write("note", noteVectors());
write("entry", entryVectors());
write("directory", directoryVectors());
write("at-rest", await atRestVectors());
