// The words of commands about a seat of the council that gets another key (DR7e): the same to a device, by doctor and by the monitor.
import { momentOf } from "../core/moment.ts";
import type { SeatNews } from "../member/views.ts";

export function seatSentence({ seat, fingerprint, waits, from }: SeatNews): string {
  if (!waits)
    return `${seat} signs with another key${from === null ? "" : ` since ${momentOf(from)}`}; its fingerprint is ${fingerprint}`;
  const day = from === null ? "the end of its wait" : momentOf(from);
  return `${seat} is to get another key, whose fingerprint is ${fingerprint}; it signs from ${day} on, unless the council ends that`;
}
