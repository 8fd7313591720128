// A cipher that is broken on purpose, in the place of the true one: what it gives is the plaintext with a true tag behind it. Everything else works
// on, keys that do not fit are refused too, so a test that looks for words in ciphertext can show that it would find them.

/** Whether a module is the package of ciphers, by its address or its path. */
export function isCipher(address: string): boolean {
  return address.endsWith("/@noble/ciphers/chacha.js");
}

/** The source of a module in its place, with all else of the true one, which is imported from `whole`. */
export function brokenCipher(whole: string): string {
  return `
import * as whole from ${JSON.stringify(whole)};
export * from ${JSON.stringify(whole)};
const broken = (cipher) => (...given) => {
  const encrypt = (plaintext) => {
    const box = cipher(...given).encrypt(plaintext);
    // The key of a file: an envelope's reader may open it with the platform's own cipher.
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
