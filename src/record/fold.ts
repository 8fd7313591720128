// The record is what its notes make of it: a pure function of the notes, the directory and the size of the log. Any order of arrival
// and any repetition of the same notes give the same book. What does not count is listed with its reason and changes nothing.
import type { Directory } from "../core/directory.ts";
import { type RegisterName, registerNames } from "../core/registers/register-table.ts";
import type { RecordNote } from "../core/registers/row.ts";
import type { Flagged, RecordBook, Refused, Withdrawn } from "./book.ts";
import { gatherImports, importName, notesInOrder } from "./import.ts";
import { sourceOf, sourceRows } from "./named-source.ts";
import { isShielded, shieldedCases } from "./shielded-cases.ts";
import { readSignOffs } from "./sign-off.ts";
import { compareTexts, refId, rowOfStatement, type Statement, type Version } from "./statement.ts";
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
  const authors = new Map(whole.flatMap(({ notes, organisation }) => notes.map((note) => [note.id, organisation])));
  const things = new Map<string, Said[]>();
  const idle: Refused[] = [];
  for (const note of ordered) {
    const organisation = authors.get(note.id);
    if (organisation === undefined) continue;
    const { register, rows, import: id } = note.batch;
    for (const [row, { key, source, ...said }] of rows.entries()) {
      const name = JSON.stringify([register, key, source, organisation]);
      const before = things.get(name) ?? [];
      const { values = null, reason = "" } = "values" in said ? { values: said.values } : { reason: said.reason };
      const refusal = isAnothersHidden(before, note, organisation)
        ? "not-by-its-device"
        : values === null && (before.at(-1)?.values ?? null) === null
          ? "nothing-to-withdraw"
          : null;
      const ref = { note: note.id, row };
      if (refusal !== null) {
        idle.push({ ...ref, import: id, reason: refusal, field: null });
        continue;
      }
      before.push({ register, key, source, organisation, ref, note, values, reason });
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
  });
}

/** One row as it was said about one thing, in the order in which it counts. */
interface Said extends Pick<Statement, "register" | "key" | "source" | "organisation" | "ref"> {
  readonly note: RecordNote;
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
  const { register, key, source, values, organisation, note, ref } = last;
  const { device, at, leaf, sealed } = note;
  return {
    ...{ register, key, source, values, organisation, device, at, leaf, sealed, ref },
    shielded: isShielded(said, shielded),
    first: firstOf(said),
    import: note.batch.import,
    signedOff: [],
    history: historyOf(said),
  };
}

/** What was withdrawn keeps no leaf: else an early withdrawal would take a key from others years later. */
function firstOf(said: readonly Said[]): Statement["first"] {
  const { note, ref } = said[said.findLastIndex(({ values }) => values === null) + 1] as Said;
  return { ref, leaf: note.leaf };
}

function withdrawnOf(said: readonly Said[]): readonly Withdrawn[] {
  const last = said.at(-1);
  if (last === undefined || last.values !== null) return [];
  const { register, key, source, organisation, note, ref, reason } = last;
  const { device, at } = note;
  return [{ register, key, source, organisation, device, at, ref, reason, history: historyOf(said) }];
}

function historyOf(said: readonly Said[]): readonly Version[] {
  return said
    .slice(0, -1)
    .map(({ note: { at, device }, ref, values }) => ({ ref, at, device, values }))
    .toReversed();
}

function compareThings([a]: readonly Said[], [b]: readonly Said[]): number {
  if (a === undefined || b === undefined) return 0;
  return (
    registerNames.indexOf(a.register) - registerNames.indexOf(b.register) ||
    compareTexts(a.key, b.key) ||
    compareTexts(a.source, b.source) ||
    compareTexts(a.organisation, b.organisation)
  );
}

function bookOf(
  all: readonly Statement[],
  withdrawn: readonly Withdrawn[],
  rest: Pick<RecordBook, "incomplete" | "refused">,
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
