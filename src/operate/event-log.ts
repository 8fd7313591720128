// What a program that runs on says to other programs: one JSON line for each event on its output, each with its time, its level and a code that stays. Nothing of
// a case and nobody's address is in any of them; sentences for whoever operates it go beside, on standard error.
import { momentOf } from "../core/moment.ts";
import type { LogLine } from "../server/app.ts";
import type { RoundEnd } from "./mirror-copier.ts";
import type { HostNews } from "./run-host.ts";
import { plainJson, type Terminal } from "./terminal.ts";

/** `error`: it does not do its work, or lost something. `warning`: somebody should look. */
export const eventLevels = {
  started: "info",
  stopped: "info",
  request: "info",
  failed: "error",
  // Of a host.
  "witness-good": "info",
  "witness-silent": "warning",
  "witness-bad": "warning",
  standby: "info",
  "database-away": "error",
  superseded: "warning",
  "takes-submissions": "info",
  "takes-nothing": "error",
  "clock-right": "info",
  "clock-behind": "warning",
  "clock-far-ahead": "warning",
  "leaf-restored": "warning",
  "leaf-rotten": "error",
  // Of a mirror: how its rounds end, once for each change.
  "copy-current": "info",
  "copy-unreachable": "warning",
  "copy-older": "error",
  "copy-host-older": "warning",
  "copy-program-older": "warning",
  "copy-lie": "error",
  "copy-bytes-missing": "error",
  "copy-foreign-founding": "error",
  "copy-fork": "error",
} as const;
type EventCode = keyof typeof eventLevels;

type More = Readonly<Record<string, string | number | readonly string[]>>;
type SayEvent = (code: EventCode, more?: More) => void;

/** What the output holds: each request too, or only what changes. */
export type Logged = "requests" | "events";

/** Prints events on the output of a program. */
export function eventLog(terminal: Terminal, what: Logged, clock: () => number = Date.now): SayEvent {
  return (code, more = {}) => {
    if (code === "request" && what === "events") return;
    terminal.say(plainJson({ time: momentOf(clock()), level: eventLevels[code], code, ...more }));
  };
}

/** One request: which of the known routes, and nothing of what was asked there or by whom. */
export function requestEvent(say: SayEvent): (line: LogLine) => void {
  return ({ route, method, status, milliseconds }) => say("request", { route, method, status, milliseconds });
}

/** What the operator of a host should know. */
export function sayHostNews(say: SayEvent, news: HostNews): void {
  if (news.is === "witness") say(`witness-${news.state}`, { witness: news.name });
  else if (news.is === "waiting") say(news.why === "another-host" ? "standby" : "database-away");
  else if (news.is === "superseded") say("superseded");
  else if (news.is === "rotten") say(news.isMended ? "leaf-restored" : "leaf-rotten", { leaf: news.leaf });
  else if (news.is === "taking") {
    const { holds, silent } = news.taking;
    if (holds.length === 0) say("takes-submissions");
    else say("takes-nothing", { why: holds, silent });
  } else if (news.flaw === null) say("clock-right");
  else say(`clock-${news.flaw.is}`, { days: news.flaw.days });
}

/** How a round of a mirror ended. */
export function sayRound(say: SayEvent, end: RoundEnd): void {
  say(`copy-${end}`);
}
