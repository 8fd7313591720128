// The record is what its notes make of it: a pure function of the notes, the directory and the size of the log. Any order of arrival
// and any repetition of the same notes give the same book. What does not count is listed with its reason and changes nothing.
import type { Directory } from "../core/directory.ts";
import { type RegisterName, registerNames } from "../core/registers/register-table.ts";
import type { RecordNote, Row } from "../core/registers/row.ts";
import type { Flagged, RecordBook, Refused, Withdrawn } from "./book.ts";
import { gatherImports, importName, notesInOrder } from "./import.ts";
import { sourceOf, sourceRows } from "./named-source.ts";
import { isShielded, shieldedCases } from "./shielded-cases.ts";
import { readSignOffs } from "./sign-off.ts";
import { refId, rowOfStatement, type Statement, type Version } from "./statement.ts";
import { keysNamed } from "./unknown-keys.ts";

/**
 * Folds the notes of the record at log size `now` (RC1, RC2, RC3, RC5). The notes' signatures must be verified and their batches in
 * their schema. `hash` is SHA-256 of a text's UTF-8 in lower-case hexadecimal.
 */
export function foldRecord(
  notes: readonly RecordNote[],
  directory: Directory,
  now: number,
  hash: (text: string) => string,
): RecordBook {
  const ordered = notesInOrder(notes);
  const { whole, incomplete, refused } = gatherImports(ordered, directory, now);
  const authors = new Map(
    [...whole.values()].flatMap((each) => each.notes.map(({ note, organisation }) => [note.id, organisation])),
  );
  const things = new Map<string, Said[]>();
  const idle: Refused[] = [];
  for (const note of ordered) {
    const organisation = authors.get(note.id);
    if (organisation === undefined) continue;
    for (const [row, { key, source, ...said }] of note.batch.rows.entries()) {
      const name = JSON.stringify([note.batch.register, key, source, organisation]);
      const before = things.get(name) ?? [];
      const entered = "values" in said;
      const refusal = isAnothersHidden(before, note, organisation)
        ? "not-by-its-device"
        : !entered && (before.at(-1)?.values ?? null) === null
          ? "nothing-to-withdraw"
          : null;
      if (refusal !== null) {
        idle.push({ note: note.id, row, import: note.batch.import, reason: refusal, field: null });
        continue;
      }
      before.push({
        note,
        row,
        organisation,
        values: entered ? said.values : null,
        reason: entered ? "" : said.reason,
      });
      things.set(name, before);
    }
  }
  const sorted = [...things.values()].sort(compareThings);
  const shielded = shieldedCases(sorted);
  const said = sorted.flatMap((each) => currentStatement(each, shielded) ?? []);
  const signOffs = readSignOffs(said, whole, hash);
  const voided = new Set(signOffs.refused.map(refId));
  const all = said
    .filter(({ ref }) => !voided.has(refId(ref)))
    .map((one) => {
      const signedOff = signOffs.byImport.get(importName(one.organisation, one.import));
      return signedOff === undefined ? one : { ...one, signedOff };
    });
  return bookOf(all, sorted.flatMap(withdrawnOf), {
    incomplete,
    refused: [...refused, ...idle, ...signOffs.refused],
    signOffsWaiting: signOffs.waiting,
  });
}

/** One row as it was said about one thing, in the order in which it counts. */
interface Said {
  readonly note: RecordNote;
  readonly row: number;
  readonly organisation: string;
  /** Null where it is a withdrawal. */
  readonly values: Statement["values"] | null;
  readonly reason: string;
}

/**
 * True where an earlier version was entered by another device and hidden from its own organisation (R26). Colleagues cannot read it, so a row of
 * theirs under its key can only be one that is meant to make it go (RC3).
 */
function isAnothersHidden(before: readonly Said[], { device }: RecordNote, organisation: string): boolean {
  const hidden = before.findLast(
    ({ note, values }) => values !== null && note.sealed && note.to?.includes(organisation) !== true,
  );
  return hidden !== undefined && hidden.note.device !== device;
}

/** As nobody has vouched for it yet. */
function currentStatement(said: readonly Said[], shielded: ReadonlySet<string>): Statement | null {
  const last = said.at(-1);
  if (last === undefined || last.values === null) return null;
  const { note, row, organisation, values } = last;
  return {
    ...subjectOf(last),
    values,
    organisation,
    device: note.device,
    at: note.at,
    leaf: note.leaf,
    sealed: note.sealed,
    shielded: isShielded(said, shielded),
    ref: { note: note.id, row },
    first: firstOf(said),
    import: note.batch.import,
    signedOff: [],
    history: historyOf(said),
  };
}

/** What was withdrawn keeps no leaf: else an early withdrawal would take a key from others years later. */
function firstOf(said: readonly Said[]): Statement["first"] {
  const { note, row } = said[said.findLastIndex(({ values }) => values === null) + 1] as Said;
  return { ref: { note: note.id, row }, leaf: note.leaf };
}

function withdrawnOf(said: readonly Said[]): readonly Withdrawn[] {
  const last = said.at(-1);
  if (last === undefined || last.values !== null) return [];
  const { note, row, organisation, reason } = last;
  const ref = { note: note.id, row };
  const history = historyOf(said);
  return [{ ...subjectOf(last), organisation, device: note.device, at: note.at, ref, reason, history }];
}

function historyOf(said: readonly Said[]): readonly Version[] {
  return said
    .slice(0, -1)
    .map(({ note, row, values }) => ({ ref: { note: note.id, row }, at: note.at, device: note.device, values }))
    .toReversed();
}

function subjectOf({ note, row }: Said): Pick<Statement, "register" | "key" | "source"> {
  const { key, source } = note.batch.rows[row] as Row;
  return { register: note.batch.register, key, source };
}

function compareThings([a]: readonly Said[], [b]: readonly Said[]): number {
  if (a === undefined || b === undefined) return 0;
  const [left, right] = [subjectOf(a), subjectOf(b)];
  return (
    registerNames.indexOf(left.register) - registerNames.indexOf(right.register) ||
    compareTexts(left.key, right.key) ||
    compareTexts(left.source, right.source) ||
    compareTexts(a.organisation, b.organisation)
  );
}

/** The order of texts, by their letters alone: the same on every platform. */
export function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function bookOf(
  all: readonly Statement[],
  withdrawn: readonly Withdrawn[],
  rest: Pick<RecordBook, "incomplete" | "refused" | "signOffsWaiting">,
): RecordBook {
  const versions = all.flatMap((statement) =>
    [statement, ...statement.history].map(({ ref }) => [refId(ref), statement] as const),
  );
  const byRef = new Map(versions);
  const byRegister = Map.groupBy(all, ({ register }) => register);
  const statements = <R extends RegisterName>(register: R) =>
    (byRegister.get(register) ?? []) as readonly Statement[] as readonly Statement<R>[];
  const sources = sourceRows(statements("source"));
  const keys = new Set(all.map(({ register, key }) => `${register} ${key}`));
  return {
    all,
    statements,
    statement: (ref) => byRef.get(refId(ref)) ?? null,
    sourceOf: (statement) => sourceOf(sources, statement),
    withdrawn,
    flagged: all.flatMap((statement) => flagsOf(statement, keys)),
    ...rest,
  };
}

function flagsOf(statement: Statement, keys: ReadonlySet<string>): readonly Flagged[] {
  return keysNamed(statement.register, rowOfStatement(statement))
    .filter(({ register, key }) => !keys.has(`${register} ${key}`))
    .map(({ field, key }) => {
      const code = field === "source" ? "source-unknown" : "reference-unknown";
      return { ref: statement.ref, code, field, key };
    });
}
