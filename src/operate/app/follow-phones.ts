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
  let known: { readonly directory: Directory; readonly size: number } | null = null;
  const read = async () => {
    try {
      const { directory, follower } = await readPublicLog(founding, host);
      known = { directory, size: follower.trusted?.size ?? 0 };
    } catch {
      // The host cannot be reached: the next hour asks again.
    }
  };
  void read();
  const timer = setInterval(() => void read(), hour);
  timer.unref();
  return {
    get listed() {
      return known === null ? [] : publicPhones(known.directory, known.size, clock());
    },
    stop: () => clearInterval(timer),
  };
}
