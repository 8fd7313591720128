// What went wrong and was not the person's doing. A passing alarm ends when its cause is gone. A lasting one stays until a person puts it away, and is
// then kept as evidence.

import { presentFields } from "../../core/present-fields.ts";
import { integer, object, text } from "../../core/schema.ts";
import { clearRow, readClearRow, salvageClearRow } from "../store/clear-row.ts";
import { Damage } from "../store/damage.ts";
import type { Change, MemberStore } from "../store/store.ts";
import type { Alarm, AlarmCode, PutAway } from "../views.ts";

/** True for alarms that end when the next sync finds their cause gone. */
const passing: Readonly<Record<AlarmCode, boolean>> = {
  fork: false,
  "host-lies": true,
  "host-rolled-back": false,
  "bytes-missing": true,
  "not-logged": true,
  stale: true,
  "no-quorum": true,
  "foreign-founding": false,
  "envelope-broken": false,
  "entry-refused": false,
  "shared-too-widely": false,
  "withdrawn-by-other": false,
  "false-seen": false,
  "receipt-forged": false,
  "directory-refused": false,
  "export-asked": false,
  "export-made": false,
  "archive-restored": false,
  "device-new": false,
  "recovery-dealt": false,
  "recovery-asked": true,
  "share-asked": true,
  "waiting-long": true,
  "answer-oversized": true,
  "device-damaged": false,
  "device-lost": false,
  "refer-again": false,
  "store-failing": true,
  "host-older": true,
  "program-older": true,
};

const alarmSchema = object(
  { code: text(40), since: integer(0, Number.MAX_SAFE_INTEGER) },
  {
    leaf: integer(0, Number.MAX_SAFE_INTEGER),
    last: integer(0, Number.MAX_SAFE_INTEGER),
    times: integer(2, Number.MAX_SAFE_INTEGER),
    putAway: integer(0, Number.MAX_SAFE_INTEGER),
  },
);

const day = 86_400_000;

export class Alarms {
  readonly #store: MemberStore;
  readonly #clock: () => number;
  readonly #alarms = new Map<string, Alarm>();
  /** Lasting ones that were put away: evidence. One that is raised again is shown again. */
  readonly #away = new Map<string, PutAway>();
  readonly #over = new Set<AlarmCode>();
  /** What was raised since the round began: its cause is not gone, whatever else the round finds in order. */
  readonly #fresh = new Set<string>();

  private constructor(store: MemberStore, clock: () => number) {
    this.#store = store;
    this.#clock = clock;
  }

  static async load(store: MemberStore, clock: () => number, damage = new Damage()): Promise<Alarms> {
    const alarms = new Alarms(store, clock);
    for (const { key, value } of await store.list("alarm")) {
      const row: unknown = readClearRow("alarm", key, value);
      if (!alarmSchema(row) || !isCode(row.code)) alarms.#mend(key, value, damage);
      else if (row.putAway !== undefined) alarms.#away.set(key, { ...row, code: row.code, putAway: row.putAway });
      else alarms.#alarms.set(key, { ...row, code: row.code });
    }
    return alarms;
  }

  // What it was about stands in the name of the row too; when it was raised is lost.
  #mend(key: string, was: Uint8Array, damage: Damage): void {
    const written = salvageClearRow(was);
    const [named = "", about = ""] = key.split("/");
    const code = [named, written["code"]].find(isCode);
    const gone = { table: "alarm", key, value: null, was } as const;
    if (code === undefined) {
      damage.found("alarm", key, [gone], true);
      return;
    }
    const leaf = code !== "envelope-broken" && /^\d{1,15}$/.test(about) ? { leaf: Number(about) } : {};
    const alarm: Alarm = { code, since: this.#clock(), ...leaf };
    const mended = `${code}/${about}`;
    if ("putAway" in written) this.#away.set(mended, { ...alarm, putAway: alarm.since });
    else this.#alarms.set(mended, alarm);
    const row = this.#row(mended);
    damage.found("alarm", key, mended === key ? [{ ...row, was }] : [gone, { ...row, was: null }]);
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
    const alarm: Alarm = { code, since: this.#clock(), ...presentFields({ leaf }) };
    this.#alarms.set(key, alarm);
    this.#away.delete(key);
    this.#over.delete(code);
    await this.#store.write([this.#row(key)]);
  }

  /** One alarm for these leaves, which are found anew in every round: what a person put away stays there, until there is another leaf. */
  async raiseOnce(code: AlarmCode, leaves: readonly number[]): Promise<void> {
    const leaf = Math.min(...leaves);
    const last = Math.max(...leaves);
    const key = `${code}/${leaf}`;
    const shown = this.#alarms.get(key);
    const known = shown ?? this.#away.get(key);
    if (known !== undefined && (known.last ?? leaf) >= last) return;
    const again = leaves.length > 1 ? { last, times: leaves.length } : {};
    this.#alarms.set(key, { code, since: shown?.since ?? this.#clock(), leaf, ...again });
    this.#away.delete(key);
    await this.#store.write([this.#row(key)]);
  }

  /** Ends a passing alarm whose cause is gone. Others stay: they are evidence. */
  async clear(code: AlarmCode): Promise<void> {
    if (passing[code]) await this.#remove((alarm) => alarm.code === code);
  }

  /**
   * The same for an alarm that several parts of a round may raise: what one of them found in order does not end what another has
   * just found wrong. `isMine` limits it to the leaves that the caller has looked at.
   */
  async clearOlder(code: AlarmCode, isMine: (alarm: Alarm) => boolean = () => true): Promise<void> {
    if (!passing[code]) return;
    await this.#remove((alarm, key) => alarm.code === code && !this.#fresh.has(key) && isMine(alarm));
  }

  /** Forgets an alarm that turned out never to have had a cause. What ends it in the store is the caller's to write. */
  forget(code: AlarmCode): void {
    this.#alarms.delete(`${code}/`);
  }

  /** The change that ends a fork: only with a correction of the council (LG10). */
  static endingFork() {
    return { table: "alarm", key: "fork/", value: null } as const;
  }

  /** The cause of the alarm is over, as far as this program saw: from now on a person may put it away. */
  isOver(code: AlarmCode): void {
    this.#over.add(code);
  }

  /** The person has read it. A lasting one is kept as evidence, where only a command shows it. False where nobody may put it away. */
  async dismiss(alarm: Alarm): Promise<boolean> {
    if (!this.#mayPutAway(alarm.code)) return false;
    const away = this.#which((other) => other.code === alarm.code && other.leaf === alarm.leaf);
    const kept = passing[alarm.code] ? [] : away.map((key) => ({ key, alarm: this.#alarms.get(key) }));
    for (const key of away) this.#alarms.delete(key);
    for (const { key, alarm: old } of kept)
      if (old !== undefined) this.#away.set(key, { ...old, putAway: this.#clock() });
    if (away.length > 0) await this.#store.write(away.map((key) => this.#row(key)));
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

  #row(key: string): Change {
    const row = this.#alarms.get(key) ?? this.#away.get(key);
    return row === undefined ? { table: "alarm", key, value: null } : clearRow("alarm", key, row);
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

function isCode(code: unknown): code is AlarmCode {
  return typeof code === "string" && Object.hasOwn(passing, code);
}
