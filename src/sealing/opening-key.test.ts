// The fast identities answer exactly as age-encryption does.
import assert from "node:assert/strict";
import test from "node:test";
import { Decrypter, Encrypter, type Identity } from "age-encryption";
import type { Suite } from "../core/directory-note.ts";
import type { Stanzas } from "./envelope-shape.ts";
import { hybridIdentity } from "./hybrid-identity.ts";
import { openingKey } from "./opening-key.ts";
import type { SecretIdentity } from "./secret-identity.ts";
import { generateIdentity, recipientOf } from "./suite.ts";
import { x25519Identity } from "./x25519-identity.ts";

const suites: readonly Suite[] = ["x25519", "hybrid"];
const typeOf = { x25519: "X25519", hybrid: "mlkem768x25519" } as const;
const platformIdentity = { x25519: x25519Identity, hybrid: hybridIdentity } as const;

test("an identity over the platform gives the file key that age-encryption gives", async (t) => {
  for (const suite of suites) {
    const identity = await generateIdentity(suite);
    const fast = await platformIdentity[suite](identity);
    if (fast === null) return t.skip("needs ChaCha20-Poly1305, ML-KEM-768, SHA3-256 and cSHAKE256 in WebCrypto");
    for (const readerCount of [1, 2, 4]) {
      const others = await Promise.all(Array.from({ length: readerCount - 1 }, () => generateIdentity(suite)));
      const { header, stanzas } = await headerFor(await Promise.all([...others, identity].map(recipientOf)));
      const decrypter = new Decrypter();
      decrypter.addIdentity(identity.reveal());
      const fileKey = await decrypter.decryptHeader(header);
      assert.equal(fileKey.length, 16);
      assert.deepEqual(await fast.unwrapFileKey(stanzas), fileKey);
    }
  }
});

test("an identity over the platform answers null and throws where age-encryption does", async (t) => {
  for (const suite of suites) {
    const identity = await generateIdentity(suite);
    const fast = await platformIdentity[suite](identity);
    if (fast === null) return t.skip("needs ChaCha20-Poly1305, ML-KEM-768, SHA3-256 and cSHAKE256 in WebCrypto");
    const slow = slowIdentity(identity);
    for (const [name, stanzas] of await stanzasToTry(suite, identity)) {
      assert.deepEqual(await answerOf(fast, stanzas), await answerOf(slow, stanzas), `${suite}: ${name}`);
    }
  }
});

test("an identity of the other suite has no such form", async () => {
  assert.equal(await hybridIdentity(await generateIdentity("x25519")), null);
  assert.equal(await x25519Identity(await generateIdentity("hybrid")), null);
});

test("the opening key of an identity is prepared once", async () => {
  for (const suite of suites) {
    const identity = await generateIdentity(suite);
    assert.equal(await openingKey(identity), await openingKey(identity));
    assert.notEqual(await openingKey(identity), await openingKey(await generateIdentity(suite)));
  }
});

test("without WebCrypto's newer algorithms age-encryption opens from the text", async (t) => {
  const { subtle } = crypto;
  const importKey = subtle.importKey.bind(subtle);
  t.mock.method(subtle, "importKey", (...given: Parameters<typeof importKey>) => {
    const [format] = given as unknown as readonly [string];
    if (format === "raw-secret" || format === "raw-seed") throw new DOMException("not here", "NotSupportedError");
    return importKey(...given);
  });
  for (const suite of suites) {
    const identity = await generateIdentity(suite);
    assert.equal(await openingKey(identity), identity.reveal());
  }
});

async function stanzasToTry(suite: Suite, identity: SecretIdentity): Promise<readonly (readonly [string, Stanzas])[]> {
  const own = await headerFor([await recipientOf(identity)]);
  const strange = await headerFor([await recipientOf(await generateIdentity(suite))]);
  const [mine, other] = [own.stanzas[0], strange.stanzas[0]];
  assert.ok(mine !== undefined && other !== undefined);
  const type = typeOf[suite];
  const share = mine.args[1] ?? "";
  const withArgs = (...args: string[]) => ({ args, body: mine.body });
  const withBody = (body: Uint8Array) => ({ args: mine.args, body });
  const smallOrder = share.slice(0, -43) + "A".repeat(43);
  return [
    ["mine", [mine]],
    ["not mine", [other]],
    ["mine second", [other, mine]],
    ["another type", [withArgs("example", share)]],
    ["none", []],
    ["a changed body", [withBody(mine.body.map((byte) => byte ^ 1))]],
    ["a share changed at its start", [withArgs(type, flipped(share, 20))]],
    ["a share changed near its end", [withArgs(type, flipped(share, share.length - 10))]],
    ["a share cut short", [withArgs(type, share.slice(0, -4))]],
    ["a padded share", [withArgs(type, `${share}=`)]],
    ["a share with stray bits", [withArgs(type, `${share.slice(0, -1)}B`)]],
    ["no share", [withArgs(type)]],
    ["an argument too many", [withArgs(type, share, "example")]],
    ["a long body", [withBody(new Uint8Array(33))]],
    ["a short body", [withBody(new Uint8Array(31))]],
    ["a point of small order", [withArgs(type, smallOrder)]],
    ["mine, then malformed", [mine, withArgs(type)]],
    ["malformed, then mine", [withArgs(type), mine]],
  ];
}

/** The file key in hexadecimal, "null", or "thrown". */
async function answerOf(identity: Identity, stanzas: Stanzas): Promise<string> {
  try {
    const fileKey = await identity.unwrapFileKey(stanzas);
    return fileKey === null ? "null" : Buffer.from(fileKey).toString("hex");
  } catch {
    return "thrown";
  }
}

/** age-encryption's own identity, taken from where it keeps it. */
function slowIdentity(identity: SecretIdentity): Identity {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity.reveal());
  const [own] = (decrypter as unknown as { readonly identities: readonly Identity[] }).identities;
  assert.ok(own !== undefined);
  return own;
}

async function headerFor(recipients: readonly string[]): Promise<{ header: Uint8Array; stanzas: Stanzas }> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const file = await encrypter.encrypt("example");
  const text = Buffer.from(file).toString("latin1");
  const header = file.subarray(0, text.indexOf("\n", text.indexOf("\n---") + 1) + 1);
  let stanzas: Stanzas = [];
  const decrypter = new Decrypter();
  decrypter.addIdentity({
    unwrapFileKey: (given) => {
      stanzas = given;
      return null;
    },
  });
  await decrypter.decryptHeader(header).catch(() => null);
  return { header, stanzas };
}

function flipped(text: string, at: number): string {
  return text.slice(0, at) + (text.charAt(at) === "A" ? "B" : "A") + text.slice(at + 1);
}
