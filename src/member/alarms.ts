// What went wrong and was not the person's doing. An alarm stays until its cause is gone; those that prove misbehaviour stay for good.

import type { Json } from "../core/json.ts";
import { decodeJson, encodeJson } from "../core/json.ts";
import { decodeUtf8, encodeUtf8 } from "../crypto/utf8.ts";
import type { Change, MemberStore } from "./store.ts";
import type { Alarm, AlarmCode } from "./views.ts";

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
      if (alarm !== undefined) alarms.#alarms.set(key, alarm);
    }
    return alarms;
  }

  get list(): readonly Alarm[] {
    return [...this.#alarms.values()].sort((a, b) => a.since - b.since);
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
    await this.#store.write([{ table: "alarm", key, value: encodeUtf8(encodeJson(alarm as unknown as Json)) }]);
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

  /** The person has read it. A fork never goes away by being read. */
  async dismiss(alarm: Alarm): Promise<void> {
    if (alarm.code === "fork" || alarm.code === "foreign-founding") return;
    await this.#remove((other) => other.code === alarm.code && other.leaf === alarm.leaf);
  }

  async #remove(which: (alarm: Alarm, key: string) => boolean): Promise<void> {
    const keys = [...this.#alarms].filter(([key, alarm]) => which(alarm, key)).map(([key]) => key);
    for (const key of keys) this.#alarms.delete(key);
    if (keys.length > 0) await this.#store.write(keys.map((key) => ({ table: "alarm" as const, key, value: null })));
  }
}
