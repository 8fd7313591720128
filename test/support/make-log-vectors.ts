// Writes test/vectors/log-*.json, and with the same keys the examples on docs/spec/log.md and docs/spec/submit.md. Run it by hand when a format
// changes, and read the difference: `node test/support/make-log-vectors.ts`. The tests read the files, never this.
import { readFileSync, writeFileSync } from "node:fs";
import type { Json } from "../../src/core/json.ts";
import { encodeBase64 } from "../../src/crypto/base64.ts";
import { ed25519PublicKey, ed25519Sign } from "../../src/crypto/ed25519.ts";
import { decodeHex, encodeHex } from "../../src/crypto/hex.ts";
import { sha256 } from "../../src/crypto/sha256.ts";
import { encodeUtf8 } from "../../src/crypto/utf8.ts";
import { encodeCheckpointBody } from "../../src/log/checkpoint.ts";
import { cosignatureBytes, cosignedMessage } from "../../src/log/cosignature.ts";
import { type LeafClass, leafFor } from "../../src/log/leaf.ts";
import { emptyRoot, leafHash, nodeHash } from "../../src/log/merkle.ts";
import { encodePackRecord, maxPackRecordBytes } from "../../src/log/pack.ts";
import { encodeProof } from "../../src/log/proof.ts";
import { addSignatureLines, signCheckpoint, signCosignature } from "../../src/log/sign.ts";
import { encodeEntryBundle } from "../../src/log/tile.ts";
import { encodeAddCheckpoint } from "../../src/log/witness-request.ts";
import { type Correction, signCorrection } from "../../src/note/correction-note.ts";
import {
  encodeNote,
  encodeSignatureLine,
  encodeVerifierKey,
  type SignerKey,
  signatureType,
  signText,
  verifierKey,
} from "../../src/note/signed-note.ts";
import { encodeSubmissionAnswer } from "../../src/protocol/submission.ts";
import { signTokenRequest } from "../../src/protocol/token-request.ts";

/** Cases by their names, in the order of the file. */
type Cases = { readonly [name: string]: { readonly [field: string]: Json } };

const origin = "refuge.nation.example/00112233445566778899aabbccddeeff";
const otherOrigin = "other.example/log";
const someTime = 1_800_000_000;
const largestSize = Number.MAX_SAFE_INTEGER;
const seedOf = (whose: string) => sha256(encodeUtf8(`Panoh test vector key of ${whose}`));
const seeds =
  "Every private seed is the SHA-256 of 'Panoh test vector key of ' and 'log' or 'witness A' to 'witness D'.";

const logSeed = seedOf("log");
const logVkey = vkey(origin, logSeed);
const witness = (name: string): SignerKey => ({
  name: `${name.toLowerCase()}.witness.example`,
  seed: seedOf(`witness ${name}`),
});
const [a, b, c, d] = [witness("A"), witness("B"), witness("C"), witness("D")] as const;
const [vkeyA = "", vkeyB = "", vkeyC = "", vkeyD = ""] = [a, b, c, d].map((key) =>
  vkey(key.name, key.seed, "cosignature"),
);

function vkey(name: string, seed: Uint8Array, type: keyof typeof signatureType = "ed25519"): string {
  return encodeVerifierKey(verifierKey(name, ed25519PublicKey(seed), signatureType[type]));
}

/** The tree whose records are texts: leaf 0 of class directory, then public, receipt, case, and again. */
const classes = ["directory", "public", "receipt", "case"] as const;
const leafOf = (index: number) => leafFor(classes[index % 4] as LeafClass, encodeUtf8(`example record ${index}`));
const leaves = Array.from({ length: 300 }, (_, index) => leafOf(index));

function rootOf(hashes: readonly Uint8Array[]): Uint8Array {
  if (hashes.length < 2) return hashes[0] ?? emptyRoot;
  const left = leftOf(hashes.length);
  return nodeHash(rootOf(hashes.slice(0, left)), rootOf(hashes.slice(left)));
}

/** The hashes beside the way from a leaf to the root, the leaf's neighbour first. */
function wayUp(hashes: readonly Uint8Array[], index: number): readonly Uint8Array[] {
  if (hashes.length < 2) return [];
  const left = leftOf(hashes.length);
  return index < left
    ? [...wayUp(hashes.slice(0, left), index), rootOf(hashes.slice(left))]
    : [...wayUp(hashes.slice(left), index - left), rootOf(hashes.slice(0, left))];
}

/** The largest power of two below a size. */
function leftOf(size: number): number {
  return 2 ** (Math.ceil(Math.log2(size)) - 1);
}

const hashesOf = (size: number) => leaves.slice(0, size).map(leafHash);
const bodyOf = (size: number, root = rootOf(hashesOf(size)), name = origin) => encodeCheckpointBody(name, size, root);
const sizeBody = (size: number) => bodyOf(size, sha256(encodeUtf8(`size ${size}`)));
const body = bodyOf(7);
const note = signCheckpoint(body, logSeed);
const rootText = body.split("\n")[2] ?? "";
const lineA = signCosignature(body, a, someTime);
const others = [b, c, d].map((by) => signCosignature(body, by, someTime));
const [lineB = "", lineC = "", lineD = ""] = others;

/** Signed by the log's key, also what no log would sign. */
const signed = (text: string) =>
  `${text}\n${encodeSignatureLine(origin, logKeyId, ed25519Sign(logSeed, encodeUtf8(text)))}\n`;
const stranger = (id: number, name = "stranger.example", length = 64) =>
  encodeSignatureLine(name, id, new Uint8Array(length));
const strangers = (count: number) => Array.from({ length: count }, (_, id) => stranger(id));
const withLines = (...lines: readonly string[]) => encodeNote(body, lines);
const signature = ed25519Sign(logSeed, encodeUtf8(body));
const logLine = signText(body, { name: origin, seed: logSeed });
const logKeyId = verifierKey(origin, ed25519PublicKey(logSeed)).keyId;
const withSignature = (bytes: Uint8Array) => withLines(encodeSignatureLine(origin, logKeyId, bytes));
const flipped = (bytes: Uint8Array, at: number, bit = 1) =>
  bytes.map((byte, i) => (i === (at + bytes.length) % bytes.length ? byte ^ bit : byte));
const lineOfOther = signText(body, { name: origin, seed: seedOf("stranger") });

function checkpoints(): Json {
  const good = (text: string, size = 7, root = rootOf(hashesOf(7))) => ({ note: text, size, root: encodeHex(root) });
  const ofSize = (size: number) => good(signCheckpoint(bodyOf(size), logSeed), size, rootOf(hashesOf(size)));
  const ofRoot = (size: number, root: Uint8Array) => good(signCheckpoint(bodyOf(size, root), logSeed), size, root);
  const large = [65_536, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 40, largestSize];
  const instead = (from: string, to: string) => ({ note: signed(body.replace(from, to)) });
  const sized = (text: string) => instead("\n7\n", `\n${text}\n`);
  const rooted = (text: string) => instead(rootText, text);
  return {
    about: `A note is good when it is a checkpoint signed by logKey, whose name is the origin. ${seeds}`,
    logKey: logVkey,
    good: named({
      "the empty tree": ofSize(0),
      ...Object.fromEntries([1, 2, 3, 9, 10, 255, 256, 257, 300].map((size) => [`${size} leaves`, ofSize(size)])),
      ...Object.fromEntries(large.map((size) => [`size ${size}`, ofRoot(size, sha256(encodeUtf8(`size ${size}`)))])),
      "root of zero bytes": ofRoot(5, new Uint8Array(32)),
      "root of ff bytes": ofRoot(5, new Uint8Array(32).fill(0xff)),
      "with a cosignature behind": good(withLines(logLine, lineA)),
      "with a cosignature in front": good(withLines(lineA, logLine)),
      "with four cosignatures": good(withLines(logLine, lineA, ...others)),
      "with a line of an unknown key that verifies nothing": good(withLines(logLine, stranger(1))),
      "with a line of the log's name under another key id": good(withLines(logLine, stranger(logKeyId ^ 1, origin))),
      "with a line of the log's key id under another name": good(withLines(logLine, stranger(logKeyId))),
      "with a signature of another length by an unknown key": good(
        withLines(logLine, stranger(1, "stranger.example", 1)),
      ),
      "with 31 lines of unknown keys": good(withLines(logLine, ...strangers(31))),
    }),
    bad: named({
      empty: { note: "" },
      "text without signature": { note: body },
      "text and empty line": { note: `${body}\n` },
      "no newline at the end": { note: note.slice(0, -1) },
      "an empty line at the end": { note: `${note}\n` },
      "carriage returns": { note: note.replaceAll("\n", "\r\n") },
      "signature of another text": {
        note: withSignature(ed25519Sign(logSeed, encodeUtf8(bodyOf(8)))),
      },
      "first bit of R flipped": { note: withSignature(flipped(signature, 0)) },
      "last bit of s flipped": { note: withSignature(flipped(signature, -1)) },
      "signature of zero bytes": { note: withSignature(new Uint8Array(64)) },
      "signature one byte short": { note: withSignature(signature.subarray(0, 63)) },
      "signature one byte long": { note: withSignature(Uint8Array.of(...signature, 0)) },
      "only a line of another key": { note: withLines(lineOfOther) },
      "only a cosignature": { note: withLines(lineA) },
      "a good and a bad line of the log": {
        note: withLines(logLine, encodeSignatureLine(origin, logKeyId, flipped(signature, 3))),
      },
      "33 signature lines": { note: `${note}${strangers(32).join("\n")}\n` },
      "hyphen instead of dash": { note: note.replace("—", "-") },
      "two spaces in the signature line": { note: note.replace("— ", "—  ") },
      "space at the end of the signature line": { note: note.replace(/\n$/, " \n") },
      "signature without base64 padding": { note: note.replace(/=+\n$/, "\n") },
      "another origin, signed by this key": instead(origin, "other.example"),
      "no origin": instead(origin, ""),
      "tab behind the origin": instead(origin, `${origin}\t`),
      "leading zero": sized("07"),
      "plus sign": sized("+7"),
      "negative size": sized("-7"),
      "space behind the size": sized("7 "),
      "hexadecimal size": sized("0x7"),
      "no size": sized(""),
      "size 2^53": sized(`${2n ** 53n}`),
      "size 2^64": sized(`${2n ** 64n}`),
      "Arabic-Indic digit": sized("٧"),
      "root of 31 bytes": rooted(encodeBase64(new Uint8Array(31))),
      "root of 33 bytes": rooted(encodeBase64(new Uint8Array(33))),
      "root without padding": rooted(rootText.replace("=", "")),
      "root with stray bits": rooted(rootText.replace(/.=$/, (end) => `${strayFor(end[0] ?? "")}=`)),
      "root in base64url": rooted("__________________________________________8="),
      "root in hexadecimal": rooted(encodeHex(rootOf(hashesOf(7)))),
      "two lines only": instead(`${rootText}\n`, ""),
      "an extension line": instead(rootText, `${rootText}\nextension`),
      "an empty line more in the text": instead(`${rootText}\n`, `${rootText}\n\n`),
    }),
  };
}

/** The base64 digit with the same leading bits and one that must be zero set: decoders that pass over it read the same bytes. */
function strayFor(digit: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  return alphabet.charAt(alphabet.indexOf(digit) + 1);
}

/** A cosignature line of any time and any signed message, under any key id: also what no witness would write. */
function cosigned(
  message: Uint8Array,
  { time = BigInt(someTime), by = a, name = by.name, keyId = idOf(name, by) } = {} as {
    time?: bigint;
    by?: SignerKey;
    name?: string;
    keyId?: number;
  },
): string {
  const bytes = new Uint8Array(cosignatureBytes);
  new DataView(bytes.buffer).setBigUint64(0, time);
  bytes.set(ed25519Sign(by.seed, message), 8);
  return encodeSignatureLine(name, keyId, bytes);
}

function idOf(name: string, by: SignerKey): number {
  return verifierKey(name, ed25519PublicKey(by.seed), signatureType.cosignature).keyId;
}

function cosignatures(): Json {
  const at = (time: number, text = body) => ({ body: text, line: signCosignature(text, a, time), timeSeconds: time });
  const sizes = [0, 1, 2, 255, 256, 257, 300];
  const large = [2 ** 31, 2 ** 32, largestSize];
  const times = [
    1,
    59,
    1_679_315_147,
    2 ** 31 - 1,
    2 ** 31,
    2 ** 32 - 1,
    2 ** 32,
    2 ** 40,
    253_402_300_799,
    largestSize,
  ];
  const bytes = Uint8Array.of(...encodeTime(BigInt(someTime)), ...ed25519Sign(a.seed, cosignedMessage(body, someTime)));
  const bad = (line: string, text = body) => ({ body: text, line });
  const ofBytes = (changed: Uint8Array, keyId = idOf(a.name, a)) => bad(encodeSignatureLine(a.name, keyId, changed));
  const message = Buffer.from(cosignedMessage(body, someTime)).toString();
  const signs = (text: string, time = BigInt(someTime)) => bad(cosigned(encodeUtf8(text), { time }));
  const plainId = verifierKey(a.name, ed25519PublicKey(a.seed)).keyId;
  return {
    about: `A line is good when it is a valid Ed25519 cosignature/v1 of the checkpoint text by witnessKey. ${seeds}`,
    witnessKey: vkeyA,
    good: named({
      ...Object.fromEntries(sizes.map((size) => [`${size} leaves`, at(someTime + size, bodyOf(size))])),
      ...Object.fromEntries(large.map((size) => [`size ${size}`, at(someTime, sizeBody(size))])),
      ...Object.fromEntries(times.map((time) => [`time ${time}`, at(time)])),
      "another log's origin": at(someTime, bodyOf(7, sha256(encodeUtf8("another log")), otherOrigin)),
    }),
    bad: named({
      ...Object.fromEntries(
        [0, 4, 7, 8, 20, 39, 40, 55, 71].map((i) => [`a bit of byte ${i} flipped`, ofBytes(flipped(bytes, i))]),
      ),
      "one byte short": ofBytes(bytes.subarray(0, 71)),
      "one byte long": ofBytes(Uint8Array.of(...bytes, 0)),
      "without its time": ofBytes(bytes.subarray(8)),
      "another text": bad(lineA, bodyOf(8)),
      "another origin": bad(lineA, body.replace(/^[^/]+/, "other.example")),
      "text without last newline": bad(lineA, body.slice(0, -1)),
      "text with an extension line": bad(lineA, `${body}more\n`),
      "time 0": signs(message.replace(`${someTime}`, "0"), 0n),
      "time 2^53": signs(message.replace(`${someTime}`, `${2n ** 53n}`), 2n ** 53n),
      "time 2^64 - 1": signs(message.replace(`${someTime}`, `${2n ** 64n - 1n}`), 2n ** 64n - 1n),
      "signed with another time than it says": signs(message, BigInt(someTime + 1)),
      "signed without header lines": signs(body),
      "signed with the header of another version": signs(message.replace("/v1", "/v2")),
      "signed with a leading zero in the time": signs(message.replace(`${someTime}`, `0${someTime}`)),
      "signed without the last newline": signs(message.slice(0, -1)),
      "another witness": bad(lineB),
      "this name, key of another witness": bad(cosigned(encodeUtf8(message), { by: b, name: a.name })),
      "this key under another name": bad(cosigned(encodeUtf8(message), { name: "stranger.example" })),
      "key id of a plain Ed25519 key": ofBytes(bytes, plainId),
      "a plain Ed25519 signature": bad(signText(body, a)),
      "s not below the group order": ofBytes(plusGroupOrder(bytes)),
      "R of small order and s of 0": ofBytes(Uint8Array.of(...bytes.subarray(0, 8), 1, ...new Uint8Array(63))),
    }),
  };
}

function encodeTime(time: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, time);
  return bytes;
}

/** The same signature with s + L for s: equal to it in the group, and a second spelling. */
function plusGroupOrder(bytes: Uint8Array): Uint8Array {
  const order = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n;
  let carry = order;
  return bytes.map((byte, i) => {
    if (i < 40) return byte;
    const sum = BigInt(byte) + (carry & 0xffn);
    carry = (carry >> 8n) + (sum >> 8n);
    return Number(sum & 0xffn);
  });
}

const threeWitnesses = `witness A ${vkeyA}\nwitness B ${vkeyB}\nwitness C ${vkeyC}\n`;

function policies(): Json {
  const four = `${threeWitnesses}witness D ${vkeyD}\n`;
  const oneA = `witness A ${vkeyA}\n`;
  const cosigners = ["", "A", "B", "AB", "AD", "BC", "CD", "ABC", "BCD", "ABCD"];
  const lines = new Map([...["A", "B", "C", "D"].entries()].map(([i, name]) => [name, [lineA, ...others][i] ?? ""]));
  const notes = cosigners.map((names) => [
    names,
    addSignatureLines(
      note,
      [...names].map((name) => lines.get(name) ?? ""),
    ),
  ]);
  const has = (...needs: readonly string[]) =>
    cosigners.filter((names) => needs.some((need) => [...need].every((name) => names.includes(name))));
  const good = (policy: string, lyingWitnessesForFork: number | null, satisfiedBy: readonly string[]) => ({
    policy,
    lyingWitnessesForFork,
    satisfiedBy,
  });
  const all = cosigners;
  const ofFour = (rest: string, lying: number | null, satisfiedBy: readonly string[]) =>
    good(`${four}${rest}`, lying, satisfiedBy);
  const pairs = ["AB", "AC", "AD", "BC", "BD", "CD"];
  const triples = ["ABC", "ABD", "ACD", "BCD"];
  const otherLog = vkey("other.example", seedOf("other log"));
  const log = `log ${logVkey}\n`;
  const bad = (policy: string) => ({ policy });
  const ofA = (key: string) => bad(`witness A ${key}\nquorum A\n`);
  const group = (text: string) => bad(`${four}${text}\nquorum none\n`);
  const thresholds = ["0", "3", "02", "-1", "+1", "1.0", "ANY", "most", "99999999999999999999"];
  const [nameA = "", idA = "", keyA = ""] = vkeyA.split("+");
  return {
    about: `A policy is good when C2SP tlog-policy allows it with Ed25519 keys. 'notes' are checkpoints of the log, each under the cosignatures of the witnesses in its name; 'satisfiedBy' names exactly those that meet the policy. ${seeds}`,
    notes: Object.fromEntries(notes),
    good: named({
      "no witness asked": good("quorum none\n", 0, all),
      "no witness asked, log listed": good(`${log}quorum none\n`, 0, all),
      "another log listed": good(`log ${otherLog}\nquorum none\n`, 0, []),
      "two logs listed": good(`log ${otherLog}\n${log}quorum none\n`, 0, all),
      "log with an address": good(`log ${logVkey} https://log.example/\nquorum none\n`, 0, all),
      "this log's key under another name": good(`log ${vkey("other.example", logSeed)}\nquorum none\n`, 0, []),
      "witnesses, but none asked": ofFour("quorum none\n", 0, all),
      "one witness": good(`${oneA}quorum A\n`, 1, has("A")),
      "one of four witnesses": ofFour("quorum D\n", 1, has("D")),
      "1 of 3": ofFour("group G 1 A B C\nquorum G\n", 0, has("A", "B", "C")),
      "2 of 3": ofFour("group G 2 A B C\nquorum G\n", 1, has("AB", "AC", "BC")),
      "3 of 3": ofFour("group G 3 A B C\nquorum G\n", 3, has("ABC")),
      "1 of 4": ofFour("group G 1 A B C D\nquorum G\n", 0, has("A", "B", "C", "D")),
      "2 of 4": ofFour("group G 2 A B C D\nquorum G\n", 0, has(...pairs)),
      "3 of 4": ofFour("group G 3 A B C D\nquorum G\n", 2, has(...triples)),
      "4 of 4": ofFour("group G 4 A B C D\nquorum G\n", 4, has("ABCD")),
      "1 of 1": ofFour("group G 1 B\nquorum G\n", 1, has("B")),
      any: ofFour("group G any A B\nquorum G\n", 0, has("A", "B")),
      all: ofFour("group G all A B\nquorum G\n", 2, has("AB")),
      "a group in a group": ofFour("group G any A B\ngroup H all G C\nquorum H\n", null, has("AC", "BC")),
      "two groups in a group": ofFour(
        "group G any A B\ngroup H any C D\ngroup I 2 G H\nquorum I\n",
        null,
        has("AC", "AD", "BC", "BD"),
      ),
      "a group that the quorum does not use": ofFour("group G all A B C D\nquorum A\n", 1, has("A")),
      "lines behind the quorum": good(`${oneA}quorum A\nwitness B ${vkeyB}\n${log}`, 1, has("A")),
      "comments, tabs and empty lines": good(
        `# first\n\n \t# second\n\twitness\tA \t${vkeyA} \n\n  quorum A\t\n`,
        1,
        has("A"),
      ),
      "a comment that is no comment sign but a name": good(`witness A# ${vkeyA}\nquorum A#\n`, 1, has("A")),
      "a name of digits": good(`witness 1 ${vkeyA}\nwitness 2 ${vkeyB}\ngroup G 1 1 2\nquorum G\n`, 0, has("A", "B")),
      "names of keywords": good(
        `witness any ${vkeyA}\nwitness all ${vkeyB}\ngroup quorum all any all\nquorum quorum\n`,
        2,
        has("AB"),
      ),
      "a name that is not ASCII": good(`witness паноҳ ${vkeyA} https://паноҳ.example/\nquorum паноҳ\n`, 1, has("A")),
      "a name with a plus": good(`witness a+b ${vkeyA}\nquorum a+b\n`, 1, has("A")),
    }),
    bad: named({
      empty: bad(""),
      "comment only": bad("# nothing\n"),
      "no quorum": bad(four),
      "two quorum lines": bad("quorum none\nquorum none\n"),
      "no newline at the end": bad("quorum none"),
      "carriage return": bad("quorum none\r\n"),
      "delete character in a comment": bad("# \u007f\nquorum none\n"),
      "zero octet in a comment": bad("# \u0000\nquorum none\n"),
      "vertical tab": bad("quorum\u000bnone\n"),
      "form feed": bad("quorum\fnone\n"),
      "no-break space": bad("quorum\u00a0none\n"),
      "byte order mark": bad("\ufeffquorum none\n"),
      "unknown keyword": bad("threshold 2\nquorum none\n"),
      "keyword in capitals": bad("QUORUM none\n"),
      "none in capitals": bad("quorum None\n"),
      "quorum without a name": bad("quorum\n"),
      "quorum with two names": bad(`${four}quorum A B\n`),
      "quorum undefined": bad(`${four}quorum E\n`),
      "quorum before its witness": bad(`quorum A\n${four}`),
      "comment behind the quorum": bad("quorum none # none\n"),
      "log without key": bad("log\nquorum none\n"),
      "log with a third item": bad(`log ${logVkey} https://log.example/ more\nquorum none\n`),
      "log with a name": bad(`log L ${logVkey}\nquorum none\n`),
      "log with a cosignature key": bad(`log ${vkeyA}\nquorum none\n`),
      "log twice": bad(`${log}${log}quorum none\n`),
      "log twice under two names": bad(`${log}log ${vkey("other.example", logSeed)}\nquorum none\n`),
      "witness without name": bad(`witness ${vkeyA}\nquorum none\n`),
      "witness without key": bad("witness A\nquorum none\n"),
      "witness with a plain Ed25519 key": ofA(vkey(a.name, a.seed)),
      "witness with a wrong key id": ofA(`${nameA}+00000000+${keyA}`),
      "key id in capitals": ofA(`${nameA}+${idA.toUpperCase()}+${keyA}`),
      "key of 31 bytes": ofA(`${nameA}+${idA}+${keyA.slice(0, -4)}`),
      "witness with a third item": ofA(`${vkeyA} url more`),
      "witness named none": bad(`witness none ${vkeyA}\nquorum none\n`),
      "one name for two witnesses": bad(`${oneA}witness A ${vkeyB}\nquorum none\n`),
      "one key for two witnesses": bad(`${oneA}witness B ${vkeyA}\nquorum none\n`),
      "one key for two witnesses under two key names": bad(
        `${oneA}witness B ${vkey("b.example", a.seed, "cosignature")}\nquorum none\n`,
      ),
      "group without threshold": group("group G"),
      "group without members": group("group G any"),
      "group all without members": group("group G all"),
      "group with a name for a threshold": group("group G A B"),
      "group named like a witness": group("group A any B"),
      "group named none": group("group none any B"),
      "two groups of one name": group("group G any A\ngroup G any B"),
      "group with itself": group("group G any A G"),
      "group with none": group("group G any A none"),
      "group with an unknown member": group("group G any A E"),
      "group before its member": group("group G any H\ngroup H any A"),
      "a member twice in a group": group("group G 2 A A"),
      "a member in two groups": group("group G any A B\ngroup H any B C"),
      "a group in two groups": group("group G any A\ngroup H any G\ngroup I any G"),
      ...Object.fromEntries(thresholds.map((text) => [`threshold ${text} of 2`, group(`group G ${text} A B`)])),
    }),
  };
}

function proofs(): Json {
  const way = wayUp(hashesOf(7), 3);
  const cosignedNote = addSignatureLines(note, [lineA, lineB]);
  const of = (index: number, size: number) => {
    const text = bodyOf(size);
    const checkpoint = addSignatureLines(
      signCheckpoint(text, logSeed),
      [a, b].map((by) => signCosignature(text, by, someTime)),
    );
    return encodeProof({ index, hashes: wayUp(hashesOf(size), index), checkpoint, extra: null });
  };
  const places: readonly (readonly [number, number])[] = [
    [0, 1],
    [0, 2],
    [1, 2],
    [2, 3],
    [0, 7],
    [4, 7],
    [6, 7],
    [7, 8],
    [8, 9],
    [254, 255],
    [0, 256],
    [255, 256],
    [256, 257],
    [0, 300],
    [255, 300],
    [256, 300],
    [299, 300],
  ];
  const leaf = encodeHex(leafOf(3));
  const good = (proof: string, witnessed: boolean) => ({ leaf, proof, index: 3, size: 7, witnessed });
  const under = (checkpoint: string, extra: Uint8Array | null = null) =>
    encodeProof({ index: 3, hashes: way, checkpoint, extra });
  const cosignedBy = (...lines: readonly string[]) => under(addSignatureLines(note, lines));
  const proof = under(cosignedNote);
  const bad = (text: string) => ({ leaf, proof: text });
  const instead = (from: string, to: string) => bad(proof.replace(from, to));
  const indexed = (text: string) => instead("index 3\n", text);
  const ways = (hashes: readonly Uint8Array[]) =>
    bad(encodeProof({ index: 3, hashes, checkpoint: cosignedNote, extra: null }));
  const [first = new Uint8Array(0), second = first, third = first] = way;
  const firstText = encodeBase64(first);
  const badLineC = cosigned(cosignedMessage(body, someTime), { by: c });
  return {
    about: `A proof is good when it proves the leaf (33 bytes in hexadecimal) under logKey, and no line of a witness in the policy is bad. ${seeds}`,
    logKey: logVkey,
    policy: `${threeWitnesses}group G 2 A B C\nquorum G\n`,
    good: named({
      ...Object.fromEntries(
        places.map(([index, size]) => [
          `leaf ${index} of ${size}`,
          { leaf: encodeHex(leafOf(index)), proof: of(index, size), index, size, witnessed: true },
        ]),
      ),
      "no cosignature": good(under(note), false),
      "one cosignature": good(cosignedBy(lineB), false),
      "one known and one unknown witness": good(cosignedBy(lineA, lineD), false),
      "three cosignatures and an unknown one": good(cosignedBy(lineD, lineC, lineA, lineB), true),
      "extra of one byte": good(under(cosignedNote, new Uint8Array(1)), true),
      "extra of 100 bytes": good(under(cosignedNote, new Uint8Array(100).fill(7)), true),
    }),
    bad: named({
      "another leaf": { leaf: encodeHex(leafOf(4)), proof },
      "another index": indexed("index 2\n"),
      "index at the size": indexed("index 7\n"),
      "index far above the size": indexed(`index ${largestSize}\n`),
      "index 2^53": indexed(`index ${2n ** 53n}\n`),
      "leading zero in the index": indexed("index 03\n"),
      "two spaces before the index": indexed("index  3\n"),
      "no index line": indexed(""),
      "index line twice": indexed("index 3\nindex 3\n"),
      "capital in the keyword": indexed("Index 3\n"),
      "no header": bad(proof.slice(proof.indexOf("\n") + 1)),
      "another version": instead("@v1", "@v2"),
      "space behind the header": instead("@v1", "@v1 "),
      empty: bad(""),
      "no empty line": instead("\n\n", "\n"),
      "two empty lines": instead("\n\n", "\n\n\n"),
      "carriage returns": bad(proof.replaceAll("\n", "\r\n")),
      "no newline at the end": bad(proof.slice(0, -1)),
      "text behind the checkpoint": bad(`${proof}more\n`),
      "empty extra": indexed("extra \nindex 3\n"),
      "extra without space": indexed("extra\nindex 3\n"),
      "extra that is no base64": indexed("extra ?\nindex 3\n"),
      "extra twice": indexed("extra AA==\nextra AA==\nindex 3\n"),
      "extra behind the index": indexed("index 3\nextra AA==\n"),
      "first hash missing": ways([second, third]),
      "last hash missing": ways([first, second]),
      "a hash too many at the end": ways([first, second, third, first]),
      "a hash too many in front": ways([first, first, second, third]),
      "hashes in reverse": ways([third, second, first]),
      "a bit of a hash flipped": ways([first, flipped(second, 5), third]),
      "hash without padding": instead(firstText, firstText.replace("=", "")),
      "hash of 31 bytes": instead(firstText, encodeBase64(new Uint8Array(31))),
      "64 hashes": ways(Array<Uint8Array>(64).fill(first)),
      "another tree size in the checkpoint": instead("\n7\n", "\n8\n"),
      "checkpoint of another size, signed": bad(under(signCheckpoint(bodyOf(8), logSeed))),
      "checkpoint of another log": bad(under(signCheckpoint(bodyOf(7, undefined, otherOrigin), seedOf("other log")))),
      "checkpoint signed by a stranger": bad(under(withLines(lineOfOther))),
      "checkpoint without signature": bad(under(body)),
      "a bad line of a known witness": bad(cosignedBy(lineA, lineB, flippedLine(badLineC, c, 9))),
      "a cosignature of another size": bad(cosignedBy(lineA, lineB, signCosignature(bodyOf(8), c, someTime))),
    }),
  };
}

/** A cosignature line with one bit of its bytes changed. */
function flippedLine(line: string, by: SignerKey, at: number): string {
  const bytes = Buffer.from(line.split(" ")[2] ?? "", "base64").subarray(4);
  return encodeSignatureLine(by.name, idOf(by.name, by), flipped(bytes, at));
}

function packs(): Json {
  const sevens = (length: number) => new Uint8Array(length).fill(7);
  const bytes = (hex: string) => decodeHex(hex) ?? new Uint8Array(0);
  const good = (records: readonly Uint8Array[], rest = "") => {
    const pack = records.map((record) => encodeHex(encodePackRecord(record))).join("");
    return { pack: pack + rest, records: records.map(encodeHex), consumed: pack.length / 2 };
  };
  const length = (of: number) => of.toString(16).padStart(8, "0");
  const most = maxPackRecordBytes;
  const wrong = [0, most + 1, 69_888, 70_000, 2 ** 17, 2 ** 20, 2 ** 24, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];
  const counted = (count: number) => good(Array.from({ length: count }, (_, i) => Uint8Array.of(i)));
  const five = [sevens(5)];
  return {
    about: `A pack, in hexadecimal, is good when every length in it is 1 to ${most}; 'records' are the complete records at its start, 'consumed' the bytes that they take. What follows waits for more bytes.`,
    good: named({
      empty: good([]),
      ...Object.fromEntries([1, 2, 3, 255, 256, 257].map((n) => [`one record of ${n} bytes`, good([sevens(n)])])),
      ...Object.fromEntries([2, 3, 16, 64, 256].map((n) => [`${n} records of one byte`, counted(n)])),
      "records of zero bytes": good([new Uint8Array(4), new Uint8Array(8)]),
      "records of ff bytes": good([sevens(4).fill(255), sevens(8).fill(255)]),
      "records that look like lengths": good([bytes("00000001"), bytes("00000000")]),
      text: good([encodeUtf8("паноҳ\n"), encodeUtf8("refuge\n")]),
      ...Object.fromEntries([1, 2, 3].map((n) => [`${n} bytes of the next length`, good(five, "00".repeat(n))])),
      "a length without its record": good(five, length(9)),
      "a length and half its record": good(five, `${length(4)}0102`),
      "a first record that is not there yet": good([], `${length(4)}010203`),
      "the longest length, record not there yet": good([], `${length(most)}01`),
    }),
    bad: named({
      ...Object.fromEntries(
        wrong.flatMap((of) => [
          [`length ${of}`, { pack: length(of) }],
          [`length ${of} behind a record`, { pack: `${length(3)}070707${length(of)}` }],
        ]),
      ),
      "length 0 and a record": { pack: `${length(0)}${length(3)}070707` },
      "little-endian length": { pack: "03000000010203" },
      "text instead of a pack": { pack: encodeHex(encodeUtf8("not found\n")) },
      "length of two bytes, big-endian": { pack: "0003010203" },
    }),
  };
}

function bundles(): Json {
  const good = (some: readonly Uint8Array[]) => ({
    width: some.length,
    bundle: encodeHex(encodeEntryBundle(some)),
    leaves: some.map(encodeHex),
  });
  const [first = new Uint8Array(0), second = first] = leaves;
  const two = encodeHex(encodeEntryBundle([first, second]));
  const bad = (bundle: string, width = 2) => ({ width, bundle });
  const at = (from: number, to: string) => bad(two.slice(0, 2 * from) + to + two.slice(2 * from + to.length));
  const [one, other] = [encodeHex(first), encodeHex(second)];
  return {
    about:
      "An entry bundle, in hexadecimal, of a tile width is good when it holds exactly that many entries of 33 bytes.",
    good: named({
      ...Object.fromEntries(
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 16, 17, 31, 32, 33].map((n) => [
          `${n} leaves`,
          good(leaves.slice(n, 2 * n)),
        ]),
      ),
      ...Object.fromEntries(
        classes.map((name) => [`one leaf of class ${name}`, good([leafFor(name, encodeUtf8(name))])]),
      ),
      "the same leaf twice": good([first, first]),
      "a full bundle": good(leaves.slice(0, 256)),
    }),
    bad: named({
      empty: bad(""),
      "one leaf short": bad(encodeHex(encodeEntryBundle([first]))),
      "one leaf long": bad(encodeHex(encodeEntryBundle(leaves.slice(0, 3)))),
      ...Object.fromEntries([0, 1, 3, 256].map((width) => [`read with width ${width}`, bad(two, width)])),
      ...Object.fromEntries([1, 2, 33, 34, 36, 69].map((n) => [`cut to ${n} bytes`, bad(two.slice(0, 2 * n))])),
      "a byte behind": bad(`${two}00`),
      "a leaf's length behind": bad(`${two}0021`),
      "first length 32": at(0, "0020"),
      "first length 34": at(0, "0022"),
      "first length 0": at(0, "0000"),
      "first length 33 + 256": at(0, "0121"),
      "second length 32": at(35, "0020"),
      "second length 34": at(35, "0022"),
      "second length 0x2121": at(35, "2121"),
      "lengths little-endian": bad(`2100${one}2100${other}`),
      "lengths of four bytes": bad(`00000021${one}00000021${other}`),
      "no lengths": bad(`${one}${other}`),
      "a leaf of 32 bytes and one of 34": bad(`0020${one.slice(0, -2)}0022${other}00`),
      "hashes without class bytes": bad(`0020${one.slice(2)}0020${other.slice(2)}`),
      "text instead of a bundle": bad(encodeHex(encodeUtf8("not found\n"))),
    }),
  };
}

function named(cases: Cases): Json {
  return Object.entries(cases).map(([name, fields]) => ({ name, ...fields }));
}

function write(name: string, value: Json): void {
  writeFileSync(new URL(`../vectors/log-${name}.json`, import.meta.url), `${JSON.stringify(value, null, 2)}\n`);
}

/** The examples on two pages of the specification, each in a block of its name, and what their sentences quote. */
function examples(): void {
  const record = encodeUtf8("example record 7\n");
  const texts = [
    encodeUtf8("example note\n"),
    record,
    encodeUtf8("example receipt\n"),
    encodeUtf8("example record 8\n"),
  ];
  const logged = texts.map((bytes, i) =>
    leafFor((["directory", "case", "receipt", "case"] as const)[i] ?? "case", bytes),
  );
  const hashes = logged.map(leafHash);
  const head = { size: 4, root: rootOf(hashes) };
  const text = encodeCheckpointBody(origin, head.size, head.root);
  const checkpoint = addSignatureLines(signCheckpoint(text, logSeed), [signCosignature(text, a, someTime)]);
  const seats = ["council-1", "council-2"].map((name) => ({ name, seed: seedOf(name) }));
  const [keyOne = "", keyTwo = ""] = seats.map(({ seed }) => encodeBase64(ed25519PublicKey(seed)));
  const correction: Correction = {
    kind: "correction",
    salt: "5d0b3a3f6e3c4b7f9a1e2d4c6b8a0f12",
    at: "2030-03-01T09:00:00Z",
    shared: 3,
    falseHeads: [{ size: 4, root: encodeBase64(new Uint8Array(32).fill(1)) }],
    trueHead: { size: 4, root: encodeBase64(head.root) },
    reason: "A copy of Monday was started on Tuesday.",
  };
  rewrite(
    "log",
    {
      leaf: `${encodeHex(logged[1] ?? record)}\n`,
      checkpoint,
      pack: [record, texts[3] ?? record].map((bytes) => `${encodeHex(encodePackRecord(bytes))}\n`).join(""),
      proof: encodeProof({ index: 1, hashes: wayUp(hashes, 1), checkpoint, extra: null }),
      request: encodeAddCheckpoint({
        oldSize: 3,
        proof: [...hashes.slice(2), rootOf(hashes.slice(0, 2))],
        checkpoint: signCheckpoint(text, logSeed),
      }),
      policy: `log ${logVkey}\n${threeWitnesses}group witnesses 2 A B C\nquorum witnesses\n`,
      correction: signCorrection(origin, correction, seats),
    },
    [[/(whose keys are `)\S+(` and\n`)[^`]+/, `$1${keyOne}$2${keyTwo}`]],
  );
  const device = { name: "ab".repeat(16), seed: seedOf("a device") };
  const received = [leafOf(0), leafOf(2)] as const;
  const body = encodeCheckpointBody(origin, 2, rootOf(received.map(leafHash)));
  const proof = encodeProof({
    index: 1,
    hashes: [leafHash(received[0])],
    checkpoint: signCheckpoint(body, logSeed),
    extra: null,
  });
  rewrite(
    "submit",
    {
      "token-request": signTokenRequest(
        origin,
        { kind: "tokens", device: device.name, challenge: "cd".repeat(16), at: "2026-01-15T12:00:00Z", count: 2 },
        device,
      ),
      answer: `${encodeSubmissionAnswer([{ proof }, { problem: "token-unknown" }])}\n`,
    },
    [
      [/(The key of that device is `)[^`]+/, `$1${encodeBase64(ed25519PublicKey(device.seed))}`],
      [/(The proof is for the leaf `)[^`]+/, `$1${encodeHex(received[1])}`],
      [/(whose key is\n`)[^`]+/, `$1${logVkey}`],
    ],
  );
}

function rewrite(
  page: string,
  blocks: { readonly [name: string]: string },
  quoted: readonly (readonly [RegExp, string])[],
): void {
  const file = new URL(`../../docs/spec/${page}.md`, import.meta.url);
  let text = readFileSync(file, "utf8");
  for (const [name, block] of Object.entries(blocks))
    text = text.replace(new RegExp(`(\`\`\`${name}\\n)[^\`]*`), (_, fence: string) => `${fence}${block}`);
  for (const [pattern, instead] of quoted) text = text.replace(pattern, instead);
  writeFileSync(file, text);
}

write("checkpoint", checkpoints());
write("cosignature", cosignatures());
write("policy", policies());
write("proof", proofs());
write("pack", packs());
write("bundle", bundles());
examples();
