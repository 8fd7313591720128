// To whom a row of a sealed register goes (RC4): the author's own organisation and the reviewers. A record about a suspected official
// is hidden from the organisations of his body, the author's own included, and so is everything else that is entered about its case (R26).
import type { Directory } from "../directory.ts";
import type { OrganisationKind } from "../party.ts";
import type { officialBodies } from "./register-table.ts";
import { reviewers } from "./register-table.ts";
import type { Row, Statement } from "./statement.ts";

export type OfficialBody = (typeof officialBodies)[number];

/** Readers of one sealed note are never more (SL2). */
export const maxReaders = 4;

/** Which kinds of organisation belong to a body. Those of a body without any are not in the directory. */
export const kindsOfBody: { readonly [B in OfficialBody]: readonly OrganisationKind[] } = {
  police: ["police"],
  "border-guard": ["border-post"],
  "labour-inspection": ["labour-inspection"],
  consulate: ["consulate"],
  prosecutor: ["prosecutor"],
  court: ["court"],
  security: [],
  municipal: [],
  other: [],
};

/** Rows that go to the same organisations. Each group is an import of its own, so that every reader has it whole. */
export interface ReaderGroup {
  readonly readers: readonly string[];
  readonly rows: readonly Row[];
}

export type Grouped =
  | { readonly groups: readonly ReaderGroup[] }
  /** No reviewer is active and has a key: nothing may be entered, since nobody independent would read it. */
  | { readonly problem: "no-reviewer" };

/**
 * Parts rows of a sealed register by their readers, for an author's organisation at log size `now`; order is kept within a group.
 * `before` are the statements that the author can read: a case that one of them hides stays hidden, and a withdrawn row goes where its
 * statement went. Who cannot read them any more must name the official's body in each row again.
 */
export function groupByReaders(
  rows: readonly Row[],
  directory: Directory,
  author: string,
  now: number,
  before: readonly Statement[] = [],
): Grouped {
  const cases = new Map<string, Set<string>>();
  const hidden = new Map<string, Set<OfficialBody>>();
  const learn = (row: { readonly key: string; readonly source: string }, values: Facets) => {
    if (values.case !== undefined) cases.set(nameOf(row), (cases.get(nameOf(row)) ?? new Set()).add(values.case));
    if (values.official_body === undefined) return;
    const subject = values.case ?? nameOf(row);
    hidden.set(subject, (hidden.get(subject) ?? new Set<OfficialBody>()).add(values.official_body));
  };
  for (const statement of before) {
    for (const version of statement.history) if (version.values !== null) learn(statement, version.values as Facets);
    learn(statement, statement.values as Facets);
  }
  for (const row of rows) if ("values" in row) learn(row, row.values as Facets);
  const groups = new Map<string, { readers: readonly string[]; rows: Row[] }>();
  for (const row of rows) {
    const subjects = [nameOf(row), ...(cases.get(nameOf(row)) ?? [])];
    const bodies = subjects.flatMap((subject) => [...(hidden.get(subject) ?? [])]);
    const readers = readersOf(bodies, directory, author, now);
    if (readers === null) return { problem: "no-reviewer" };
    const name = readers.join(" ");
    const group = groups.get(name) ?? { readers, rows: [] };
    group.rows.push(row);
    groups.set(name, group);
  }
  return { groups: [...groups.values()] };
}

/**
 * The organisations that may read a row about officials of these bodies: the author's own unless it is of such a body, then reviewers
 * that are active and have a key, the longest admitted first, four in all. Null when there is no reviewer.
 */
export function readersOf(
  bodies: readonly OfficialBody[],
  directory: Directory,
  author: string,
  now: number,
): readonly string[] | null {
  const shut = new Set(bodies.flatMap((body) => kindsOfBody[body]));
  const mayRead = directory.organisations().filter(({ kind }) => !shut.has(kind));
  const own = mayRead.filter(({ id }) => id === author);
  const independent = mayRead
    .filter(({ id, party }) => id !== author && reviewers.includes(party))
    .filter(({ id }) => directory.epochForSending(id, now) !== null)
    .sort((a, b) => a.admitted - b.admitted || (a.id < b.id ? -1 : 1));
  if (independent.length === 0) return null;
  return [...own, ...independent].slice(0, maxReaders).map(({ id }) => id);
}

/** The fields of the sealed registers on which readers depend. */
interface Facets {
  readonly case?: string;
  readonly official_body?: OfficialBody;
}

/** A row's own name, for rows that belong to no case. It holds a newline, which no case does. */
function nameOf({ key, source }: { readonly key: string; readonly source: string }): string {
  return `${key}\n${source}`;
}
