// How a host and a mirror receive: bodies within the limits (LG9), and notes in clear on somebody's allowance until it is known that they hold.
import type { Context } from "hono";
import { isProblem, Problem } from "../core/problem.ts";
import { sha256 } from "../crypto/sha256.ts";
import { clearClass } from "../protocol/clear-note.ts";
import { type SubmissionItem, type SubmissionResult, tokenBytes } from "../protocol/submission.ts";
import { expectedLength, readBody } from "./bounded-body.ts";
import { callerOf, incomingOf } from "./caller.ts";
import type { Host } from "./host.ts";
import { type Limited, type Limits, onAllowance, type Slot } from "./limits.ts";

/** Whose a body is that begins with these bytes, or null when they say it of nobody; "more" while too few of them are here. */
export type OwnerOf = (start: Uint8Array) => Promise<string | null> | "more";

/** By the token with which a body begins: the device that drew it, or null when it is not one that is unspent. */
export function byToken(deviceOf: (token: Uint8Array) => Promise<string | null>): OwnerOf {
  return (start) => (start.length < tokenBytes ? "more" : deviceOf(start.slice(0, tokenBytes)));
}

/** Of whoever knows no tokens: nobody is let in for one. */
export const noToken: OwnerOf = byToken(async () => null);

/**
 * Receives a body within the limits and works on it. One that begins with an unspent token counts for the device that drew it (or says in another way whose it is), and
 * is always let in: whoever fills the pool from the same address does not keep a phone from sending.
 */
export async function receive<T>(
  context: Context,
  maxBytes: number,
  { limits: { bodies }, trustedProxies }: Limited,
  ownerOf: OwnerOf,
  work: (body: Uint8Array) => Promise<T>,
): Promise<T> {
  const size = Math.min(expectedLength(context, maxBytes), maxBytes);
  const cut = () => void incomingOf(context)?.destroy();
  const who = callerOf(context, trustedProxies);
  let place: Slot | null = bodies.enter(who, size, cut);
  let isAsked = false;
  const askWhose = async (asked: Promise<string | null>) => {
    isAsked = true;
    const owner = await asked;
    if (owner !== null) place?.isOf(owner);
    place ??= owner !== null ? bodies.enter(owner, size, cut, true) : await bodies.enterSoon(who, size, cut);
    if (place === null) throw new Problem("host", "busy");
  };
  try {
    const body = await readBody(context, maxBytes, (start) => {
      place?.moved();
      const matters = !isAsked && (place === null || bodies.isTight);
      const asked = matters ? ownerOf(start) : "more";
      return asked === "more" ? undefined : askWhose(asked);
    });
    // Too short to say whose it is.
    if (place === null) throw new Problem("host", "busy");
    place.stay();
    return await work(body);
  } finally {
    place?.leave();
  }
}

/** Submits an item. A note in clear is paid for by the device whose token comes along, else by the address, and gets it back when it holds. */
export async function submitOne(
  host: Host,
  item: SubmissionItem,
  who: string,
  limits: Limits,
): Promise<SubmissionResult> {
  if (clearClass(item.bytes) === null) return host.submit(item);
  const device = item.token === null ? null : await host.store.tokenDevice(sha256(item.token));
  try {
    return await onAllowance(limits, device ?? who, checkCost(item.bytes), async () => {
      const result = await host.submit(item, device !== null);
      if ("problem" in result) throw new Problem("host", result.problem);
      return result;
    });
  } catch (error) {
    if (isProblem(error, "host")) return { problem: error.code };
    throw error;
  }
}

/** What a note in clear may cost to check: one for each 4 KiB that is read and one for each signature. A line of one has some 130 bytes. */
function checkCost(bytes: Uint8Array): number {
  return 1 + Math.ceil(bytes.length / 1_024);
}
