// How much room is left on a disk.
import { statfsSync } from "node:fs";

/** The room that is left for this user on the disk of a folder; null when the system does not say. */
export function bytesFree(dir: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(dir);
    return bavail * bsize;
  } catch {
    return null;
  }
}
