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
import { refId, type Version } from "../record/statement.ts";
import { sealFile } from "../sealing/sealed-file.ts";
import { suiteOfRecipient } from "../sealing/suite.ts";
import type { Draw } from "../statistics/controlled-rounding.ts";
import { type HtcdsTable, htcdsTable } from "../statistics/htcds.ts";
import { type TableName, tableNames } from "../statistics/own-numbers.ts";
import { daysOf } from "../statistics/period.ts";
import { codedOwn } from "./cases/case-numbers.ts";
import type { Room } from "./room.ts";
import type { Session } from "./session.ts";

/** What may be given exactly: tables of the own numbers, and the own cases, coded as HTCDS. */
export const exactKinds = [...tableNames, "htcds"] as const;
export type ExactKind = (typeof exactKinds)[number];

export interface Agreement {
  readonly key: string;
  readonly to: string;
  readonly recipient: string;
  readonly tables: readonly ExactKind[];
  /** The last day on which something may be given. */
  readonly until: string;
  /** Of which version this is; who signs says which one they saw. */
  readonly version: string;
  readonly at: string;
  /** The device that wrote it, and that of a colleague that signed this version of it; null where none did. */
  readonly by: string;
  readonly signedBy: string | null;
  /** After its last day, or withdrawn. */
  readonly isOver: boolean;
  /** What was given by it, whatever its version and whatever was withdrawn since: when, by which device, of which period, and which tables. */
  readonly given: readonly {
    readonly at: string;
    readonly by: string;
    readonly period: string;
    readonly tables: readonly string[];
  }[];
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
    const { record } = reader.rows;
    const isOwn = ({ organisation, source }: { readonly organisation: string; readonly source: string }) =>
      organisation === reader.organisation && source === ownFiles;
    const inForce = record
      .statements("exact-numbers")
      .filter(isOwn)
      .map((row): Thing => ({ key: row.key, isWithdrawn: false, versions: [row, ...row.history] }));
    const withdrawn = record.withdrawn
      .filter((row) => row.register === "exact-numbers" && isOwn(row))
      .map(({ key, history }): Thing => ({ key, isWithdrawn: true, versions: history as readonly ExactVersion[] }));
    const things = [...inForce, ...withdrawn];
    return things
      .flatMap((thing) => agreementOf(thing, things, this.#today) ?? [])
      .toSorted((a, b) => (a.at < b.at ? 1 : -1));
  }

  /** The terms that are to be mended before they can be agreed to: no name, no key of `age`, no table, no day of the next two years. */
  flawsOf({ to, recipient, tables, until }: AgreementTerms): readonly (keyof AgreementTerms)[] {
    const isDay =
      partialDate(until) && rangeOf(until).last >= this.#today && rangeOf(until).last <= latestDay(this.#today);
    const isSound = {
      to: to.trim() !== "",
      recipient: suiteOfRecipient(recipient) !== null,
      tables: tables.length > 0 && tables.every((table) => exactKinds.includes(table)),
      until: isDay,
    };
    return (["to", "recipient", "tables", "until"] as const).filter((term) => !isSound[term]);
  }

  /** Writes an agreement; a colleague's device has to sign it. Refused as `not-allowed` where `flawsOf` has any. */
  agree = (terms: AgreementTerms) =>
    this.#room.verb(async ({ session }) => {
      if (this.flawsOf(terms).length > 0) throw new Problem("engine", "not-allowed");
      const { to, recipient, tables, until } = terms;
      return this.#enter(session, "agreed", { to, recipient, tables, until });
    });

  /** Signs an agreement in the version that was seen. Refused as `not-allowed` where it is another one by now, for this device's own, and for one that is over. */
  sign = (key: string, version: string) =>
    this.#room.verb(async ({ session }) => {
      const found = this.agreements.find((one) => one.key === key && one.version === version);
      if (found === undefined || found.isOver || found.by === session.device || found.signedBy !== null)
        throw new Problem("engine", "not-allowed");
      return this.#enter(session, "signed", { to: found.to, over: [version] });
    });

  /** Ends an agreement, whoever wrote or signed it: nothing is given by it any more. Refused as `not-allowed` where it is over. */
  end = (key: string) =>
    this.#room.verb(async ({ session }) => {
      const found = this.agreements.find((one) => one.key === key);
      if (found === undefined || found.isOver) throw new Problem("engine", "not-allowed");
      await session.reader.rows.enter("exact-numbers", [{ key, source: ownFiles, withdrawn: true, reason: "ended" }]);
    });

  /**
   * Seals a file to whom an agreement names, once it is written down that it was given. `tables` are those that are in it, and `period` what was counted.
   * Refused as `not-allowed` without a colleague's signature, after its last day, and for a table that it does not name.
   */
  give = (
    key: string,
    file: { readonly tables: readonly TableName[]; readonly period: string; readonly bytes: Uint8Array },
  ) => this.#room.verb(async ({ session }) => this.#seal(session, this.#agreed(key, file.tables), file));

  /** How many own cases of a period `giveCases` would give by an agreement now, and how many not: nothing is sealed or written down. Refused as it is. */
  lookAtCases = (key: string, period: string) =>
    this.#room.verb(async ({ session }) => sumsOf((await this.#coded(session, key, period)).table));

  /**
   * Seals the own cases of a period to whom an agreement names, coded (CN9b): a row is of one person, so the program makes them, and of those alone who said yes to this
   * recipient. `write` makes a file of them. Refused as `give` is, and where the period is none.
   */
  giveCases = (key: string, period: string, write: (table: Table) => Uint8Array) =>
    this.#room.verb(async ({ session }) => {
      const { agreement, table } = await this.#coded(session, key, period);
      const bytes = write([table.columns, ...table.rows]);
      const sealed = await this.#seal(session, agreement, { tables: ["htcds"], period, bytes });
      return { sealed, ...sumsOf(table) };
    });

  async #coded(session: Session, key: string, period: string) {
    const agreement = this.#agreed(key, ["htcds"]);
    const { randomBytes } = this.#room.parts;
    const days = daysOf(period);
    if (days === null) throw new Problem("engine", "not-allowed");
    const own = await codedOwn(session.reader, days, () => this.#room.reader === session.reader);
    // Of 2^48 values the few that would make some numbers likelier are never seen.
    const draw: Draw = (below) => randomBytes(6).reduce((n, byte) => n * 256 + byte, 0) % below;
    const table = own === null ? null : htcdsTable(own.cases, agreement.to, period, draw);
    if (own === null || table === null) throw new Problem("engine", "not-allowed");
    const { "not-counted": notCounted } = table.leftOut;
    return { agreement, table: { ...table, leftOut: { ...table.leftOut, "not-counted": notCounted + own.others } } };
  }

  #agreed(key: string, tables: readonly ExactKind[]): Agreement {
    const found = this.agreements.find((one) => one.key === key);
    const isAgreed =
      found !== undefined &&
      found.signedBy !== null &&
      !found.isOver &&
      tables.length > 0 &&
      tables.every((table) => found.tables.includes(table));
    if (!isAgreed) throw new Problem("engine", "not-allowed");
    return found;
  }

  async #seal(
    session: Session,
    { to, recipient, version }: Agreement,
    {
      tables,
      period,
      bytes,
    }: { readonly tables: readonly ExactKind[]; readonly period: string; readonly bytes: Uint8Array },
  ): Promise<Uint8Array> {
    const sealed = await sealFile(bytes, recipient);
    const file = encodeHex(sha256(bytes));
    await this.#enter(session, "given", { to, tables: [...tables], over: [version], counted: period, file });
    return sealed;
  }

  /** The later day of the log and of this device: neither a clock that is behind nor a log that is not followed makes an agreement last longer. */
  get #today(): string {
    return dayAt(Math.max(this.#room.logTime ?? 0, this.#room.parts.clock()));
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
}

/** An agreement lasts two years at most: who gets numbers is looked at again. */
function latestDay(today: string): string {
  return `${Number(today.slice(0, 4)) + 2}${today.slice(4)}`;
}

/** What goes of the own cases, and of how many nothing does. */
export interface CasesToGive extends Pick<HtcdsTable, "cases" | "leftOut"> {
  readonly rows: number;
}

function sumsOf({ cases, rows, leftOut }: HtcdsTable): CasesToGive {
  return { cases, rows: rows.length, leftOut };
}

type Table = readonly (readonly string[])[];

type ExactVersion = Version<"exact-numbers">;

/** What one row ever said, the newest first. */
interface Thing {
  readonly key: string;
  readonly isWithdrawn: boolean;
  readonly versions: readonly ExactVersion[];
}

/** Null for a row that is no agreement. A signature counts for the version that it names, by another device than that which wrote it, until it is withdrawn. */
function agreementOf(thing: Thing, things: readonly Thing[], today: string): Agreement | null {
  const own = thing.versions.find(({ values }) => values !== null);
  if (own?.values?.step !== "agreed") return null;
  const { to, recipient, tables = [], until } = own.values;
  if (recipient === undefined || until === undefined) return null;
  const of = (step: "signed" | "given", versions: readonly string[], all: readonly ExactVersion[]) =>
    all.filter(({ values }) => values?.step === step && values.over?.some((one) => versions.includes(one)) === true);
  const newest = things.flatMap(({ isWithdrawn, versions }) => (isWithdrawn ? [] : versions.slice(0, 1)));
  const signature = of("signed", [refId(own.ref)], newest).find(({ device }) => device !== own.device);
  const ever = things.flatMap(({ versions }) => versions);
  return {
    key: thing.key,
    to,
    recipient,
    tables: exactKinds.filter((kind) => tables.includes(kind)),
    until,
    version: refId(own.ref),
    at: own.at,
    by: own.device,
    signedBy: signature?.device ?? null,
    isOver: thing.isWithdrawn || rangeOf(until).last < today,
    given: of(
      "given",
      thing.versions.map(({ ref }) => refId(ref)),
      ever,
    ).map(({ at, device, values }) => {
      return { at, by: device, period: values?.counted ?? "", tables: values?.tables ?? [] };
    }),
  };
}
