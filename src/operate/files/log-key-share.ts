// The log's key in shares, one for each seat of the council, so that a host can be made anew when the machine with the key is gone. As many of them give the key back
// as seats must sign. A file is one line: what it is, the country's origin, how many are needed, and the share; it may be locked like a key file.
import { decodeBase64, encodeBase64 } from "../../crypto/base64.ts";
import { ed25519PublicKey } from "../../crypto/ed25519.ts";
import { joinShares, splitSecret } from "../../crypto/shamir.ts";
import { sameHash } from "../../log/merkle.ts";
import type { FoundingNote } from "../../note/directory-note.ts";
import { logKeyOf } from "../../protocol/clear-note.ts";

const what = "log-key-share";

export interface LogKeyShare {
  readonly origin: string;
  readonly needed: number;
  readonly share: Uint8Array;
}

/** The line for each seat, in their order; null for a council of which one seat signs: a share would be the key. */
export async function splitLogKey(
  { founding, origin }: FoundingNote,
  logSeed: Uint8Array,
): Promise<readonly { readonly seat: string; readonly text: string }[] | null> {
  const { seats, threshold } = founding.council;
  if (threshold < 2) return null;
  const shares = await splitSecret(logSeed, seats.length, threshold);
  return seats.map(({ seat }, i) => ({
    seat,
    text: `${what} ${origin} ${threshold} ${encodeBase64(shares[i] ?? new Uint8Array(0))}\n`,
  }));
}

export function parseLogKeyShare(text: string): LogKeyShare | null {
  const [first, origin = "", count = "", base64 = "", ...rest] = text.replace(/\n$/, "").split(" ");
  const share = decodeBase64(base64);
  if (first !== what || rest.length > 0 || share?.length !== 33 || !/^[1-9]\d?$/.test(count)) return null;
  return { origin, needed: Number(count), share };
}

/** The log's seed from shares: from any of them that give the key which the founding note names; null when no set does. */
export async function joinLogKey(founding: FoundingNote, shares: readonly LogKeyShare[]): Promise<Uint8Array | null> {
  const { threshold } = founding.founding.council;
  const { publicKey } = logKeyOf(founding);
  for (const set of setsOf(shares, threshold)) {
    const seed = await joinShares(set.map(({ share }) => share));
    if (seed?.length === 32 && sameHash(ed25519PublicKey(seed), publicKey)) return seed;
  }
  return null;
}

/** So many sets are tried at the most beside those without one or two: all of 12 shares of which 6 are needed. */
const mostSets = 1_000;

/** Sets of so many shares: first those that are without any one or two, which may be damaged, then those with the first ones first. */
function* setsOf<T>(all: readonly T[], size: number): Generator<readonly T[], void> {
  for (let one = -1; one < all.length; one++) {
    for (let other = one < 0 ? -1 : one + 1; other < all.length; other++) {
      const rest = all.filter((_, i) => i !== one && i !== other);
      if (rest.length >= size) yield rest.slice(0, size);
    }
  }
  const at = Array.from({ length: size }, (_, i) => i);
  for (let count = 0; count < mostSets && size <= all.length; count++) {
    yield at.flatMap((index) => all[index] ?? []);
    let last = size - 1;
    while (last >= 0 && at[last] === all.length - size + last) last -= 1;
    if (last < 0) return;
    const next = (at[last] ?? 0) + 1;
    for (let i = last; i < size; i++) at[i] = next + i - last;
  }
}
