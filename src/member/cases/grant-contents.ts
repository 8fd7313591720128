// What a grant carries (SL8): the whole notes of a case that a consent covers, and the names of those that it does not, each with what it
// builds on, so that the newcomer's graph has no holes.
import type { CaseState, JudgedEntry } from "../../core/case/fold.ts";
import { dependenciesOf } from "../../core/case/graph.ts";
import type { Directory } from "../../core/directory.ts";
import type { BodyOf, CaseKind, Compartment } from "../../core/entry-kind.ts";
import { partOf } from "../../core/entry-kind.ts";
import { mayReadPart } from "../../core/part-table.ts";
import type { Party } from "../../core/party.ts";
import { Problem } from "../../core/problem.ts";
import type { CaseBook, HeldCase } from "./case-book.ts";

type Carrying = Pick<BodyOf<"grant">, "notes" | "left_out">;

interface Newcomer {
  readonly id: string;
  readonly party: Party;
  readonly compartments: readonly Compartment[];
}

/** Kinds in which a newcomer needs nothing: who opened what, and what others were granted. */
const neverCarried: ReadonlySet<string> = new Set(["grant", "opened", "purge.done"] satisfies CaseKind[]);

/**
 * The notes to carry to an organisation for these compartments, and the names of those left out. Waiting entries are neither: nobody knows where they belong.
 * Throws a Problem of the engine `not-logged` while something to carry is not logged, `too-long` for more than a grant can hold.
 */
export function carryingOf(
  state: CaseState,
  held: HeldCase,
  book: CaseBook,
  directory: Directory,
  newcomer: Newcomer,
): Carrying {
  const notes: Carrying["notes"][number][] = [];
  const here = new Set(state.entries.map(({ id }) => id));
  const left_out: Carrying["left_out"][number][] = [...held.absent]
    .filter(([entry]) => !here.has(entry))
    .map(([entry, needs]) => ({ entry, needs: [...needs] }));
  for (const entry of state.entries) {
    if (entry.verdict.is === "waiting") continue;
    const isKept = newcomer.party === "justice" && (isHelpersNote(entry, directory) || isKeptFrom(entry, newcomer.id));
    const note = isCovered(entry, newcomer) && !isKept ? book.textOf(entry.id, directory) : null;
    if (note === null) left_out.push({ entry: entry.id, needs: [...dependenciesOf(entry.content)].sort() });
    else if (entry.leaf === null) throw new Problem("engine", "not-logged");
    else notes.push({ note, leaf: entry.leaf });
  }
  if (notes.length > 120 || left_out.length > 400) throw new Problem("engine", "too-long");
  return { notes, left_out };
}

function isCovered({ content, verdict }: JudgedEntry, newcomer: Newcomer): boolean {
  if (verdict.is !== "effective" || "newer" in content || neverCarried.has(content.kind)) return false;
  return newcomer.compartments.includes(partOf(content)) && mayReadPart(newcomer.party, partOf(content));
}

// RC9: the organisation for which a consent to a token was given does not get that consent.
function isKeptFrom({ content }: JudgedEntry, organisation: string): boolean {
  if (content.kind !== "consent.give" || "newer" in content) return false;
  return content.body.organisation === organisation && !content.to.includes(organisation);
}

// R06: the fold refuses a grant that carries it to them.
function isHelpersNote({ content, organisation }: JudgedEntry, directory: Directory): boolean {
  return content.kind === "note" && directory.organisation(organisation ?? "")?.party === "provider";
}
