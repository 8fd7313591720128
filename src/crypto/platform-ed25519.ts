// Ed25519 by the platform, where it answers without waiting: in Node (a browser's WebCrypto answers later, and not in every browser). It takes a
// fifth of the time, and less in a program that just began. It is RFC 8032's own and so the same bytes everywhere; the verdict is ours only for what ed25519.ts has looked at before (SG2).
import { type HeldKey, nodeCrypto } from "./node-crypto.ts";

/** Signs under one seed, the same bytes either way. */
export interface Ed25519Signer {
  readonly now: (message: Uint8Array) => Uint8Array;
  /** On another thread where the platform has one for it; the caller's does other work meanwhile. */
  readonly apart: (message: Uint8Array) => Promise<Uint8Array>;
}

/** The operations; messages and keys are plain bytes. */
export interface PlatformEd25519 {
  readonly publicKey: (seed: Uint8Array) => Uint8Array;
  /** A signer under the seed, which the platform holds from then on: to take it over costs more than a signature. */
  readonly signer: (seed: Uint8Array) => Ed25519Signer;
  /** The key as the platform holds it, to be used again and again. It must be a point's canonical encoding. */
  readonly holdKey: (publicKey: Uint8Array) => HeldKey;
  /** True when s is below the group order and sB - kA has R's bytes. Says nothing about points of small order. */
  readonly verify: (key: HeldKey, message: Uint8Array, signature: Uint8Array) => boolean;
}

/** Null where the platform lacks it. */
export function platformEd25519(): PlatformEd25519 | null {
  const node = nodeCrypto();
  if (node === null) return null;
  const open = (seed: Uint8Array): HeldKey => {
    if (seed.length !== 32) throw new RangeError("an Ed25519 seed has 32 bytes");
    const key = Uint8Array.of(...privatePrefix, ...seed);
    try {
      return node.createPrivateKey({ key, format: "der", type: "pkcs8" });
    } finally {
      key.fill(0);
    }
  };
  return {
    publicKey: (seed) => plain(node.createPublicKey(open(seed)).export({ format: "der", type: "spki" })).slice(-32),
    signer: (seed) => {
      const key = open(seed);
      return {
        now: (message) => plain(node.sign(null, message, key)),
        apart: (message) =>
          new Promise((resolve, reject) => {
            node.sign(null, message, key, (error, signature) =>
              error === null ? resolve(plain(signature)) : reject(error),
            );
          }),
      };
    },
    holdKey: (publicKey) =>
      node.createPublicKey({ key: Uint8Array.of(...publicPrefix, ...publicKey), format: "der", type: "spki" }),
    verify: (key, message, signature) => node.verify(null, message, key, signature),
  };
}

// RFC 8410: what stands before the 32 bytes of a key.
const privatePrefix = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
const publicPrefix = [0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0];

/** Node answers with a Buffer, which compares and copies in its own way. */
function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}
