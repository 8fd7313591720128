// The table of Ed25519 verdicts inside a real Chromium: the browser must say what Node says (src/crypto/ed25519.test.ts), case by case.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chromiumPath, openChromium, openModules, serveModules } from "../support/chromium.ts";
import { cases } from "../support/ed25519-table.ts";

interface InPage {
  readonly panoh: {
    readonly ed25519: typeof import("../../src/crypto/ed25519.ts");
    readonly hex: typeof import("../../src/crypto/hex.ts");
  };
}

const modules = { ed25519: "src/crypto/ed25519.ts", hex: "src/crypto/hex.ts" };

test("[SG2] in the browser every signature and key of the table gets the verdict that it gets in Node", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const page = await openModules(await openChromium(t), await serveModules(t, modules));
  const verdicts = await page.evaluate((table) => {
    const { ed25519, hex } = (globalThis as unknown as InPage).panoh;
    const bytes = (text: string) => hex.decodeHex(text) ?? new Uint8Array(0);
    return table.map(({ what, key, message, signature, seed }) => ({
      what,
      soundKey: ed25519.isSoundEd25519PublicKey(bytes(key)),
      valid: ed25519.ed25519Verify(bytes(key), bytes(message), bytes(signature)),
      signed: seed === undefined ? null : hex.encodeHex(ed25519.ed25519Sign(bytes(seed), bytes(message))),
    }));
  }, cases);
  assert.ok(verdicts.length >= 40);
  assert.deepEqual(
    verdicts,
    cases.map(({ what, soundKey, valid, seed, signature }) => ({
      what,
      soundKey,
      valid,
      signed: seed === undefined ? null : signature,
    })),
  );
});
