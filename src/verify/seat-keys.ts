// The keys of the council's seats as the log replaces them (DR7), for the verifier. Written apart from src/core on purpose.

import type { Key } from "./signed-text.ts";
import { readSignedText } from "./signed-text.ts";
import { parseWitnessPolicy, witnessed } from "./witness-policy.ts";

interface Waits {
  readonly seatHours: number | null;
  readonly admissionHours: number;
  readonly trial: boolean;
}

interface Replacement {
  readonly key: Key;
  readonly leaf: number;
  readonly hours: number;
  ended: boolean;
}

export class SeatKeys {
  readonly #fixedHours: number | null;
  readonly #trial: boolean;
  #admissionHours: number;
  readonly #replacements: Replacement[] = [];
  /** Time notes that nobody had to read yet: a log without a replacement needs none of their times. */
  #unread: (() => void)[] = [];
  /** The size and the time that each time note proves, in the order of the log. No time goes back. */
  readonly #times: {
    readonly leaf: number;
    readonly size: number;
    readonly seconds: number;
    readonly upper: number;
  }[] = [];

  constructor({ seatHours, admissionHours, trial }: Waits) {
    this.#fixedHours = seatHours;
    this.#admissionHours = admissionHours;
    this.#trial = trial;
  }

  /** The key that came for this seat before this leaf; undefined while it has the one of the founding note. */
  keyOf(seat: string, leaf: number): Key | undefined {
    return this.#replacements.findLast((each) => each.key.name === seat && this.#hasCome(each, leaf))?.key;
  }

  /** How many replacements of a seat the log holds. */
  countOf(seat: string): number {
    return this.#replacements.filter((each) => each.key.name === seat).length;
  }

  /** How long an admission waits from here on. */
  wait(admissionHours: number): boolean {
    this.#admissionHours = admissionHours;
    return true;
  }

  /** False for a key that some seat has, had or waits for. */
  replace(key: Key, leaf: number): boolean {
    if (this.#replacements.some((each) => each.key.bytes.equals(key.bytes))) return false;
    this.#end(leaf, (each) => each.key.name === key.name);
    this.#replacements.push({ key, leaf, hours: this.#fixedHours ?? this.#admissionHours, ended: false });
    return true;
  }

  keep(seat: string, key: string, leaf: number): boolean {
    return this.#end(leaf, (each) => each.key.name === seat && each.key.bytes.toString("base64") === key);
  }

  /** Takes the checkpoint of a time note. */
  takeTime(leaf: number, checkpoint: string, at: string, policyAt: (size: number) => string): void {
    this.#unread.push(() => this.#readTime(leaf, checkpoint, at, policyAt));
  }

  /** Its time is the median of the cosignatures, or the host's word in a trial that nobody watches. */
  #readTime(leaf: number, checkpoint: string, at: string, policyAt: (size: number) => string): void {
    const note = readSignedText(Buffer.from(checkpoint));
    const size = Number(note?.text.split("\n")[1]);
    if (note === null || !Number.isSafeInteger(size) || size > leaf) return;
    const policy = parseWitnessPolicy(policyAt(size));
    const { quorum, cosigners, broken } = policy === null ? nobody : witnessed(policy, note);
    if (!quorum || broken.length > 0) return;
    const times = cosigners.map(({ seconds }) => seconds).sort((a, b) => a - b);
    const median = times[Math.floor((times.length - 1) / 2)];
    const isHostsWord = policy?.quorum === "none" && this.#trial;
    const seconds = isHostsWord ? Date.parse(at) / 1000 : median;
    const upper = isHostsWord ? seconds : times[Math.floor(times.length / 2)];
    if (seconds !== undefined && upper !== undefined && seconds >= (this.#times.at(-1)?.seconds ?? 0))
      this.#times.push({ leaf, size, seconds, upper });
  }

  #end(leaf: number, isMeant: (each: Replacement) => boolean): boolean {
    const waiting = this.#replacements.filter((each) => isMeant(each) && !each.ended && !this.#hasCome(each, leaf));
    for (const each of waiting) each.ended = true;
    return waiting.length > 0;
  }

  #hasCome({ leaf: from, hours, ended }: Replacement, leaf: number): boolean {
    if (ended || from >= leaf) return false;
    if (hours === 0) return true;
    for (const readTime of this.#unread.splice(0)) readTime();
    const begins = this.#times.filter((time) => time.leaf > from && time.size > from).map(({ upper }) => upper);
    const end = begins.reduce((least, upper) => Math.min(least, upper), Number.POSITIVE_INFINITY) + hours * 3600;
    return this.#times.some((time) => time.leaf < leaf && time.seconds >= end);
  }
}

const nobody = { quorum: false, cosigners: [], broken: [] };
