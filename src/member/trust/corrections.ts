// The corrections that this device took (LG10): which heads the council called false, and the evidence of each fork. They are verified again
// when the program starts, like everything signed.
import { integer, list, nullable, type Of, object, text } from "../../core/schema.ts";
import type { Seat } from "../../core/seats.ts";
import { encodeBase64 } from "../../crypto/base64.ts";
import { type TreeHead, type VerifiedCheckpoint, verifyCheckpoint } from "../../log/checkpoint.ts";
import { type CorrectionNote, type Council, type NamedHead, verifyCorrection } from "../../note/correction-note.ts";
import type { FoundingNote } from "../../note/directory-note.ts";
import type { VerifierKey } from "../../note/signed-note.ts";
import { clearRow, readClearRow } from "../store/clear-row.ts";
import { Damage } from "../store/damage.ts";
import type { Change, MemberStore } from "../store/store.ts";
import type { TakenCorrection } from "../views.ts";

type Head = Pick<TreeHead, "size" | "root">;

/** True for a head that the council called false. */
export type IsFalse = (head: Head) => boolean;
/** The heads that the council called false. */
export type FalseHeads = () => readonly NamedHead[];

const anyText = text(Number.MAX_SAFE_INTEGER, 0);
const moment = integer(0, Number.MAX_SAFE_INTEGER);

const rowsSchema = list(
  object(
    {
      note: anyText,
      /** When it was taken, in milliseconds since 1970. */
      at: moment,
      /** The signed heads that could not all be true. */
      heads: anyText,
      /** The first leaf that was dropped; null when this device held the true history all along. */
      from: nullable(moment),
      /** The leaves that were dropped, in base64, 33 bytes each. */
      dropped: anyText,
    },
    {
      /** The seats at the last shared leaf. A program of before did not write them: then they are those of the founding note. */
      seats: list(object({ seat: anyText, key: anyText }), 32),
    },
  ),
  Number.MAX_SAFE_INTEGER,
);
type Row = Of<typeof rowsSchema>[number];

interface Taken {
  readonly row: Row;
  /** Null for what does not verify any more. */
  readonly note: CorrectionNote | null;
}

export class Corrections {
  #taken: readonly Taken[];

  private constructor(taken: readonly Taken[]) {
    this.#taken = taken;
  }

  static async load(store: MemberStore, founding: FoundingNote, damage = new Damage()): Promise<Corrections> {
    const bytes = await store.get("meta", "corrections");
    const read: unknown = bytes === null ? [] : readClearRow("meta", "corrections", bytes, Number.POSITIVE_INFINITY);
    const rows = rowsSchema(read) ? read : [];
    if (rows !== read)
      damage.found("meta", "corrections", [{ table: "meta", key: "corrections", value: null, was: bytes }], true);
    const verified = (row: Row) => {
      const seats: readonly Seat[] = row.seats ?? founding.founding.council.seats;
      const note = verifyCorrection(row.note, { ...founding, seatsAt: () => seats });
      return typeof note === "string" ? null : note;
    };
    return new Corrections(rows.map((row) => ({ row, note: verified(row) })));
  }

  has(id: string): boolean {
    return this.#taken.some(({ note }) => note?.id === id);
  }

  /** A head that the council called false is no second history any more, whoever shows it. */
  readonly isFalse: IsFalse = (head) => isNamed(this.falseHeads(), head);

  readonly falseHeads: FalseHeads = () => this.#taken.flatMap(({ note }) => note?.correction.falseHeads ?? []);

  /** Those hold no more whose seats were not the council's at their last shared leaf, as this directory has it. One that has not come there says nothing of it. */
  review(council: Council, size: number): void {
    this.#taken = this.#taken.map(({ row, note }) => {
      if (note === null || note.correction.shared > size) return { row, note };
      return { row, note: typeof verifyCorrection(row.note, council) === "string" ? null : note };
    });
  }

  /** Those that came in one file are one. */
  get views(): readonly TakenCorrection[] {
    const files = this.#taken.filter(({ row }, i) => row.at !== this.#taken[i - 1]?.row.at);
    return files.map(({ row: { at, from }, note }) => ({ at, from, reason: note?.correction.reason ?? "" }));
  }

  /** The change that keeps more of them. */
  keeping(more: readonly Row[]): Change {
    const rows = [...this.#taken.map((taken) => taken.row), ...more];
    return clearRow("meta", "corrections", rows);
  }
}

/** True when these heads hold this one. */
export function isNamed(heads: readonly { readonly size: number; readonly root: string }[], head: Head): boolean {
  const root = encodeBase64(head.root);
  return heads.some((named) => named.size === head.size && named.root === root);
}

/** The signed heads in the evidence of a fork, as the follower keeps it: one note after another. */
export function headsIn(evidence: string, logKey: VerifierKey): readonly VerifiedCheckpoint[] {
  return evidence
    .split(`${logKey.name}\n`)
    .slice(1)
    .map((rest) => verifyCheckpoint(`${logKey.name}\n${rest.replace(/\n+$/, "")}\n`, logKey))
    .filter((head) => head !== null);
}
