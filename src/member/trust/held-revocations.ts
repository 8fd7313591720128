// Revocations that reached this device by another way than the log (DR3): carried as a file, while the host withholds them or is out of reach. Each
// is checked against the trusted directory, kept, and decides what is read and sent here until the log shows one for the same device. It does not
// change the directory, which follows from the notes of the log and is the same for everybody.
import type { Directory } from "../../core/directory.ts";
import { deviceId } from "../../core/directory-note.ts";
import { integer, list, type Of, object, text } from "../../core/schema.ts";
import { decodeUtf8 } from "../../crypto/utf8.ts";
import { parseDirectoryNote } from "../../note/directory-note.ts";
import { clearRow, readClearRow } from "../store/clear-row.ts";
import { Damage } from "../store/damage.ts";
import type { Change, MemberStore } from "../store/store.ts";

const mostHeld = 64;

const leafIndex = integer(0, Number.MAX_SAFE_INTEGER);
/** A revocation and the leaf from which it holds here: the first one that was not seen when it came. */
const heldSchema = object(
  { note: text(32_768), device: deviceId, from: leafIndex },
  {
    /** The leaf by whose keys its lines verify, where a false history had it (LG10o): a seat may have another key since. */
    keysAt: leafIndex,
  },
);
type Held = Of<typeof heldSchema>;
const rowsSchema = list(heldSchema, mostHeld);

export class HeldRevocations {
  #held: readonly Held[];

  private constructor(held: readonly Held[]) {
    this.#held = held;
  }

  static async load(store: MemberStore, damage = new Damage()): Promise<HeldRevocations> {
    const value = await store.get("meta", "revocations");
    const rows: unknown = value === null ? [] : readClearRow("meta", "revocations", value);
    if (rowsSchema(rows)) return new HeldRevocations(rows);
    damage.found("meta", "revocations", [{ ...clearRow("meta", "revocations", []), was: value }], true);
    return new HeldRevocations([]);
  }

  /**
   * The changes that let revocations hold from this leaf on at the latest: the leaves beyond it were those of a false history (LG10). Of the notes that
   * were dropped with them those that revoke a device which the true history does not are held too, and given back.
   */
  static async goingBack(
    store: MemberStore,
    from: number,
    dropped: readonly Uint8Array[],
    to: { readonly size: number; readonly directory: Directory },
  ): Promise<{ readonly changes: readonly Change[]; readonly kept: readonly Uint8Array[] }> {
    const held = await HeldRevocations.load(store);
    held.#held = held.#held.map((row) => ({ ...row, from: Math.min(row.from, from) }));
    const takes = (note: string) =>
      held.take(note, to.size, to.directory) ?? held.take(note, to.size, to.directory, from);
    const kept = dropped.filter((note) => takes(decodeUtf8(note) ?? "") !== null);
    return { changes: held.#held.length === 0 ? [] : [held.#row()], kept };
  }

  /**
   * Holds a note from leaf `from` on: the change that keeps it. Null when it is no revocation that its signers may say, or the log has one. Its lines verify by the keys
   * of leaf `keysAt`.
   */
  take(note: string, from: number, directory: Directory, keysAt: number = from): Change | null {
    const row = { note, from, ...(keysAt === from ? {} : { keysAt }) };
    const device = revokedBy(row, directory);
    if (device === null || directory.device(device)?.revoked !== null || this.#held.length >= mostHeld) return null;
    const isKnown = this.#held.some((held) => held.device === device);
    if (!isKnown) this.#held = [...this.#held, { ...row, device }];
    this.bind(directory);
    return this.#row();
  }

  /**
   * To be called when the trusted directory changed: lets go of what the log shows now, and of what turned out not to be its signers' to
   * say. Gives the change that keeps the rest and the notes that were wrong, or null when nothing changed.
   */
  review(directory: Directory): { readonly change: Change; readonly wrong: readonly string[] } | null {
    const isLogged = ({ device }: Held) => directory.device(device)?.revoked !== null;
    const isGood = (held: Held) => revokedBy(held, directory) === held.device;
    const gone = this.#held.filter((held) => isLogged(held) || !isGood(held));
    if (gone.length > 0) this.#held = this.#held.filter((held) => !gone.includes(held));
    this.bind(directory);
    if (gone.length === 0) return null;
    return { change: this.#row(), wrong: gone.filter((held) => !isLogged(held)).map(({ note }) => note) };
  }

  /** Lets what is held count in this directory. */
  bind(directory: Directory): void {
    directory.holdRevocations(new Map(this.#held.map(({ device, from }) => [device, from])));
  }

  #row(): Change {
    return clearRow("meta", "revocations", this.#held);
  }
}

/** The device that a note would revoke at leaf `from`; null when it would not. */
function revokedBy({ note, from, keysAt = from }: Omit<Held, "device">, directory: Directory): string | null {
  const verified = parseDirectoryNote(note, directory, undefined, keysAt);
  if (verified === null || verified.content.kind !== "device.revoke") return null;
  const { device } = verified.content.body;
  return directory.revocationRefusal(device, verified.signers, from) === null ? device : null;
}
