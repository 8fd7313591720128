// The telephone numbers of a country's directory for the public leaflet, read from its log once an hour. What cannot be read now stays as it was, and
// grows old all the same.
import type { Directory } from "../../core/directory.ts";
import { publicPhones, type Ringable } from "../../core/phones.ts";
import type { FoundingNote } from "../../note/directory-note.ts";
import { readPublicLog } from "../country-client.ts";

const hour = 3_600_000;

interface FollowedPhones {
  readonly listed: readonly Ringable[];
  stop(): void;
}

/** Reads now and every hour, until it is stopped. Only what enough witnesses cosigned counts. */
export function followPhones(founding: FoundingNote, host: string, clock: () => number = Date.now): FollowedPhones {
  let newest: { readonly directory: Directory; readonly size: number } | null = null;
  const readNewest = async () => {
    try {
      const { directory, follower } = await readPublicLog(founding, host);
      newest = { directory, size: follower.trusted?.size ?? 0 };
    } catch {
      // The host cannot be reached: the next hour asks again.
    }
  };
  void readNewest();
  const timer = setInterval(() => void readNewest(), hour);
  timer.unref();
  return {
    get listed() {
      return newest === null ? [] : publicPhones(newest.directory, newest.size, clock());
    },
    stop: () => clearInterval(timer),
  };
}
