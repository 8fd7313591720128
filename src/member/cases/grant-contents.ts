// The contents of a grant (SL8): the whole notes of a case that a consent covers, and the names of those that it does not, each with what it
// builds on, so that the newcomer's graph has no holes.
import type { JudgedEntry } from "../../core/case/fold.ts";
import { entriesCarried, type GrantTo, pathCarried } from "../../core/case/readers.ts";
import { type BodyOf, longestNote } from "../../core/entry-kind.ts";
import { presentFields } from "../../core/present-fields.ts";
import { Problem } from "../../core/problem.ts";
import type { ReadersLog } from "../../core/readers-log.ts";
import { mostGrants, notesIn } from "./fold-held.ts";
import { type HeldCases, linksOf } from "./held-cases.ts";
import type { OpenCase } from "./open-case.ts";

type Carrying = Pick<BodyOf<"grant">, "notes" | "left_out">;

/** So much is in one grant at most: what one envelope and one text of JSON hold, with room to spare (SG4, SL1). */
const mostNotes = 120;
const mostLeftOut = 400;
const mostCharacters = 150_000;

/**
 * The notes to carry to an organisation for these compartments, and the names of what is left out, as one grant or several: each rests on those before it. Of
 * a sheet its heads are carried (FD10). Left out without a name are readings, and what stays in one organisation, where nothing else builds on it. Waiting
 * entries are not there at all: nobody knows where they belong. Throws a Problem of the engine `not-logged` while something to carry is not logged,
 * `too-long` for more than the grants of a case can hold. With `isQuestion` only the path is carried (FD16c). `reach` are the entries on which the consent may build: the newcomer holds or knows them.
 */
export function carryingOf(
  openCase: OpenCase,
  { cases, log }: { readonly cases: HeldCases; readonly log: ReadersLog },
  newcomer: GrantTo,
  isQuestion = false,
): { readonly grants: readonly Carrying[]; readonly reach: ReadonlySet<string> } {
  const { state, source: whole } = openCase.folded;
  const texts = notesIn(cases, state.id, log.directory);
  const here = state.entries.filter(({ verdict }) => verdict.is !== "waiting");
  const notes = new Map<string, string>();
  const all = entriesCarried(state, whole.replaced, log, newcomer);
  for (const { id, leaf } of isQuestion ? pathCarried(state, all, newcomer.organisation) : all) {
    const note = texts.get(id) ?? null;
    // Programs write none that is too long for a grant: whoever did may not keep the others from bringing anybody in.
    if (note === null || note.length > longestNote) continue;
    if (leaf === null) throw new Problem("engine", "not-logged");
    notes.set(id, note);
  }
  const links = new Map([...whole.links, ...here.map(({ id, content }) => [id, linksOf(content)] as const)]);
  const isNamed = (entry: JudgedEntry) => entry.content.kind !== "opened" && !staysInOne(entry);
  const reach = reachOf([...notes.keys(), ...here.filter(isNamed).map(({ id }) => id)], links);
  const leaves = new Map(here.map(({ id, leaf }) => [id, leaf ?? 0]));
  const grants: { notes: Carrying["notes"][number][]; left_out: Carrying["left_out"][number][]; size: number }[] = [];
  const next = (size: number) => {
    const last = grants.at(-1);
    const hasRoom =
      last !== undefined &&
      last.size + size <= mostCharacters &&
      last.notes.length < mostNotes &&
      last.left_out.length < mostLeftOut;
    if (hasRoom) return last;
    const grant = { notes: [], left_out: [], size: 0 };
    grants.push(grant);
    return grant;
  };
  for (const id of afterWhatTheyBuildOn(reach, links)) {
    const text = notes.get(id);
    const note = text === undefined ? null : { note: text, leaf: leaves.get(id) ?? 0 };
    const { needs, over } = links.get(id) ?? { needs: [] };
    // Field by field: what else a device knows of an entry is in no grant (FD13).
    const left = { entry: id, needs, ...presentFields({ over }) };
    const size = JSON.stringify(note ?? left).length;
    const grant = next(size);
    if (note === null) grant.left_out.push(left);
    else grant.notes.push(note);
    grant.size += size;
  }
  if (grants.length > mostGrants) throw new Problem("engine", "too-long");
  return { grants: grants.map(({ notes, left_out }) => ({ notes, left_out })), reach };
}

/** The entries to name: these, and whatever they build on. */
function reachOf(
  from: readonly string[],
  links: ReadonlyMap<string, { readonly needs: readonly string[] }>,
): ReadonlySet<string> {
  const reach = new Set<string>();
  const left = [...from];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (reach.has(id)) continue;
    reach.add(id);
    left.push(...(links.get(id)?.needs ?? []));
  }
  return reach;
}

/** In an order in which each comes after what it builds on, so that a grant rests on those before it and on nothing after it. */
function afterWhatTheyBuildOn(
  ids: ReadonlySet<string>,
  links: ReadonlyMap<string, { readonly needs: readonly string[] }>,
): ReadonlySet<string> {
  const order = new Set<string>();
  const visits = new Set<string>();
  for (const first of ids) {
    const stack = [first];
    for (let id = stack.at(-1); id !== undefined; id = stack.at(-1)) {
      const open = visits.has(id)
        ? []
        : (links.get(id)?.needs ?? []).filter((need) => ids.has(need) && !visits.has(need));
      visits.add(id);
      if (open.length > 0) stack.push(...open);
      else {
        order.add(id);
        stack.pop();
      }
    }
  }
  return order;
}

/** Sealed to the organisation of its author alone. */
function staysInOne({ content, organisation }: JudgedEntry): boolean {
  return content.to.every((reader) => reader === organisation);
}
