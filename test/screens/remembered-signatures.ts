// Ed25519 of the scenes, in the place of src/crypto/ed25519.ts: a page remembers over its scenes which signatures it found good. The notes of one country
// are the same in all of them, and to verify them anew was most of what a scene cost. What was not seen before is verified as it is shipped.
import { ed25519Verify as verifyAsShipped } from "../../src/crypto/ed25519.ts";
import { encodeHex } from "../../src/crypto/hex.ts";

export * from "../../src/crypto/ed25519.ts";

export function ed25519Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const name = encodeHex(signature);
  const of = `${encodeHex(publicKey)} ${encodeHex(message)}`;
  if (sessionStorage.getItem(name) === of) return true;
  const isGood = verifyAsShipped(publicKey, message, signature);
  if (isGood) sessionStorage.setItem(name, of);
  return isGood;
}
