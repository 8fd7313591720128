// Events that a program that runs on says to other programs: one JSON line for each event on its output, each with its time, its level and a code that stays. Nothing of
// a case and nobody's address is in any of them; sentences for whoever operates it go beside, on standard error.
import { momentOf } from "../core/moment.ts";
import type { LogLine } from "../server/app.ts";
import type { Hold } from "../server/host.ts";
import type { PlaceState } from "../server/second-place.ts";
import type { ClockFlaw } from "../server/timekeeping.ts";
import type { Taking } from "../server/upkeep.ts";
import type { WitnessState } from "../server/witnessing.ts";
import type { RoundEnd } from "./mirror-copier.ts";
import type { WaitsFor } from "./open-host-store.ts";
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
  "place-good": "info",
  "place-silent": "warning",
  "place-bad": "error",
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

/** The lines of the output: each request too, or only what changes. */
export type Logged = "requests" | "events";

/** Prints events on the output of a program. */
export function eventLog(terminal: Terminal, what: Logged, clock: () => number = Date.now): SayEvent {
  return (code, more = {}) => {
    if (code === "request" && what === "events") return;
    terminal.say(plainJson({ time: momentOf(clock()), level: eventLevels[code], code, ...more }));
  };
}

/** The voice of a program: events for programs, and sentences for its operator beside them. */
export function operatorLog(terminal: Terminal, what: Logged, program: "host" | "mirror" | "witness") {
  const say = eventLog(terminal, what);
  const hear = ({ code, more, sentence }: OperatorEvent) => {
    say(code, more);
    terminal.inform(sentence);
  };
  return {
    say,
    hear,
    failed: (kind: string) => hear({ code: "failed", more: { kind }, sentence: `The ${program} failed: ${kind}` }),
    /** One request: which of the known routes, and nothing of what was asked there or by whom. */
    log: ({ route, method, status, milliseconds }: LogLine) => say("request", { route, method, status, milliseconds }),
    stopped: () => hear({ code: "stopped", sentence: "Stopped" }),
  };
}

/** News for an operator: the event for programs, and the sentence for people beside it. */
export interface OperatorEvent {
  readonly code: EventCode;
  readonly more?: More;
  readonly sentence: string;
}

export function eventOfHost(news: HostNews): OperatorEvent {
  switch (news.is) {
    case "witness": {
      const { name, state } = news;
      return { code: `witness-${state}`, more: { witness: name }, sentence: `Witness ${name} ${witnessWords[state]}` };
    }
    case "place": {
      const { url, state } = news;
      return { code: `place-${state}`, more: { place: url }, sentence: `The second place ${url} ${placeWords[state]}` };
    }
    case "taking":
      return eventOfTaking(news.taking);
    case "clock":
      return eventOfClock(news.flaw);
    case "rotten": {
      const [code, words] = news.isMended
        ? (["leaf-restored", "had changed on the disk and were taken from a mirror again: replace the disk"] as const)
        : ([
            "leaf-rotten",
            "changed on the disk: replace it, and restore from a mirror, or start with --mirror and they are taken from there",
          ] as const);
      return { code, more: { leaf: news.leaf }, sentence: `The bytes of leaf ${news.leaf} ${words}` };
    }
    case "waiting":
      return waitingEvents[news.why];
    case "superseded":
      return {
        code: "superseded",
        sentence: "Another host took over the database, or it is another copy: this one begins again",
      };
  }
}

const witnessWords: Readonly<Record<WitnessState, string>> = {
  good: "cosigns again",
  silent: "does not answer",
  bad: "answers, but not with a cosignature of this log that holds",
};

const placeWords: Readonly<Record<PlaceState, string>> = {
  good: "keeps what is logged again",
  silent: "does not answer",
  bad: "answers, but does not keep this log, or not under the key that was named",
};

const waitingEvents: Readonly<Record<WaitsFor, OperatorEvent>> = {
  "another-host": {
    code: "standby",
    sentence: "Waits: another host writes to the database; this one takes over when that one is gone",
  },
  "no-answer": {
    code: "database-away",
    sentence: "Waits: the database does not answer, or may not be written to yet",
  },
};

function eventOfClock(flaw: ClockFlaw | null): OperatorEvent {
  if (flaw === null)
    return { code: "clock-right", sentence: "The clock of this host agrees with the log's time again" };
  const { is, days } = flaw;
  const far = days === 0 ? "less than a day" : `${days} days`;
  const words =
    is === "behind"
      ? "behind the log's own time: set it. A trial without witnesses logs no time until then"
      : "after the log's newest time. It is the only clock of this trial, and a wrong one would stop all waits, so no time is logged. If it is right, start with --clock-is-right";
  return { code: `clock-${is}`, more: { days }, sentence: `The clock of this host is ${far} ${words}` };
}

function eventOfTaking({ holds, silent, oldCopy }: Taking): OperatorEvent {
  if (holds.length === 0) return { code: "takes-submissions", sentence: "Takes submissions again" };
  const why = holds.map((hold) => holdSentences[hold]);
  if (oldCopy !== null) why.push(oldCopy);
  else if (silent.length > 0 && holds.includes("witnesses-unheard")) why.push(`Silent: ${silent.join(", ")}`);
  const sentence = `Takes no submissions; reads go on. ${why.join(". ")}`;
  return { code: "takes-nothing", more: { why: holds, silent }, sentence };
}

const holdSentences: Readonly<Record<Hold, string>> = {
  "write-failed": "A write failed: make space on the disk, or replace it; it tries again by itself",
  "store-away": "The database does not answer, or may not be written to: look after PostgreSQL; it goes on by itself",
  "witnesses-unheard": "Too few witnesses have answered since the start to know that this store is not an old copy",
  "store-behind":
    "Somebody showed a head that this log signed and that this store does not hold: it is an old copy. Restore it from the newest mirror",
  "no-second-place":
    "Too few second places have all that was logged, or answered since the start, and nobody is answered before they do: look after the mirrors of --place; it goes on by itself",
  "note-rotten":
    "A note of the directory rotted on the disk, so that it is not known who may send. Replace the disk, and start with --mirror, which takes the bytes again",
};

export function eventOfRound(end: RoundEnd): OperatorEvent {
  return { code: `copy-${end}`, sentence: roundSentences[end] };
}

const roundSentences: Readonly<Record<RoundEnd, string>> = {
  current: "The copy is as new as the host's log again",
  unreachable: "The host does not answer: the copy is served as it is",
  older: "The host shows an older head than before: the newer one is served",
  lie: "The host serves what does not fit its own signed log: nothing of it is copied",
  "bytes-missing": "The host lacks the bytes of a leaf: the copy is served as it is",
  "foreign-founding": "The host shows the founding note of another country",
  fork: "The log signed two histories",
  "host-older": "The host says that it runs an older version: the copy is served as it is until both speak one",
  "program-older":
    "The host says that it runs a newer version: the copy is served as it is until both speak one. Ask who runs it before you upgrade this mirror",
};
