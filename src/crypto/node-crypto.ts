// The functions of Node's `node:crypto` that this layer uses, where Node is. As types of its own: neutral layers have none of Node's.

/** A key as the platform holds it. */
export interface HeldKey {
  readonly type: "private" | "public" | "secret";
}

interface NodeCrypto {
  createPrivateKey(key: { key: Uint8Array; format: "der"; type: "pkcs8" }): HeldKey;
  createPublicKey(
    key: { key: Uint8Array; format: "der"; type: "spki" } | HeldKey,
  ): HeldKey & { export(as: { format: "der"; type: "spki" }): Uint8Array };
  sign(algorithm: null, message: Uint8Array, key: HeldKey): Uint8Array;
  /** On one of Node's own threads. */
  sign(
    algorithm: null,
    message: Uint8Array,
    key: HeldKey,
    done: (error: Error | null, signature: Uint8Array) => void,
  ): void;
  verify(algorithm: null, message: Uint8Array, key: HeldKey, signature: Uint8Array): boolean;
  /** The hash as a text, of which each character is a byte. */
  hash(algorithm: "sha256", bytes: Uint8Array, encoding: "latin1"): string;
  /** From Node 24.7 on, and where its library has Argon2. */
  argon2?(
    algorithm: "argon2id",
    parameters: {
      readonly message: Uint8Array;
      readonly nonce: Uint8Array;
      readonly parallelism: number;
      readonly tagLength: number;
      readonly memory: number;
      readonly passes: number;
    },
    done: (error: Error | null, key: Uint8Array) => void,
  ): void;
}

interface Platform {
  readonly process?: { getBuiltinModule?(name: "node:crypto"): NodeCrypto | undefined };
}

/** Null where the platform lacks it. */
export function nodeCrypto(): NodeCrypto | null {
  return (globalThis as Platform).process?.getBuiltinModule?.("node:crypto") ?? null;
}
