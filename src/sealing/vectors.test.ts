// The vectors of sealing, as another implementation would read them.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import test from "node:test";
import { Decrypter } from "age-encryption";
import { isProblem, type ProblemCode } from "../core/problem.ts";
import { type CountrySuite, type SealedClass, sealedShape } from "../protocol/sealed-shape.ts";
import { open } from "./envelope.ts";
import { envelopeSizes, sealingOverhead } from "./envelope-shape.ts";
import { smallestMember } from "./gzip-member.ts";
import { openingKey } from "./opening-key.ts";
import { SecretIdentity } from "./secret-identity.ts";

interface Vectors {
  readonly good: readonly {
    readonly name: string;
    readonly country: CountrySuite;
    readonly class: SealedClass;
    readonly identities: readonly string[];
    readonly content: string;
    readonly sealed: string;
  }[];
  readonly bad: readonly {
    readonly name: string;
    readonly country: CountrySuite;
    readonly class: SealedClass | null;
    readonly identity: string;
    readonly outcome: "open" | "null" | ProblemCode<"envelope">;
    readonly sealed: string;
  }[];
  readonly age: {
    readonly vectors: readonly {
      readonly name: string;
      readonly expect: "success" | "no match" | "header failure";
      readonly identities: readonly string[];
      readonly payloadSha256: string | null;
      readonly file: string;
    }[];
  };
}

const vectorsFile = new URL("../../test/vectors/sealing.json", import.meta.url);
const vectors: Vectors = JSON.parse(readFileSync(vectorsFile, "utf8"));

test("[SL1] [SL2] the good vectors open for each of their identities and have the shape of their class", async () => {
  assert.ok(vectors.good.length >= 5);
  for (const { name, country, class: sealedClass, identities, content, sealed } of vectors.good) {
    const bytes = Buffer.from(sealed, "base64");
    assert.equal(sealedShape(bytes, country), sealedClass, name);
    for (const text of identities) {
      const opened = await open(bytes, [identityOf(text)]);
      assert.equal(opened === null ? null : Buffer.from(opened).toString(), content, name);
    }
  }
});

test("[SL1] [SL6] the broken vectors end as they must; each is refused by its shape or by opening", async () => {
  assert.ok(vectors.bad.length >= 12);
  for (const { name, country, class: sealedClass, identity, outcome, sealed } of vectors.bad) {
    const bytes = Buffer.from(sealed, "base64");
    assert.equal(sealedShape(bytes, country), sealedClass, name);
    assert.equal(await outcomeOf(bytes, identityOf(identity)), outcome, name);
    assert.ok(sealedClass === null || outcome !== "open", name);
  }
});

test("the specification shows the header of the receipt vector and the sizes that the program uses", () => {
  const specification = readFileSync(new URL("../../docs/spec/envelope.md", import.meta.url), "utf8");
  const receipt = vectors.good.find(({ name }) => name === "a receipt");
  const header = Buffer.from(receipt?.sealed ?? "", "base64")
    .subarray(0, 168)
    .toString();
  assert.ok(header.startsWith("age-encryption.org/v1\n-> X25519 ") && specification.includes(`\n${header}`));
  const rows = [
    ...envelopeSizes.receipt.x25519.map((total) => row("receipt", "x25519", 1, total)),
    ...envelopeSizes.case.x25519.map((total) => row("case", "x25519", 4, total)),
    ...envelopeSizes.case.hybrid.map((total) => row("case", "hybrid", 4, total)),
  ];
  assert.ok(specification.includes(`\n${rows.join("\n")}\n\n`), rows.join("\n"));
});

test("the age format's own vectors: our identities find the file key in these files and in no other", async () => {
  assert.ok(vectors.age.vectors.length >= 32);
  for (const { name, expect, identities, payloadSha256, file } of vectors.age.vectors) {
    let noMatch = false;
    const decrypter = new Decrypter();
    for (const text of identities) {
      // Some of the vectors hold keys of another form on purpose: those we do not even take.
      const identity = SecretIdentity.parse(text);
      if (identity !== null) decrypter.addIdentity(await openingKey(identity));
    }
    decrypter.addIdentity({
      unwrapFileKey: () => {
        noMatch = true;
        return null;
      },
    });
    const payload = await decrypter.decrypt(Buffer.from(file, "base64")).catch(() => null);
    if (expect === "success") {
      assert.ok(payload !== null, name);
      assert.equal(createHash("sha256").update(payload).digest("hex"), payloadSha256, name);
      continue;
    }
    assert.equal(payload, null, name);
    assert.equal(noMatch, expect === "no match", name);
  }
});

async function outcomeOf(
  bytes: Uint8Array,
  identity: SecretIdentity,
): Promise<"open" | "null" | ProblemCode<"envelope">> {
  try {
    return (await open(bytes, [identity])) === null ? "null" : "open";
  } catch (error) {
    if (isProblem(error, "envelope")) return error.code;
    throw error;
  }
}

function identityOf(text: string): SecretIdentity {
  const identity = SecretIdentity.parse(text);
  if (identity === null) throw new Error("the vectors hold a text that is no identity");
  return identity;
}

function row(sealedClass: SealedClass, suite: CountrySuite, stanzas: number, total: number): string {
  const overhead = sealingOverhead(suite, stanzas);
  const numbers = [overhead, total, total - overhead, total - overhead - smallestMember(0)];
  const columns = numbers.map((number) => number.toLocaleString("en"));
  return `| \`${sealedClass}\` | ${suite === "x25519" ? "X25519" : "hybrid"} | ${stanzas} | ${columns.join(" | ")} |`;
}
