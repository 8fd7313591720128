// Argon2id (RFC 9106) with parameters pinned in the program: nobody can talk a client into weaker ones (EN3). By Node where Node is, which takes two thirds of the
// processor time and another thread; else in WebAssembly.
import { argon2id as hashWasmArgon2id } from "hash-wasm";
import { nodeCrypto } from "./node-crypto.ts";

/** The pinned cost of a vault: 64 MiB, 3 passes, one lane. */
const argon2idPinned = { memoryKiB: 65_536, passes: 3 } as const;

/** No vault is opened or made below this cost (EN3). */
const argon2idFloor = { memoryKiB: 32_768, passes: 3 } as const;

/** A 32-byte key from a passphrase and a 16-byte salt. Refuses costs below the floor with RangeError. Takes about 0.2 s on a desk. */
export async function argon2id(
  passphrase: Uint8Array,
  salt: Uint8Array,
  cost: { readonly memoryKiB: number; readonly passes: number } = argon2idPinned,
): Promise<Uint8Array> {
  if (cost.memoryKiB < argon2idFloor.memoryKiB || cost.passes < argon2idFloor.passes) {
    throw new RangeError("Argon2id cost is below the floor");
  }
  return implementation(passphrase, salt, cost);
}

type Argon2id = (
  passphrase: Uint8Array,
  salt: Uint8Array,
  cost: { readonly memoryKiB: number; readonly passes: number },
) => Promise<Uint8Array>;

const keyBytes = 32;

/** In WebAssembly alone: what browsers use. */
export const portableArgon2id: Argon2id = (passphrase, salt, { memoryKiB, passes }) =>
  hashWasmArgon2id({
    password: passphrase,
    salt,
    memorySize: memoryKiB,
    iterations: passes,
    parallelism: 1,
    hashLength: keyBytes,
    outputType: "binary",
  });

const node = nodeCrypto();
const implementation: Argon2id =
  node?.argon2 === undefined
    ? portableArgon2id
    : (passphrase, salt, { memoryKiB, passes }) =>
        new Promise((resolve, reject) => {
          const parameters = { message: passphrase, nonce: salt, parallelism: 1, tagLength: keyBytes };
          node.argon2?.("argon2id", { ...parameters, memory: memoryKiB, passes }, (error, key) =>
            error === null ? resolve(new Uint8Array(key)) : reject(error),
          );
        });
