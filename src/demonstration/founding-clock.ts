// The clock of the founding. It starts months ago and passes to today, so that cases are as old as they look: host, witnesses and devices of the
// founding all have this one clock, and what each signs and logs bears the time that it had then. Nothing goes back (LG8).
const day = 86_400_000;

export class FoundingClock {
  #behind: number;

  constructor(daysAgo: number) {
    this.#behind = daysAgo * day;
  }

  /** Milliseconds since 1970. */
  readonly now = (): number => Date.now() - this.#behind;

  /** Passes on to the time that is so many days ago; it never goes back. */
  passTo(daysAgo: number): void {
    this.#behind = Math.max(0, Math.min(this.#behind, Math.round(daysAgo * day)));
  }
}
