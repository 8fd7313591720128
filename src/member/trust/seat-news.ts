// Replacements of keys of the council's seats, as everybody is to see them (DR7e): those that wait, and for 30 days those that came.
import type { Directory } from "../../core/directory.ts";
import { fingerprintOf } from "../fingerprint.ts";
import type { SeatNews } from "../views.ts";

const newsMilliseconds = 30 * 24 * 3_600_000;

/** `time` is the log's own, in milliseconds since 1970; null where it says none. */
export function seatNews(directory: Directory, time: number | null): readonly SeatNews[] {
  const news = directory.seatChanges().filter(({ ended }) => ended === null);
  return news.flatMap(({ seat, key, over, isThrough }) => {
    const from = over === null ? null : over * 1000;
    if (isThrough && from !== null && time !== null && time > from + newsMilliseconds) return [];
    return [{ seat, fingerprint: fingerprintOf(key), waits: !isThrough, from }];
  });
}
