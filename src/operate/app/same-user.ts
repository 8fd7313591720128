// Whether who asks on a port of this computer is the user who runs this program. A port is open to all users of a computer; the system says whose a connection is, on
// Linux.
import { existsSync, readFileSync } from "node:fs";
import type { Context } from "hono";
import { incomingOf } from "../../server/caller.ts";

/** By how a connection names this computer: the list of them, each end a line that says whose it is, and how that list writes the name. */
const lists: Readonly<Record<string, { readonly file: string; readonly name: string }>> = {
  "127.0.0.1": { file: "/proc/net/tcp", name: "0100007F" },
  "::1": { file: "/proc/net/tcp6", name: "00000000000000000000000001000000" },
};

/** True where the system says that it is somebody else's connection, or knows none: who hung up already is nobody. False too on a system that says no such thing. */
export function isOtherUsers(context: Context): boolean {
  const socket = incomingOf(context)?.socket;
  if (socket === undefined || process.platform !== "linux") return false;
  const list = lists[socket.remoteAddress ?? ""];
  if (list === undefined || !existsSync(list.file)) return true;
  const endAt = (port: number | undefined) => `${list.name}:${(port ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  const [theirs, ours] = [endAt(socket.remotePort), endAt(socket.localPort)];
  const line = readFileSync(list.file, "utf8")
    .split("\n")
    .map((text) => text.trim().split(/\s+/))
    .find(([, local, remote]) => local === theirs && remote === ours);
  return line?.[7] !== String(process.getuid?.());
}
