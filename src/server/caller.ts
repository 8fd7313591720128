// Whose a request is, for the limits (LG9) and nothing else: its address as the connection has it, or as a trusted proxy names it. Whoever
// has one IPv6 address has 2^64 of them, so these count by /64. No answer, no log line and no file holds it.
import type { IncomingMessage } from "node:http";
import { isIPv4, isIPv6 } from "node:net";
import type { Context } from "hono";

/** What the server behind a port hands over beside the request; nothing when the app is called as a function. */
export function incomingOf(context: Context): IncomingMessage | null {
  return (context.env as { readonly incoming?: IncomingMessage } | undefined)?.incoming ?? null;
}

/**
 * The address group of a request. A proxy at one of the trusted addresses names the client as the last element of `x-forwarded-for`; what
 * stands before it, and the header of anybody else, is what a client says of itself.
 */
export function callerOf(context: Context, trustedProxies: readonly string[]): string {
  const address = plainAddress(incomingOf(context)?.socket.remoteAddress ?? "");
  if (!trustedProxies.includes(address)) return addressGroup(address);
  const named = context.req.header("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  return addressGroup(isIPv4(named) || isIPv6(named) ? named : address);
}

/** An IPv4 address as it is, the /64 of an IPv6 address, "unknown" for anything else. */
export function addressGroup(address: string): string {
  const plain = plainAddress(address);
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return "unknown";
  const [left = "", right = ""] = plain.split("::");
  const [head, tail] = [left, right].map((side) => (side === "" ? [] : side.split(":")));
  const missing = plain.includes("::") ? 8 - (head?.length ?? 0) - (tail?.length ?? 0) : 0;
  const groups = [...(head ?? []), ...Array<string>(missing).fill("0"), ...(tail ?? [])];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

/** Without zone, and an IPv4 address that IPv6 carries as itself. */
function plainAddress(address: string): string {
  const [bare = ""] = address.split("%");
  const carried = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  return carried ?? bare;
}
