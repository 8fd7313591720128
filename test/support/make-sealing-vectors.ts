// Writes the envelopes of test/vectors/sealing.json anew, for the identities that stand in it, and the header that docs/spec/envelope.md shows. Run it
// by hand when the format changes: `node test/support/make-sealing-vectors.ts`. The age format's own vectors stay. The tests read the file, never this.
import { readFileSync, writeFileSync } from "node:fs";
import { armor, Encrypter, Stanza } from "age-encryption";
import type { Json } from "../../src/core/json.ts";
import { encodeUtf8 } from "../../src/crypto/utf8.ts";
import { maximumContentBytes, seal, sealReceipt } from "../../src/sealing/envelope.ts";
import { sealingOverhead } from "../../src/sealing/envelope-shape.ts";
import { deflate, encodeMember } from "../../src/sealing/gzip-member.ts";
import { SecretIdentity } from "../../src/sealing/secret-identity.ts";
import { generateIdentity, recipientOf } from "../../src/sealing/suite.ts";
import { seededBytes } from "./country.ts";

// What seals takes its random bytes from the platform; here they are the same in every run.
const random = seededBytes("sealing vectors");
crypto.getRandomValues = <T extends ArrayBufferView | null>(bytes: T): T => {
  if (bytes !== null) new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength).set(random(bytes.byteLength));
  return bytes;
};

const file = new URL("../vectors/sealing.json", import.meta.url);
const before: { about: string; good: readonly { identities: readonly string[] }[]; age: Json } = JSON.parse(
  readFileSync(file, "utf8"),
);
const known = before.good.flatMap(({ identities }) => identities);
const [own = "", ...friends] = [...new Set(known.filter((text) => text.startsWith("AGE-SECRET-KEY-1")))];
const hybrids = [...new Set(known.filter((text) => text.startsWith("AGE-SECRET-KEY-PQ-1")))];
const [ownHybrid = ""] = hybrids;
const toUs = await recipientOf(identityOf(own));
const toHybrids = await Promise.all(hybrids.map((text) => recipientOf(identityOf(text))));
const toOthers = await Promise.all(friends.map((text) => recipientOf(identityOf(text))));
const stranger = await generateIdentity("x25519");
const hybridStranger = await generateIdentity("hybrid");

const line = '{"kind":"example.note","salt":"AAAAAAAAAAAAAAAAAAAAAA","body":{"намуна":7}}';
const note = `panoh.example/vector/v1\ncountry.example/${"0".repeat(32)}\n${line}\n\n— 00000000 AAAA\n`;
const bytes = encodeUtf8(note);
const room = 1_024 - sealingOverhead("x25519", 1);

function identityOf(text: string): SecretIdentity {
  const identity = SecretIdentity.parse(text);
  if (identity === null) throw new Error("the vectors hold a text that is no identity");
  return identity;
}

/** An age file of a plaintext to recipients, in this order and whatever they are. */
async function ageFile(plaintext: Uint8Array, recipients: readonly string[]): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(plaintext);
}

/** A member with the note that fills an envelope of so many bytes beside its overhead. */
const memberFor = async (total: number) => encodeMember(bytes, await deflate(bytes), total);
const inReceipt = async (change: (member: Uint8Array) => Uint8Array) => ageFile(change(await memberFor(room)), [toUs]);
const withByte = (at: number, byte: number) => (member: Uint8Array) => {
  const changed = member.slice();
  changed[(at + changed.length) % changed.length] = byte;
  return changed;
};
const flipped = (sealed: Uint8Array, at: number) => withByte(at, (sealed.at(at) ?? 0) ^ 1)(sealed);
const edited = (sealed: Uint8Array, change: (header: string) => string) =>
  Uint8Array.from(Buffer.from(change(Buffer.from(sealed).toString("latin1")), "latin1"));
/** The first base64 digit of the line of this number changed. */
const digitOf = (sealed: Uint8Array, lineNumber: number) =>
  edited(sealed, (text) => {
    const lines = text.split("\n");
    const of = lines[lineNumber] ?? "";
    lines[lineNumber] = (of.startsWith("A") ? "B" : "A") + of.slice(1);
    return lines.join("\n");
  });

const receipt = await sealReceipt(bytes, toUs);
const caseOfFour = await seal(note.repeat(3), [toUs, ...toOthers], { suite: "x25519", kind: "case", random });
const hybridCase = await seal(note, toHybrids, { suite: "hybrid", kind: "case", random });

const good = [
  [
    "a case for one reader",
    "x25519",
    "case",
    [own],
    note,
    await seal(note, [toUs], { suite: "x25519", kind: "case", random }),
  ],
  ["a case for four readers", "x25519", "case", [own, ...friends], note.repeat(3), caseOfFour],
  [
    "a case without content",
    "x25519",
    "case",
    [own],
    "",
    await seal("", [toUs], { suite: "x25519", kind: "case", random }),
  ],
  ["a receipt", "hybrid", "receipt", [own], note, receipt],
  ["a hybrid case for two readers", "hybrid", "case", hybrids, note, hybridCase],
] as const;

async function passphraseFile(): Promise<Uint8Array> {
  const of = async (length: number) => {
    const encrypter = new Encrypter();
    encrypter.setPassphrase("example");
    encrypter.setScryptWorkFactor(10);
    return encrypter.encrypt(new Uint8Array(length));
  };
  return of(1_024 - (await of(0)).length);
}

/** Four stanzas of which one is of the other suite: a recipient as an object may stand beside any other. */
async function mixedFile(): Promise<Uint8Array> {
  const overhead = sealingOverhead("x25519", 4) + sealingOverhead("hybrid", 1) - sealingOverhead("x25519", 1);
  const stanza = new Stanza(
    ["mlkem768x25519", Buffer.from(random(1_120)).toString("base64url").replace(/[-_]/g, "A")],
    random(32),
  );
  const encrypter = new Encrypter();
  for (const recipient of [toUs, ...toOthers.slice(0, 2)]) encrypter.addRecipient(recipient);
  encrypter.addRecipient({ wrapFileKey: () => [stanza] });
  return encrypter.encrypt(await memberFor(4_096 - overhead));
}

const stanzas = async (recipients: readonly string[], total: number) =>
  ageFile(await memberFor(total - sealingOverhead("x25519", recipients.length)), recipients);
const four = [toUs, ...toOthers];
const inClear = new Uint8Array(1_024).fill(0x20);
inClear.set(bytes);
const small = await memberFor(room / 2);
const beyond = new Uint8Array(maximumContentBytes + 1).fill(65);
const tooLong = encodeMember(beyond, await deflate(beyond), room);
const longDeflated = Uint8Array.of(...(await deflate(bytes)), 0);
const named = (member: Uint8Array) => {
  // FNAME for FEXTRA: the name takes the room of the field, its end included.
  const changed = withByte(3, 8)(member);
  const name = changed.subarray(10, 16 + new DataView(changed.buffer).getUint16(14, true));
  name.fill(0x78).set([0], name.length - 1);
  return changed;
};
const shortOfReturns = await ageFile(await memberFor(room - 4), [toUs]);
const body = (sealed: Uint8Array) => Buffer.from(sealed).indexOf("\n", Buffer.from(sealed).indexOf("\n--- ") + 1) + 1;
const withReturns = Uint8Array.from([
  ...Buffer.from(
    Buffer.from(shortOfReturns.subarray(0, body(shortOfReturns)))
      .toString()
      .replaceAll("\n", "\r\n"),
  ),
  ...shortOfReturns.subarray(body(shortOfReturns)),
]);

type Bad = readonly [
  name: string,
  country: string,
  kind: string | null,
  identity: string,
  outcome: string,
  sealed: Uint8Array,
];
const ofReceipt = (name: string, kind: string | null, outcome: string, sealed: Uint8Array): Bad => [
  name,
  "x25519",
  kind,
  own,
  outcome,
  sealed,
];
const ofMember = async (name: string, change: (member: Uint8Array) => Uint8Array): Promise<Bad> =>
  ofReceipt(name, "receipt", "content", await inReceipt(change));
const bad: readonly Bad[] = [
  ["a receipt for somebody else", "x25519", "receipt", stranger.reveal(), "null", receipt],
  ofReceipt("the last byte changed", "receipt", "sealed", flipped(receipt, -1)),
  ofReceipt("the first byte after the header changed", "receipt", "sealed", flipped(receipt, body(receipt))),
  ofReceipt(
    "the MAC changed",
    "receipt",
    "sealed",
    edited(receipt, (text) => text.replace(/--- (.)/, (_, first) => `--- ${first === "A" ? "B" : "A"}`)),
  ),
  ofReceipt("the only stanza's wrapped key changed", "receipt", "null", digitOf(receipt, 2)),
  ofReceipt("one byte missing at the end", null, "shape", receipt.subarray(0, -1)),
  ofReceipt("one byte more at the end", null, "shape", Uint8Array.of(...receipt, 0)),
  ofReceipt("nothing at all", null, "shape", new Uint8Array(0)),
  ofReceipt(
    "another version of age",
    null,
    "shape",
    edited(receipt, (text) => text.replace("/v1", "/v2")),
  ),
  ofReceipt(
    "the share with stray bits",
    null,
    "sealed",
    edited(receipt, (text) => text.replace(/(X25519 \S{42})(.)/, (_, share, last) => `${share}${nextDigit(last)}`)),
  ),
  ofReceipt(
    "a share that is a point of small order",
    "receipt",
    "sealed",
    edited(receipt, (text) => text.replace(/(X25519 )\S+/, `$1${"A".repeat(43)}`)),
  ),
  ofReceipt("lines that end with a carriage return", null, "shape", withReturns),
  ofReceipt("armoured", null, "shape", encodeUtf8(armor.encode(receipt)).subarray(0, 1_024)),
  ofReceipt("a text in clear of the right size", null, "shape", inClear),
  ofReceipt("a passphrase instead of a reader", null, "shape", await passphraseFile()),
  ofReceipt("one stanza in the size of a case", null, "shape", await stanzas([toUs], 4_096)),
  ofReceipt("three stanzas", null, "shape", await stanzas(four.slice(0, 3), 4_096)),
  ofReceipt("five stanzas", null, "shape", await stanzas([...four, await recipientOf(stranger)], 4_096)),
  ofReceipt("four stanzas in a size between the classes", null, "shape", await stanzas(four, 5_000)),
  ofReceipt("a hybrid stanza among X25519 stanzas", null, "shape", await mixedFile()),
  ofReceipt("another reader's stanza changed", "case", "sealed", digitOf(await stanzas(four, 4_096), 8)),
  ["another country's suite", "hybrid", null, own, "open", caseOfFour],
  ["a hybrid case for somebody else", "hybrid", "case", hybridStranger.reveal(), "null", hybridCase],
  ["a hybrid case with its last byte changed", "hybrid", "case", ownHybrid, "sealed", flipped(hybridCase, -1)],
  await ofMember("not gzip", (member) => new Uint8Array(member.length).fill(0x50)),
  await ofMember("a name instead of the padding", named),
  await ofMember("a time", withByte(4, 1)),
  await ofMember("another system", withByte(9, 3)),
  await ofMember("padding that is not zero", withByte(20, 1)),
  await ofMember("another subfield", withByte(13, 0x58)),
  await ofMember("a wrong checksum", (member) => flipped(member, -8)),
  await ofMember("a wrong length", (member) => flipped(member, -4)),
  await ofMember("a second member", () => Uint8Array.of(...small, ...small)),
  await ofMember("bytes after the member", () => Uint8Array.of(...small, ...new Uint8Array(room - small.length))),
  await ofMember("bytes after the compressed text", () => encodeMember(bytes, longDeflated, room)),
  await ofMember("256 KiB and one byte more", () => tooLong),
];

/** The base64 digit after this one: of the last digit of 32 bytes, it sets a bit that must be zero. */
function nextDigit(digit: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  return alphabet.charAt(alphabet.indexOf(digit) + 1);
}

const text = (sealed: Uint8Array) => Buffer.from(sealed).toString("base64");
const value = {
  about: before.about,
  good: good.map(([name, country, kind, identities, content, sealed]) => ({
    name,
    country,
    class: kind,
    identities,
    content,
    sealed: text(sealed),
  })),
  bad: bad.map(([name, country, kind, identity, outcome, sealed]) => ({
    name,
    country,
    class: kind,
    identity,
    outcome,
    sealed: text(sealed),
  })),
  age: before.age,
};
writeFileSync(file, `${JSON.stringify(value, null, 1)}\n`);

const page = new URL("../../docs/spec/envelope.md", import.meta.url);
const header = Buffer.from(receipt.subarray(0, body(receipt))).toString();
writeFileSync(
  page,
  readFileSync(page, "utf8").replace(/age-encryption\.org\/v1\n-> X25519 [^`]+/, () => header),
);
