// Vetoes of a recovery that reached this device by hand, while the host logs none (KR4c). Each is checked against the trusted directory and kept in clear, since it is a
// note for everybody. While one holds, this device gives no share; what notes of the log make of the directory it does not change.
import type { Directory } from "../../core/directory.ts";
import { deviceId } from "../../core/directory-note.ts";
import { integer, list, type Of, object, text } from "../../core/schema.ts";
import { decodeUtf8 } from "../../crypto/utf8.ts";
import { parseDirectoryNote } from "../../note/directory-note.ts";
import { clearRow, readClearRow } from "../store/clear-row.ts";
import { Damage } from "../store/damage.ts";
import type { Change, MemberStore } from "../store/store.ts";

const mostHeld = 64;
const key = "vetoes";

/** A veto and the leaf from which it holds here: the first one that was not seen when it came. */
const heldSchema = object({ note: text(32_768), request: deviceId, from: integer(0, Number.MAX_SAFE_INTEGER) });
type Held = Of<typeof heldSchema>;

interface Stop {
  readonly request: string;
  /** Null for the council. */
  readonly device: string | null;
}
const rowsSchema = list(heldSchema, mostHeld);

export class HeldVetoes {
  #held: readonly Held[];

  private constructor(held: readonly Held[]) {
    this.#held = held;
  }

  static async load(store: MemberStore, damage = new Damage()): Promise<HeldVetoes> {
    const value = await store.get("meta", key);
    const rows: unknown = value === null ? [] : readClearRow("meta", key, value);
    if (rowsSchema(rows)) return new HeldVetoes(rows);
    damage.found("meta", key, [{ ...clearRow("meta", key, []), was: value }], true);
    return new HeldVetoes([]);
  }

  /**
   * Holds a note from leaf `from` on: the change that keeps it. Null when it is no veto that its signers may say, or the log has it, or it was held before and is over:
   * the council says it again by another note. Of a reader's device one note is kept for each request: whoever signs a hundred takes one place.
   */
  take(bytes: Uint8Array, from: number, directory: Directory): Change | null {
    const note = decodeUtf8(bytes) ?? "";
    const before = this.#held.find((held) => held.note === note);
    const stop = stopOf(before ?? { note, from }, directory, from);
    if (stop === null) return null;
    const isSaid = ({ request, device }: Stop) => request === stop.request && device !== null && device === stop.device;
    const isHeld = before !== undefined || this.#stops(directory, from).some(isSaid);
    if (!isHeld) {
      const others = this.#withRoom(stop.request, directory, from);
      if (others === null) return null;
      this.#held = [...others, { note, request: stop.request, from }];
    }
    return clearRow("meta", key, this.#held);
  }

  /** True while a veto that is held here stops a request, and the log does not show it. */
  stops(request: string, directory: Directory, now: number): boolean {
    return this.#stops(directory, now).some((stop) => stop.request === request);
  }

  #stops(directory: Directory, now: number): readonly Stop[] {
    return this.#held.flatMap((held) => stopOf(held, directory, now) ?? []);
  }

  /**
   * What is kept besides a new one. Where all places are taken, what is over goes, then one of the request that has most of them: an organisation with many readers fills
   * no place of another one's. Null where the new one is of that request.
   */
  #withRoom(request: string, directory: Directory, now: number): readonly Held[] | null {
    if (this.#held.length < mostHeld) return this.#held;
    const holding = this.#held.filter((held) => stopOf(held, directory, now) !== null);
    if (holding.length < mostHeld) return holding;
    const [most = []] = [...Map.groupBy(holding, (held) => held.request).values()].toSorted(
      (a, b) => b.length - a.length,
    );
    const last = most.at(-1);
    return last === undefined || most.some((held) => held.request === request)
      ? null
      : holding.filter((held) => held !== last);
  }
}

/** What a held note stops at leaf `now`; null when it stops nothing, or the log shows it and decides. */
function stopOf({ note, from }: Pick<Held, "note" | "from">, directory: Directory, now: number): Stop | null {
  const verified = parseDirectoryNote(note, directory);
  if (verified === null || verified.content.kind !== "recovery.veto" || directory.counts(verified)) return null;
  const { body } = verified.content;
  const by = directory.recoveries.vetoBy(body, verified.signers, from);
  if (typeof by === "string") return null;
  return directory.recoveries.holdsVeto({ index: from, device: by.device }, now)
    ? { request: body.request, device: by.device }
    : null;
}
