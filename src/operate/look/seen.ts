// What `panoh monitor` saw from outside: one line for each thing. An alarm is for now, a warning for today. Each that is not good has a code, so that a
// program can distinguish them and a runbook can name them.

export const seenCodes = {
  // Of the look itself.
  "not-looked": "alarm",
  "no-end": "alarm",
  "look-under-way": "warning",
  // Of the log.
  "host-unreachable": "alarm",
  "foreign-founding": "alarm",
  "host-older": "alarm",
  "program-older": "alarm",
  fork: "alarm",
  "host-lies": "alarm",
  "host-rolled-back": "alarm",
  "bytes-missing": "alarm",
  "note-refused": "alarm",
  "answer-too-large": "alarm",
  "no-quorum": "alarm",
  "head-old": "alarm",
  "head-late": "warning",
  "witness-silent": "warning",
  "witness-late": "warning",
  "cosignature-false": "alarm",
  "nobody-watches": "warning",
  "time-late": "warning",
  "clock-wrong": "warning",
  "takes-nothing": "alarm",
  "state-damaged": "warning",
  // Of a mirror.
  "mirror-unreachable": "warning",
  "mirror-behind": "warning",
  "mirror-lies": "alarm",
  // Of the addresses.
  "certificate-refused": "alarm",
  "certificate-ending": "alarm",
  "certificate-soon": "warning",
  "plain-http": "warning",
  // Of the officers' app.
  "app-unreachable": "alarm",
  "app-differs": "alarm",
  "app-open": "alarm",
  "leaflet-late": "warning",
  "leaflet-changed": "alarm",
} as const;
export type SeenCode = keyof typeof seenCodes;

export interface SeenLine {
  readonly about: string;
  readonly is: "good" | "warning" | "alarm";
  /** Null when it is good. */
  readonly code: SeenCode | null;
  readonly says: string;
}

export function fine(about: string, says: string): SeenLine {
  return { about, is: "good", code: null, says };
}

export function wrong(about: string, code: SeenCode, says: string): SeenLine {
  return { about, is: seenCodes[code], code, says };
}
