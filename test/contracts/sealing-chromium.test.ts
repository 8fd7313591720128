// Envelopes inside a real Chromium: the vectors open and are refused as in Node (src/sealing/vectors.test.ts), over the browser's own
// key operations, and what one seals the other opens.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { decodeUtf8 } from "../../src/crypto/utf8.ts";
import { open, seal } from "../../src/sealing/envelope.ts";
import { generateIdentity, recipientOf } from "../../src/sealing/suite.ts";
import { chromiumPath, openChromium, openModules, serveModules } from "../support/chromium.ts";

interface Vector {
  readonly name: string;
  readonly country: "x25519" | "hybrid";
  readonly class: "case" | "receipt" | null;
  readonly identities?: readonly string[];
  readonly identity?: string;
  readonly content?: string;
  readonly outcome?: string;
  readonly sealed: string;
}

interface InPage {
  readonly panoh: {
    readonly base64: typeof import("../../src/crypto/base64.ts");
    readonly envelope: typeof import("../../src/sealing/envelope.ts");
    readonly problem: typeof import("../../src/core/problem.ts");
    readonly identity: typeof import("../../src/sealing/secret-identity.ts");
    readonly openingKey: typeof import("../../src/sealing/opening-key.ts");
    readonly shape: typeof import("../../src/protocol/sealed-shape.ts");
    readonly suite: typeof import("../../src/sealing/suite.ts");
  };
}

const modules = {
  base64: "src/crypto/base64.ts",
  envelope: "src/sealing/envelope.ts",
  problem: "src/core/problem.ts",
  identity: "src/sealing/secret-identity.ts",
  openingKey: "src/sealing/opening-key.ts",
  shape: "src/protocol/sealed-shape.ts",
  suite: "src/sealing/suite.ts",
};
const path = new URL("../vectors/sealing.json", import.meta.url);
const vectors = JSON.parse(readFileSync(path, "utf8")) as {
  readonly good: readonly Vector[];
  readonly bad: readonly Vector[];
};

test("[SL1] [SL6] in the browser every envelope of the vectors has the shape and the outcome that it has in Node", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const page = await openModules(await openChromium(t), await serveModules(t, modules));
  const all = [...vectors.good, ...vectors.bad];
  const outcomes = await page.evaluate(async (table) => {
    const { base64, envelope, identity, problem, shape } = (globalThis as unknown as InPage).panoh;
    const outcomeOf = async (bytes: Uint8Array, text: string): Promise<string> => {
      const secret = identity.SecretIdentity.parse(text);
      if (secret === null) return "no identity";
      try {
        const content = await envelope.open(bytes, [secret]);
        return content === null ? "null" : `open: ${new TextDecoder().decode(content)}`;
      } catch (error) {
        return problem.isProblem(error, "envelope") ? error.code : `threw ${String(error)}`;
      }
    };
    return Promise.all(
      table.map(async ({ name, country, sealed, identities, identity: single }) => {
        const bytes = base64.decodeBase64(sealed) ?? new Uint8Array(0);
        const texts = identities ?? [single ?? ""];
        return {
          name,
          class: shape.sealedShape(bytes, country),
          outcomes: await Promise.all(texts.map((text) => outcomeOf(bytes, text))),
        };
      }),
    );
  }, all);
  assert.ok(outcomes.length >= 30);
  for (const [i, { name, class: sealedClass, outcome, content, identities }] of all.entries()) {
    assert.equal(outcomes[i]?.name, name);
    assert.equal(outcomes[i]?.class, sealedClass, name);
    const expected = content === undefined ? [outcome] : identities?.map(() => `open: ${content}`);
    const actual = outcomes[i]?.outcomes.map((text) =>
      outcome === "open" && text.startsWith("open: ") ? "open" : text,
    );
    assert.deepEqual(actual, expected, name);
  }
});

test("[SL3] the browser opens over its own key operations, and opens what Node sealed, as Node opens what it sealed", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const page = await openModules(await openChromium(t), await serveModules(t, modules));
  for (const suite of ["hybrid", "x25519"] as const) {
    const secret = await generateIdentity(suite);
    const recipient = await recipientOf(secret);
    const sealed = await seal("The sample was sealed in Node.", [recipient], { suite, kind: "case" });
    const inPage = await page.evaluate(
      async ({ text, bytes, recipient, suite }) => {
        const { base64, envelope, identity, openingKey } = (globalThis as unknown as InPage).panoh;
        const secret = identity.SecretIdentity.parse(text);
        if (secret === null) throw new Error("no identity");
        const content = await envelope.open(base64.decodeBase64(bytes) ?? new Uint8Array(0), [secret]);
        const answer = await envelope.seal("The second was sealed in the browser.", [recipient], {
          suite,
          kind: "case",
        });
        return {
          content: content === null ? null : new TextDecoder().decode(content),
          answer: base64.encodeBase64(answer),
          ownKeyOperations: typeof (await openingKey.openingKey(secret)) !== "string",
        };
      },
      { text: secret.reveal(), bytes: Buffer.from(sealed).toString("base64"), recipient, suite },
    );
    assert.equal(inPage.content, "The sample was sealed in Node.");
    assert.equal(inPage.ownKeyOperations, true, suite);
    const answer = await open(Buffer.from(inPage.answer, "base64"), [secret]);
    assert.equal(answer === null ? null : decodeUtf8(answer), "The second was sealed in the browser.");
  }
});
