// Splits a secret among holders (Shamir's scheme over GF(256)): any `threshold` of the shares give it back, and fewer say nothing of it. A share that is wrong, or of
// another secret, gives a wrong secret and no error: whoever joins them compares the outcome with something that is known of it.
import { combine, split } from "shamir-secret-sharing";

/** From 2 to 255 shares, of which from 2 on are needed. */
export function splitSecret(secret: Uint8Array, shares: number, threshold: number): Promise<readonly Uint8Array[]> {
  return split(new Uint8Array(secret), shares, threshold);
}

/** The secret that these shares give; null when they cannot be shares of one secret (other lengths, one twice). */
export async function joinShares(shares: readonly Uint8Array[]): Promise<Uint8Array | null> {
  try {
    return await combine(shares.map((share) => new Uint8Array(share)));
  } catch {
    return null;
  }
}
