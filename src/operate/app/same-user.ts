// Whether who asks on a port of this computer is the user who runs this program. A port is open to all users of a computer; the system says whose a connection is, on
// Linux.
import { existsSync, readFileSync } from "node:fs";
import type { Context } from "hono";
import { incomingOf } from "../../server/caller.ts";

/** The connections over IPv4 of this computer, each end a line: addresses in hexadecimal, and whose it is. */
const connectionsFile = "/proc/net/tcp";
const loopback = "0100007F";

/** True where the system says that it is somebody else's connection, or knows none: who hung up already is nobody. False too where it keeps no such list. */
export function isOtherUsers(context: Context): boolean {
  const socket = incomingOf(context)?.socket;
  if (socket === undefined || !existsSync(connectionsFile)) return false;
  const endAt = (port: number | undefined) => `${loopback}:${(port ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  const [theirs, ours] = [endAt(socket.remotePort), endAt(socket.localPort)];
  const line = readFileSync(connectionsFile, "utf8")
    .split("\n")
    .map((text) => text.trim().split(/\s+/))
    .find(([, local, remote]) => local === theirs && remote === ours);
  return line?.[7] !== String(process.getuid?.());
}
