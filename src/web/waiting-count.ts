// How many referrals wait for this organisation's answer: the number in the window's title and over the list.
import type { Engine } from "./engine.ts";

export function countWaiting(engine: Engine | null): number {
  // A locked desk counts what is sealed, for whomever it is.
  if (engine?.view.value?.locked === true) return engine.sealedSinceLock.value;
  return engine?.inbox.value.filter((item) => item.state === "sent" || item.state === "received").length ?? 0;
}
