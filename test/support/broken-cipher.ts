// A cipher that is broken on purpose, in the place of the true one: what it gives is the plaintext with a true tag behind it. Everything else works
// on, keys that do not fit are refused too, so a test that looks for words in ciphertext can show that it would find them.
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const cipher = "/@noble/ciphers/chacha.js";
const whole = "?whole";

/** Breaks it in this process, for whatever is loaded from here on. */
export function breakCipher(): void {
  registerHooks({
    load: (url, context, load) =>
      url.endsWith(cipher) ? { format: "module", source: broken(url), shortCircuit: true } : load(url, context),
  });
}

/** Breaks it in what vite builds. */
export const brokenCipher: Plugin = {
  name: "broken-cipher",
  enforce: "pre",
  load: (id) => {
    if (id.endsWith(cipher)) return broken(id);
    return id.endsWith(cipher + whole) ? readFileSync(id.slice(0, -whole.length), "utf8") : null;
  },
};

/** Builds the web app with it into a folder. */
export async function buildBrokenWebApp(folder: string): Promise<void> {
  const { build } = await import("vite");
  const configFile = fileURLToPath(new URL("../../vite.config.ts", import.meta.url));
  await build({ configFile, logLevel: "error", plugins: [brokenCipher], build: { outDir: folder, emptyOutDir: true } });
}

/** The source of the module in the place of the one at this address, with all else of the true one. */
function broken(address: string): string {
  return `
import * as whole from ${JSON.stringify(address + whole)};
export * from ${JSON.stringify(address + whole)};
const broken = (cipher) => (...given) => {
  const encrypt = (plaintext) => {
    const box = cipher(...given).encrypt(plaintext);
    // Sixteen bytes are the key of a file, which a reader may unwrap with the platform's own cipher.
    if (plaintext.length > 16) box.set(plaintext);
    return box;
  };
  const decrypt = (box) => {
    if (box.length <= 32) return cipher(...given).decrypt(box);
    const plaintext = box.slice(0, -16);
    if (encrypt(plaintext).join() !== box.join()) throw new Error("invalid tag");
    return plaintext;
  };
  return { encrypt, decrypt };
};
export const chacha20poly1305 = broken(whole.chacha20poly1305);
export const xchacha20poly1305 = broken(whole.xchacha20poly1305);
`;
}
