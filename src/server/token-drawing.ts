// Draws submission tokens for a device that signs a request over a fresh challenge. The store has only their hashes.
import type { Directory } from "../core/directory.ts";
import { Problem } from "../core/problem.ts";
import type { RandomBytes } from "../crypto/random.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { dailyTokens, verifyTokenRequest } from "../protocol/token-request.ts";
import { challengeEnd } from "./challenges.ts";
import type { HostStore } from "./store/host-store.ts";

interface DrawingParts {
  readonly origin: string;
  readonly directory: Directory;
  /** The size of the log now. */
  readonly size: number;
  readonly store: HostStore;
  readonly challengeKey: Uint8Array;
  readonly now: number;
  readonly randomBytes: RandomBytes;
}

/** Hands out tokens to an active device. Refuses with a Problem. */
export async function drawTokens(note: string, parts: DrawingParts): Promise<readonly Uint8Array[]> {
  const { origin, directory, size, store, challengeKey, now, randomBytes } = parts;
  const request = verifyTokenRequest(note, origin, (device) => directory.device(device)?.key ?? null);
  if (request === null) throw new Problem("host", "bad-signature");
  const end = challengeEnd(request.challenge, challengeKey, now);
  if (end === null) throw new Problem("host", "challenge-stale");
  if (!directory.isActiveDevice(request.device, size)) throw new Problem("host", "device-revoked");
  // Its device's alone, so that nobody uses up a challenge of another one.
  const use = sha256(encodeUtf8(`${request.device} ${request.challenge}`));
  if (!(await store.useOnce(use, end, now))) throw new Problem("host", "challenge-stale");
  const day = Math.floor(now / 86_400_000);
  const tokens = Array.from({ length: request.count }, () => randomBytes(16));
  const hashes = tokens.map((token) => sha256(token));
  if (!(await store.addTokens(request.device, day, hashes, dailyTokens))) throw new Problem("host", "quota-exceeded");
  return tokens;
}
