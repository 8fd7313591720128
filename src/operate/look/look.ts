// A look at what runs or rests: one line for each thing. From inside (`panoh doctor`) a line is good, or says what to do, or that it could not be looked at and
// how it can. From outside (`panoh monitor`) what is not good is a warning, for today, or an alarm, for now; it has a code, so that a program can distinguish it and
// a runbook can name it. Nothing of a case is in any line.

export const lookCodes = {
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
  "seat-changes": "warning",
  "one-place": "warning",
  "place-away": "warning",
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
export type LookCode = keyof typeof lookCodes;

export interface LookLine {
  readonly about: string;
  readonly is: "good" | "to-do" | "not-seen" | "warning" | "alarm";
  /** From outside, of what is not good. */
  readonly code: LookCode | null;
  readonly says: string;
}

export class Look {
  readonly lines: LookLine[] = [];
  readonly #clock: () => number;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  get now(): number {
    return this.#clock();
  }

  good(about: string, says: string): void {
    this.lines.push({ about, is: "good", code: null, says });
  }

  toDo(about: string, says: string): void {
    this.lines.push({ about, is: "to-do", code: null, says });
  }

  notSeen(about: string, says: string): void {
    this.lines.push({ about, is: "not-seen", code: null, says });
  }

  wrong(code: LookCode, about: string, says: string): void {
    this.lines.push({ about, is: lookCodes[code], code, says });
  }

  /** Looks at a part. When that fails nothing of it is said but what `caught` says of the failure. */
  async part(work: () => Promise<void>, caught: (error: unknown) => void): Promise<void> {
    const before = this.lines.length;
    try {
      await work();
    } catch (error) {
      this.lines.length = before;
      caught(error);
    }
  }

  /** Looks at several things at once, and says them in their order. */
  async each<T>(things: readonly T[], work: (look: Look, thing: T) => Promise<void>): Promise<void> {
    const looks = things.map((thing) => ({ thing, look: new Look(this.#clock) }));
    await Promise.all(looks.map(({ look, thing }) => work(look, thing)));
    this.lines.push(...looks.flatMap(({ look }) => look.lines));
  }
}
