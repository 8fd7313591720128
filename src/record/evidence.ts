// The rows on which a judgement rests, each in the version that its office read. A correction or a withdrawal of one of them makes the judgement
// stale: it answers nothing until it is signed again.
import { type RecordRef, refId, type Statement } from "./statement.ts";

/** What became of the rows on which a judgement rests. */
interface EvidenceRead {
  /** Those that are in force as its office read them. */
  readonly same: readonly RecordRef[];
  /** Of those that were corrected since, the version in force. */
  readonly corrected: readonly RecordRef[];
  /** How many are in force no more, or are not in this record. */
  readonly gone: number;
}

/** A reader of versions in this record. What is in it is sorted once, and only where somebody asks. */
export function evidenceReader(statements: readonly Statement[]): (versions: readonly string[]) => EvidenceRead {
  let known: ReadonlyMap<string, RecordRef> | null = null;
  const inForce = (version: string) => {
    // An open row names no sealed one, and a reader with keys finds no other outcome than one without.
    known ??= new Map(
      statements
        .filter(({ sealed }) => !sealed)
        .flatMap(({ ref, history }) => [ref, ...history.map((each) => each.ref)].map((one) => [refId(one), ref])),
    );
    return known.get(version) ?? null;
  };
  return (versions) => {
    const found = versions.map((version) => ({ version, ref: inForce(version) }));
    const there = found.flatMap(({ version, ref }) => (ref === null ? [] : [{ ref, isSame: refId(ref) === version }]));
    return {
      same: there.flatMap(({ ref, isSame }) => (isSame ? [ref] : [])),
      corrected: there.flatMap(({ ref, isSame }) => (isSame ? [] : [ref])),
      gone: found.length - there.length,
    };
  };
}

/** True where some of the rows are not as the office read them. */
export function isStale({ corrected, gone }: Pick<EvidenceRead, "corrected" | "gone">): boolean {
  return corrected.length > 0 || gone > 0;
}
