// To whom a row of a sealed register goes (RC4): the author's own organisation and the reviewers; a draft goes to nobody else (ED3), a count to two of them (YC4). A record about a suspected official
// is hidden from the organisations of that official's body, the author's own included, and so is everything else that is entered about its case (R26).
import type { Directory } from "../core/directory.ts";
import { kindsOfBody, type OfficialBody } from "../core/official-body.ts";
import { isOwnAlone, type RegisterName, registerOf, reviewers } from "../core/registers/register-table.ts";
import type { Row } from "../core/registers/row.ts";
import type { Statement, Version } from "./statement.ts";

/** Readers of one sealed note are never more (SL2). */
const maxReaders = 4;

/** Rows that go to the same organisations. Each group is an import of its own, so that every reader has it whole. */
interface ReaderGroup {
  readonly readers: readonly string[];
  readonly rows: readonly Row[];
}

export type Grouped =
  | { readonly groups: readonly ReaderGroup[] }
  /** No reviewer is active and has a key: nothing may be entered, since nobody independent would read it. */
  | { readonly problem: "no-reviewer" };

/** A statement that the author can read, in force or withdrawn, of any sealed register. */
export interface KnownStatement extends Pick<Statement, "register" | "organisation" | "key" | "source"> {
  /** Absent where it is withdrawn. */
  readonly values?: object;
  readonly history: readonly Pick<Version, "values">[];
}

/** The organisation that enters rows, and the directory at the size of the log at which it does so. */
interface Entering {
  readonly organisation: string;
  readonly directory: Directory;
  readonly now: number;
}

/**
 * Parts rows of a sealed register by their readers, for the organisation that enters them; order is kept within a group.
 * `before` are the statements that the author can read: a case that one of them hides stays hidden, in whatever register, and a withdrawn
 * row goes where its statement went. What withdraws a statement that the author cannot read goes to the reviewers alone, since it may be one
 * that is hidden from its author. An author who cannot read the rows that hide a case must name the official's body in each row again.
 */
export function groupByReaders(
  register: RegisterName,
  rows: readonly Row[],
  entering: Entering,
  before: readonly KnownStatement[] = [],
): Grouped {
  if (isOwnAlone(register)) return { groups: [{ readers: [entering.organisation], rows }] };
  if (registerOf(register).readers === "offices") {
    const offices = officesAt(entering.directory, entering.now);
    if (offices.length === 0) return { problem: "no-reviewer" };
    return { groups: [{ readers: [entering.organisation, ...offices], rows }] };
  }
  const cases = new Map<string, Set<string>>();
  const hidden = new Map<string, Set<OfficialBody>>();
  const learn = (name: string, values: Facets) => {
    if (values.case !== undefined) cases.set(name, (cases.get(name) ?? new Set()).add(values.case));
    if (values.official_body === undefined) return;
    const subject = values.case ?? name;
    hidden.set(subject, (hidden.get(subject) ?? new Set<OfficialBody>()).add(values.official_body));
  };
  const own = new Set<string>();
  for (const statement of before) {
    const name = keyOf(statement.register, statement);
    if (statement.organisation === entering.organisation) own.add(name);
    for (const version of statement.history) if (version.values !== null) learn(name, version.values as Facets);
    if (statement.values !== undefined) learn(name, statement.values as Facets);
  }
  for (const row of rows) if ("values" in row) learn(keyOf(register, row), row.values as Facets);
  const groups = Map.groupBy(rows, (row) => {
    const name = keyOf(register, row);
    const subjects = [name, ...(cases.get(name) ?? [])];
    const bodies = subjects.flatMap((subject) => [...(hidden.get(subject) ?? [])]);
    const isOwn = "values" in row || own.has(name);
    return (isOwn ? readersOf(bodies, entering) : reviewersOf(bodies, entering).slice(0, maxReaders)).join(" ");
  });
  if (groups.has("")) return { problem: "no-reviewer" };
  return { groups: [...groups].map(([readers, some]) => ({ readers: readers.split(" "), rows: some })) };
}

/**
 * The organisations that may read a row about officials of these bodies: the author's own unless it is of such a body, then reviewers
 * that are active and have a key, the longest admitted first, four in all. Nobody when there is no reviewer.
 */
export function readersOf(bodies: readonly OfficialBody[], entering: Entering): readonly string[] {
  const independent = reviewersOf(bodies, entering);
  const own = mayRead(bodies, entering.directory).filter(({ id }) => id === entering.organisation);
  return independent.length === 0 ? [] : [...own.map(({ id }) => id), ...independent].slice(0, maxReaders);
}

/** The offices that count the country's cases: the two reviewers that were admitted first, of those that are active and have a key. */
export function officesAt(directory: Directory, now: number): readonly string[] {
  return reviewersAt(directory, now).slice(0, 2);
}

/** All reviewers that are active and have a key, the longest admitted first. */
export function reviewersAt(directory: Directory, now: number): readonly string[] {
  return reviewersOf([], { organisation: "", directory, now });
}

function reviewersOf(bodies: readonly OfficialBody[], { organisation, directory, now }: Entering): readonly string[] {
  return mayRead(bodies, directory)
    .filter(({ id, party }) => id !== organisation && reviewers.includes(party))
    .filter(({ id }) => directory.epochForSending(id, now) !== null)
    .sort((a, b) => a.admitted - b.admitted || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}

function mayRead(bodies: readonly OfficialBody[], directory: Directory) {
  const shut = new Set(bodies.flatMap((body) => kindsOfBody[body]));
  return directory.organisations().filter(({ kind }) => !shut.has(kind));
}

/** The fields of the sealed registers on which readers depend. */
interface Facets {
  readonly case?: string;
  readonly official_body?: OfficialBody;
}

/** A row's own name, for rows that belong to no case. It holds a newline, which no case does. */
function keyOf(register: RegisterName, { key, source }: { readonly key: string; readonly source: string }): string {
  return `${register}\n${key}\n${source}`;
}
