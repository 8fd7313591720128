// The erasing of held entries, and what stays of each: by a confirmed withdrawal (FD7), and by the word that saves are of another case (FD13).
import type { JudgedEntry } from "../../core/case/fold.ts";
import type { NamedMisplaced } from "../../core/case/misplaced.ts";
import type { Directory } from "../../core/directory.ts";
import type { CaseContent, NewerContent } from "../../core/entry.ts";
import { partOf } from "../../core/entry-kind.ts";
import type { Part } from "../../core/part-table.ts";
import type { EntryNote } from "../../note/entry-note.ts";
import type { Change } from "../store/store.ts";
import { grantIn, isCounted, isOfCase } from "./carried-notes.ts";
import {
  caseOfRow,
  type ErasedRow,
  type HeldCases,
  type HeldEntry,
  type HeldRow,
  type Links,
  linksOf,
} from "./held-cases.ts";

type Erasing = ReturnType<typeof exchanging>;

/**
 * Erases these entries of a folded case: of each only its links in the graph stay (FD7). What a grant among them carried and is not
 * itself among them is kept as an entry of its own, so that the path of the case holds; what a refused grant carried is not.
 */
export async function purging(
  cases: HeldCases,
  entries: readonly JudgedEntry[],
  directory: Directory,
): Promise<Erasing> {
  const copies = new Map<string, HeldEntry>();
  const rows = new Map(
    entries.map(({ id, content }): [string, ErasedRow] => [id, { purged: content.case ?? id, ...linksOf(content) }]),
  );
  for (const each of entries) {
    const caseId = each.content.case ?? each.id;
    const here = new Map(cases.of(caseId).entries.map(({ entry }) => [entry.id, entry]));
    const grant = here.get(each.id);
    if (grant === undefined || !isCounted(each.verdict)) continue;
    for (const { entry, leaf, position } of cases.carried.of(grant, directory) ?? [])
      if (!rows.has(entry.id) && !here.has(entry.id)) copies.set(entry.id, { entry, leaf, position, verified: true });
    const leftOut = grantIn(grant.content)?.body.left_out ?? [];
    // Whoever grants may name an entry of another case: what is kept of that stays (FD7t).
    const idsHere = await cases.keptAmong(leftOut.map(({ entry }) => entry));
    for (const { entry, ...links } of leftOut)
      if (!rows.has(entry) && !idsHere.has(entry)) rows.set(entry, { purged: caseId, ...links });
  }
  return exchanging(cases, rows, [...copies.values()]);
}

/**
 * Erases the saves that were written into the wrong case, each on the word of the organisation whose device signed it (FD13), wherever they lie here: of
 * each only what it builds on stays, and a grant that carries one is kept without it. `sheets` are those to which they belonged.
 */
export function erasingMisplaced(
  cases: HeldCases,
  caseId: string,
  { has }: Pick<NamedMisplaced, "has">,
  directory: Directory,
): ReturnType<typeof erasingWhere> {
  // Without what it had replaced: that counts again.
  return erasingWhere(cases, caseId, directory, { isGone: has, stays: ({ needs }) => ({ needs, misplaced: true }) });
}

/**
 * Erases what others than this organisation wrote in parts that it may not keep (FD7o), wherever it lies here: of each only its links stay, and a grant that
 * carries one is kept without it.
 */
export function erasingNarrowed(
  cases: HeldCases,
  caseId: string,
  keeper: { readonly organisation: string; readonly parts: ReadonlySet<Part> },
  directory: Directory,
): Erasing {
  const isGone: Goes["isGone"] = (_, content, by) =>
    by !== keeper.organisation && !("newer" in content) && isPersonal(content) && !keeper.parts.has(partOf(content));
  return erasingWhere(cases, caseId, directory, { isGone });
}

/** True for content about the person, and not about the path of the case alone (FD7l). */
function isPersonal(content: CaseContent): boolean {
  return content.kind === "answers" || (content.kind === "status" && content.body.grounds !== undefined);
}

interface Goes {
  readonly isGone: (id: string, content: CaseContent | NewerContent, by: string | undefined) => boolean;
  /** The rest of its links; all of them where it is left out. */
  readonly stays?: (links: Links) => Links;
}

/** Erases the notes that are to go, but for what stays of their links. Gives of which sheets saves are erased, and who had written them. */
function erasingWhere(
  cases: HeldCases,
  caseId: string,
  directory: Directory,
  { isGone, stays = (links) => links }: Goes,
) {
  const linksFor = (content: CaseContent | NewerContent) => stays(linksOf(content));
  const authorOf = ({ content }: EntryNote) => directory.device(content.device)?.organisation;
  const isErased = (note: EntryNote) => isOfCase(note.content) && isGone(note.id, note.content, authorOf(note));
  const rows = new Map<string, ErasedRow>();
  const cut: HeldEntry[] = [];
  const sheets: { readonly form: string; readonly sheet: string; readonly by: string }[] = [];
  for (const each of cases.of(caseId).entries) {
    if (!each.verified) continue;
    const { entry } = each;
    const { content } = entry;
    const without = cases.carried.without(entry, isErased, linksFor);
    if (isOfCase(content) && isErased(entry)) {
      rows.set(entry.id, { purged: caseId, ...linksFor(content) });
      if (content.kind === "answers" && !("newer" in content))
        sheets.push({ form: content.body.form, sheet: content.body.sheet, by: authorOf(entry) ?? "" });
    } else if (without !== null) cut.push({ ...each, entry: without, id: entry.id });
  }
  return { ...exchanging(cases, rows, cut), sheets };
}

/**
 * The changes that erase entries but for their links, and keep others instead; `apply`, to be called once they are written, changes what is held. Nothing of the
 * lines of their cases stays: of the person nothing is left in a row that nobody reads.
 */
function exchanging(cases: HeldCases, erasedRows: ReadonlyMap<string, ErasedRow>, copies: readonly HeldEntry[]) {
  const { index } = cases;
  const newRows = new Map<string, HeldRow>([...erasedRows, ...copies.map((copy) => [copy.entry.id, copy] as const)]);
  const changes: readonly Change[] = [
    ...[...new Set([...newRows.values()].map(caseOfRow))].flatMap((caseId) => index.erasing(caseId ?? "")),
    // Removed first: a store that leaves nothing behind when it removes does not promise it when it overwrites.
    ...[...newRows.keys()].map((id): Change => ({ table: "entry", key: id, value: null })),
    ...[...newRows].flatMap(([id, row]) => [cases.putting(id, row), index.placing(id, caseOfRow(row))]),
  ];
  const apply = () => {
    for (const [id, row] of newRows) cases.hold(id, row);
  };
  return { changes, apply };
}
