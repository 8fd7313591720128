// Loaded with the world of the tests, the transcripts and the founding of the scenes. Host, witnesses and devices of a world are one process there, and each verifies
// the notes of the country for itself: to do it anew for each was an eighth of what a world cost, and a quarter of what founding the scenes did. A signature that Node found good is good for the same key and message from then on; every other one is verified
// as it is shipped.
import crypto from "node:crypto";

const verify = crypto.verify as (algorithm: null, message: Uint8Array, key: object, signature: Uint8Array) => boolean;
const good = new WeakMap<object, Set<string>>();

crypto.verify = ((algorithm: null, message: Uint8Array, key: object, signature: Uint8Array): boolean => {
  const ofKey = good.get(key) ?? new Set();
  const name = crypto.hash("sha256", message, "latin1") + Buffer.from(signature).toString("latin1");
  if (ofKey.has(name)) return true;
  const isGood = verify(algorithm, message, key, signature);
  if (isGood) good.set(key, ofKey.add(name));
  return isGood;
}) as typeof crypto.verify;
