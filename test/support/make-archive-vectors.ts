// Writes test/vectors/archive.json anew, and the note that docs/spec/archive.md shows. Run it by hand when the format changes:
// `node test/support/make-archive-vectors.ts`. The tests read the file, never this.
import { readFileSync, writeFileSync } from "node:fs";
import { decodeBase64, encodeBase64 } from "../../src/crypto/base64.ts";
import { ed25519PublicKey } from "../../src/crypto/ed25519.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { sha256 } from "../../src/crypto/sha256.ts";
import { decodeUtf8, encodeUtf8 } from "../../src/crypto/utf8.ts";
import { type ArchivedEntry, encodePart, parsePart } from "../../src/member/archive/part.ts";
import type { ArchiveHead } from "../../src/note/archive-note.ts";
import { signerKey } from "../../src/note/signed-note.ts";
import { sealArchive } from "../../src/sealing/archive-file.ts";
import { SecretIdentity } from "../../src/sealing/secret-identity.ts";
import { recipientOf } from "../../src/sealing/suite.ts";
import { seededBytes } from "./country.ts";

const random = seededBytes("archive vectors");
crypto.getRandomValues = <T extends ArrayBufferView | null>(bytes: T): T => {
  if (bytes !== null) new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength).set(random(bytes.byteLength));
  return bytes;
};

const read = (name: string) => JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));
const entryVectors: { origin: string; good: readonly { note: string; what: string }[] } = read("entry");
const sealing: { good: readonly { identities: readonly string[] }[] } = read("sealing");
const { origin } = entryVectors;
const identities = [...new Set(sealing.good.flatMap((one) => one.identities))];
const identity = identities.find((text) => text.startsWith("AGE-SECRET-KEY-1")) ?? "";
const hybrid = identities.find((text) => text.startsWith("AGE-SECRET-KEY-PQ-")) ?? "";
const recipient = async (text: string) => {
  const parsed = SecretIdentity.parse(text);
  if (parsed === null) throw new Error("the vectors hold a text that is no identity");
  return recipientOf(parsed);
};

const device = encodeHex(random(16));
const seed = random(32);
const signer = signerKey(device, seed);
const notes = entryVectors.good.slice(0, 3).map(({ note }) => note);
const entry = (leaf: number, position: number, note = notes[position] ?? ""): ArchivedEntry => ({
  leaf,
  position,
  hash: encodeHex(sha256(encodeUtf8(`example envelope ${leaf}`))),
  note,
});
const id = (what: string) => encodeHex(sha256(encodeUtf8(what)));
const checkpoint = (size: number) =>
  `${origin}\n${size}\n${encodeBase64(sha256(encodeUtf8(`root ${size}`)))}\n\n— ${origin} AAAA\n`;
const common = {
  at: "2030-02-01T18:00:00Z",
  organisation: "c23170e4-a233-441d-8636-08b7a962a805",
  device,
  chain: encodeHex(random(16)),
  epochs: [],
};
type Said = Omit<ArchiveHead, "kind" | "entries" | "erased" | "digest">;
const base: Said = { salt: encodeHex(random(16)), ...common, part: 0, from: 0, size: 40, head: checkpoint(40) };
const baseEntries = [entry(7, 0), entry(7, 1), entry(12, 2)];
const rest = { id: id("erased"), case: id("case"), needs: [id("case")] };
const basePart = encodePart(origin, base, { entries: baseEntries, erased: [rest] }, signer);
const previous = parsePart(basePart, origin).id;
const daily: Said = {
  ...base,
  salt: encodeHex(random(16)),
  part: 1,
  from: 40,
  size: 44,
  head: checkpoint(44),
  previous,
};
const dailyPart = encodePart(origin, daily, { entries: [], erased: [rest] }, signer);
const textOf = (bytes: Uint8Array) => decodeUtf8(bytes) ?? "";
const part = (said: Partial<Said>, entries: readonly ArchivedEntry[] = baseEntries) =>
  textOf(encodePart(origin, { ...base, ...said }, { entries, erased: [rest] }, signer));
const good = textOf(basePart);

const bad: { what: string; text: string; refusal: "broken" | "foreign" }[] = [
  { what: "nothing", text: "", refusal: "broken" },
  { what: "an end without a newline", text: good.slice(0, -1), refusal: "broken" },
  { what: "one line less", text: `${good.split("\n").slice(0, -2).join("\n")}\n`, refusal: "broken" },
  { what: "one line more", text: `${good}{}\n`, refusal: "broken" },
  {
    what: "another letter in an entry",
    text: good.replace('"kind":"case.open"', '"kind":"case.opan"'),
    refusal: "broken",
  },
  { what: "another origin", text: part({}).replaceAll(origin, `${origin.slice(0, -1)}0`), refusal: "foreign" },
  { what: "another tag", text: good.replace("archive/v1", "archive/v2"), refusal: "broken" },
  { what: "a leaf at the size", text: part({}, [entry(40, 0)]), refusal: "broken" },
  { what: "a leaf before its first", text: part({ part: 1, from: 8, previous }), refusal: "broken" },
  { what: "leaves in another order", text: part({}, [entry(12, 0), entry(7, 1)]), refusal: "broken" },
  { what: "one place twice", text: part({}, [entry(7, 0), entry(7, 0)]), refusal: "broken" },
  {
    what: "two hashes of one leaf",
    text: part({}, [entry(7, 0), { ...entry(7, 1), hash: id("other") }]),
    refusal: "broken",
  },
  { what: "a base that begins later", text: part({ from: 1 }), refusal: "broken" },
  { what: "a base with a part before", text: part({ previous }), refusal: "broken" },
  { what: "a second part without one", text: part({ part: 1 }), refusal: "broken" },
  { what: "an end before its beginning", text: part({ part: 1, previous, from: 41, size: 40 }, []), refusal: "broken" },
  {
    what: "another signer than its device",
    text: good.replace(`"device":"${device}"`, `"device":"${"0".repeat(32)}"`),
    refusal: "broken",
  },
];

const file = {
  about:
    "Parts of an archive (docs/spec/archive.md). The sealed files open with each identity that is named. A bad text is refused when it is read; what a device makes of parts that hold is in test/hostile/archive.test.ts.",
  origin,
  device,
  key: encodeBase64(ed25519PublicKey(seed)),
  identities: [identity, hybrid],
  good: [
    {
      what: "a base",
      text: good,
      id: previous,
      sealed: encodeBase64(await sealArchive(basePart, [await recipient(identity)])),
    },
    {
      what: "the next day, sealed to two",
      text: textOf(dailyPart),
      id: parsePart(dailyPart, origin).id,
      sealed: encodeBase64(
        await sealArchive(dailyPart, [
          await recipient(hybrid),
          await recipient(identities.filter((t) => t.startsWith("AGE-SECRET-KEY-PQ-"))[1] ?? hybrid),
        ]),
      ),
    },
  ],
  bad,
};
if (decodeBase64(file.key)?.length !== 32) throw new Error("a key of another length");
writeFileSync(new URL("../vectors/archive.json", import.meta.url), `${JSON.stringify(file, null, 2)}\n`);
const page = new URL("../../docs/spec/archive.md", import.meta.url);
const shown = `\`\`\`archive\n${good.split("\n").slice(0, 5).join("\n")}\n\`\`\``;
writeFileSync(
  page,
  readFileSync(page, "utf8").replace(/```archive\n[\s\S]*?\n```/, () => shown),
);
