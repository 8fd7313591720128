// Argon2id (RFC 9106) with parameters pinned in the program: nobody can talk a client into weaker ones (EN3).
import { argon2id as hashWasmArgon2id } from "hash-wasm";

/** The pinned cost of a vault: 64 MiB, 3 passes, one lane. */
export const argon2idPinned = { memoryKiB: 65_536, passes: 3 } as const;

/** No vault is opened or made below this cost (EN3). */
export const argon2idFloor = { memoryKiB: 32_768, passes: 3 } as const;

/** A 32-byte key from a passphrase and a 16-byte salt. Refuses costs below the floor with RangeError. Takes about 0.2 s on a desk. */
export async function argon2id(
  passphrase: Uint8Array,
  salt: Uint8Array,
  cost: { readonly memoryKiB: number; readonly passes: number } = argon2idPinned,
): Promise<Uint8Array> {
  if (cost.memoryKiB < argon2idFloor.memoryKiB || cost.passes < argon2idFloor.passes) {
    throw new RangeError("Argon2id cost is below the floor");
  }
  return hashWasmArgon2id({
    password: passphrase,
    salt,
    memorySize: cost.memoryKiB,
    iterations: cost.passes,
    parallelism: 1,
    hashLength: 32,
    outputType: "binary",
  });
}
