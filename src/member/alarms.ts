// What went wrong and was not the person's doing. An alarm stays until its cause is gone; those that prove misbehaviour stay for good.

import type { Json } from "../core/json.ts";
import { decodeJson, encodeJson } from "../core/json.ts";
import { decodeUtf8, encodeUtf8 } from "../crypto/utf8.ts";
import type { Change, MemberStore } from "./store.ts";
import type { Alarm, AlarmCode, PutAway } from "./views.ts";

/** Alarms that end when the next sync finds their cause gone. */
const passing: ReadonlySet<AlarmCode> = new Set<AlarmCode>([
  "host-lies",
  "bytes-missing",
  "not-logged",
  "stale",
  "no-quorum",
  "waiting-long",
  "answer-oversized",
]);

const day = 86_400_000;

export class Alarms {
  readonly #store: MemberStore;
  readonly #clock: () => number;
  readonly #alarms = new Map<string, Alarm>();
  /** Lasting ones that were put away: evidence. One that is raised again is told again. */
  readonly #away = new Map<string, PutAway>();
  readonly #over = new Set<AlarmCode>();
  /** What was raised since the round began: its cause is not gone, whatever else the round finds in order. */
  readonly #fresh = new Set<string>();

  private constructor(store: MemberStore, clock: () => number) {
    this.#store = store;
    this.#clock = clock;
  }

  static async load(store: MemberStore, clock: () => number): Promise<Alarms> {
    const alarms = new Alarms(store, clock);
    for (const { key, value } of await store.list("alarm")) {
      const alarm = decodeJson(decodeUtf8(value) ?? "") as unknown as Alarm | undefined;
      if (alarm === undefined) continue;
      if ("putAway" in alarm) alarms.#away.set(key, alarm as PutAway);
      else alarms.#alarms.set(key, alarm);
    }
    return alarms;
  }

  get list(): readonly Alarm[] {
    return [...this.#alarms.values()]
      .sort((a, b) => a.since - b.since)
      .map((alarm) => (this.#mayPutAway(alarm.code) ? alarm : { ...alarm, stays: true }));
  }

  has(code: AlarmCode): boolean {
    return this.list.some((alarm) => alarm.code === code);
  }

  /** A round with the host begins: `clearOlder` ends only what was raised before it and not again in it. */
  startRound(): void {
    this.#fresh.clear();
  }

  /** Raises an alarm, once for each leaf. A broken envelope can be made by anyone, so it is shown at most once a day (SL6). */
  async raise(code: AlarmCode, leaf?: number): Promise<void> {
    const about = code === "envelope-broken" ? Math.floor(this.#clock() / day) : (leaf ?? "");
    const key = `${code}/${about}`;
    this.#fresh.add(key);
    if (this.#alarms.has(key)) return;
    const alarm: Alarm = { code, since: this.#clock(), ...(leaf === undefined ? {} : { leaf }) };
    this.#alarms.set(key, alarm);
    this.#away.delete(key);
    this.#over.delete(code);
    await this.#store.write([{ table: "alarm", key, value: this.#row(key) }]);
  }

  /** Ends a passing alarm whose cause is gone. Others stay: they are evidence. */
  async clear(code: AlarmCode): Promise<void> {
    if (passing.has(code)) await this.#remove((alarm) => alarm.code === code);
  }

  /**
   * The same for an alarm that several parts of a round may raise: what one of them found in order does not end what another has
   * just found wrong. `isMine` limits it to the leaves that the caller has looked at.
   */
  async clearOlder(code: AlarmCode, isMine: (alarm: Alarm) => boolean = () => true): Promise<void> {
    if (!passing.has(code)) return;
    await this.#remove((alarm, key) => alarm.code === code && !this.#fresh.has(key) && isMine(alarm));
  }

  /** The change that ends a fork: only with a correction of the council (LG10). */
  static endingFork(): Change {
    return { table: "alarm", key: "fork/", value: null };
  }

  /** What the alarm tells of is over, as far as this program saw: from now on a person may put it away. */
  isOver(code: AlarmCode): void {
    this.#over.add(code);
  }

  /** The person has read it. A lasting one is kept as evidence, where only a command shows it. False where nobody may put it away. */
  async dismiss(alarm: Alarm): Promise<boolean> {
    if (!this.#mayPutAway(alarm.code)) return false;
    const away = this.#which((other) => other.code === alarm.code && other.leaf === alarm.leaf);
    const kept = passing.has(alarm.code) ? [] : away.map((key) => ({ key, alarm: this.#alarms.get(key) }));
    for (const key of away) this.#alarms.delete(key);
    for (const { key, alarm: old } of kept)
      if (old !== undefined) this.#away.set(key, { ...old, putAway: this.#clock() });
    if (away.length > 0)
      await this.#store.write(away.map((key) => ({ table: "alarm" as const, key, value: this.#row(key) })));
    return away.length > 0;
  }

  /** Lasting alarms that a person put away, the newest first. */
  get putAway(): readonly PutAway[] {
    return [...this.#away.values()].sort((a, b) => b.putAway - a.putAway);
  }

  /** Whether a person may put this alarm away: never a fork, and not another country's founding note while the host shows it or shows none. */
  #mayPutAway(code: AlarmCode): boolean {
    return code !== "fork" && (code !== "foreign-founding" || this.#over.has(code));
  }

  #row(key: string): Uint8Array | null {
    const row = this.#alarms.get(key) ?? this.#away.get(key);
    return row === undefined ? null : encodeUtf8(encodeJson(row as unknown as Json));
  }

  #which(which: (alarm: Alarm, key: string) => boolean): readonly string[] {
    return [...this.#alarms].filter(([key, alarm]) => which(alarm, key)).map(([key]) => key);
  }

  async #remove(which: (alarm: Alarm, key: string) => boolean): Promise<void> {
    const keys = this.#which(which);
    for (const key of keys) this.#alarms.delete(key);
    if (keys.length > 0) await this.#store.write(keys.map((key) => ({ table: "alarm" as const, key, value: null })));
  }
}
