// The desk of what leaves exactly (CN9): to whom it may be given, which two devices of the organisation agreed to it, and what was given. The rows rest in the register
// `exact-numbers`, which the own organisation alone reads. Without an agreement that a second device signed nothing is sealed to anybody.
import { dayAt } from "../core/moment.ts";
import { Problem } from "../core/problem.ts";
import { partialDate, rangeOf } from "../core/registers/partial-date.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import { ownFiles } from "../core/registers/row.ts";
import { encodeHex } from "../crypto/hex.ts";
import { sha256 } from "../crypto/sha256.ts";
import { makeUuid } from "../crypto/uuid.ts";
import type { Statement } from "../record/statement.ts";
import { sealFile } from "../sealing/sealed-file.ts";
import { suiteOfRecipient } from "../sealing/suite.ts";
import { type TableName, tableNames } from "../statistics/own-numbers.ts";
import type { Room } from "./room.ts";
import type { Session } from "./session.ts";

export interface Agreement {
  readonly key: string;
  readonly to: string;
  readonly recipient: string;
  readonly tables: readonly TableName[];
  /** The last day on which something may be given. */
  readonly until: string;
  readonly at: string;
  /** The device that wrote it, and that of a colleague that signed this version of it; null where none did. */
  readonly by: string;
  readonly signedBy: string | null;
  readonly isOver: boolean;
  /** What was given by it, whatever its version: when, by which device, and of which period. */
  readonly given: readonly { readonly at: string; readonly by: string; readonly period: string }[];
}

export interface AgreementTerms extends Pick<Agreement, "to" | "recipient" | "tables" | "until"> {}

export class ExactNumbers {
  readonly #room: Room;

  constructor(room: Room) {
    this.#room = room;
  }

  /** True for an organisation that has cases of its own to count. */
  get mayGive(): boolean {
    return this.#room.reader?.rows.mayEnter("exact-numbers") === true;
  }

  /** This device, as agreements name it; null while locked. */
  get device(): string | null {
    return this.#room.session?.device ?? null;
  }

  /** The newest first. */
  get agreements(): readonly Agreement[] {
    const { reader } = this.#room;
    if (reader === null) return [];
    const rows = reader.rows.record
      .statements("exact-numbers")
      .filter(({ organisation, source }) => organisation === reader.organisation && source === ownFiles);
    return rows.flatMap((row) => agreementOf(row, rows, this.#today) ?? []).toSorted((a, b) => (a.at < b.at ? 1 : -1));
  }

  /** Writes an agreement; a colleague's device has to sign it. Refused as `not-allowed` where it says no recipient, no table or no day to come. */
  agree = ({ to, recipient, tables, until }: AgreementTerms) =>
    this.#room.verb(async ({ session }) => {
      const isSound =
        suiteOfRecipient(recipient) !== null &&
        tables.length > 0 &&
        tables.every((table) => tableNames.includes(table)) &&
        partialDate(until) &&
        rangeOf(until).last >= this.#today;
      if (!isSound) throw new Problem("engine", "not-allowed");
      return this.#enter(session, "agreed", { to, recipient, tables, until });
    });

  /** Signs an agreement as it stands. Refused as `not-allowed` for this device's own, and for one that is over. */
  sign = (key: string) =>
    this.#room.verb(async ({ session }) => {
      const found = this.agreements.find((one) => one.key === key);
      if (found === undefined || found.isOver || found.by === session.device || found.signedBy !== null)
        throw new Problem("engine", "not-allowed");
      return this.#enter(session, "signed", { to: found.to, over: [this.#versionOf(key)] });
    });

  /**
   * Seals a file to whom an agreement names, once it is written down that it was given. `tables` are those that are in it, and `period` what was counted.
   * Refused as `not-allowed` without a colleague's signature, after its last day, and for a table that it does not name.
   */
  give = (
    key: string,
    file: { readonly tables: readonly TableName[]; readonly period: string; readonly bytes: Uint8Array },
  ) =>
    this.#room.verb(async ({ session }) => {
      const found = this.agreements.find((one) => one.key === key);
      const isAgreed =
        found !== undefined &&
        found.signedBy !== null &&
        !found.isOver &&
        file.tables.length > 0 &&
        file.tables.every((table) => found.tables.includes(table));
      if (!isAgreed) throw new Problem("engine", "not-allowed");
      const sealed = await sealFile(file.bytes, found.recipient);
      await this.#enter(session, "given", {
        to: found.to,
        over: [this.#versionOf(key)],
        counted: file.period,
        file: encodeHex(sha256(file.bytes)),
      });
      return sealed;
    });

  /** No day to which the log's time has not come, and no day before it: a clock that is behind makes no agreement last longer. */
  get #today(): string {
    return dayAt(this.#room.logTime ?? this.#room.parts.clock());
  }

  async #enter(
    { reader }: Session,
    step: RowValues<"exact-numbers">["step"],
    values: Omit<RowValues<"exact-numbers">, "step">,
  ): Promise<string> {
    const key = `${step}-${makeUuid(this.#room.parts.randomBytes).slice(0, 8)}`;
    await reader.rows.enter("exact-numbers", [{ key, source: ownFiles, values: { step, ...values } }]);
    return key;
  }

  #versionOf(key: string): string {
    const row = this.#room.reader?.rows.record.statements("exact-numbers").find((one) => one.key === key);
    if (row === undefined) throw new Problem("engine", "not-allowed");
    return versionOf(row);
  }
}

type ExactRow = Statement<"exact-numbers">;

function versionOf({ ref }: Pick<ExactRow, "ref">): string {
  return `${ref.note}:${ref.row}`;
}

/** Null for a row that is no agreement. A signature counts for the version that it names, by another device than that which wrote it. */
function agreementOf(row: ExactRow, rows: readonly ExactRow[], today: string): Agreement | null {
  const { step, to, recipient, tables = [], until } = row.values;
  if (step !== "agreed" || recipient === undefined || until === undefined) return null;
  const of = (which: "signed" | "given", versions: readonly string[]) =>
    rows.filter(({ values }) => values.step === which && values.over?.some((one) => versions.includes(one)) === true);
  const signature = of("signed", [versionOf(row)]).find(({ device }) => device !== row.device);
  return {
    key: row.key,
    to,
    recipient,
    tables: tableNames.filter((kind) => tables.includes(kind)),
    until,
    at: row.at,
    by: row.device,
    signedBy: signature?.device ?? null,
    isOver: rangeOf(until).last < today,
    given: of("given", [row, ...row.history].map(versionOf)).map(({ at, device, values }) => {
      return { at, by: device, period: values.counted ?? "" };
    }),
  };
}
