// How many referrals wait for this organisation's answer: the number in the window's title and over the list. The title of a locked device has none (EN3j).
import type { InboxItem } from "../member/views.ts";
import type { Engine } from "./engine.ts";
import { perList } from "./per-list.ts";

export function countWaiting(engine: Engine | null): number {
  return engine === null || engine.view.value?.locked === true ? 0 : waitingIn(engine.caseload.value);
}

const waitingIn = perList((items: readonly InboxItem[]) => items.filter(waitsForUs).length);

function waitsForUs({ state }: InboxItem): boolean {
  return state === "sent" || state === "received";
}
