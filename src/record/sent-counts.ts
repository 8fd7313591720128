// What organisations counted of their cases of a year, as rows of the register `count` (docs/spec/offices.md): written from a count, and read again by the two offices.
import type { Directory } from "../core/directory.ts";
import type { Party } from "../core/party.ts";
import { countFacts, countSplitNames, countSplits } from "../core/registers/count-facts.ts";
import { maxTokens } from "../core/registers/field-schema.ts";
import { type RowValues, registerOf } from "../core/registers/register-table.ts";
import { ownFiles, type Row } from "../core/registers/row.ts";
import { firstAt } from "../core/waits.ts";
import { ofEachFact, type YearCount } from "../core/year-count.ts";
import type { Statement } from "./statement.ts";

/** The rows of a count; each edition is an import of its own, under keys of its own. */
export function rowsOfCount({ year, tokens, cells, days }: YearCount, edition: number): readonly Row<"count">[] {
  const of = { year: String(year) };
  const row = (key: string, values: RowValues<"count">) =>
    ({ key: `${year}/${edition}/${key}`, source: ownFiles, values }) as const;
  const facts = countFacts.flatMap((fact) => {
    const parts: (readonly string[])[] = [];
    for (let at = 0; at < tokens[fact].length; at += maxTokens) parts.push(tokens[fact].slice(at, at + maxTokens));
    if (parts.length === 0) return [row(`${fact}/1`, { ...of, fact, value: 0 })];
    return parts.map((part, n) => row(`${fact}/${n + 1}`, { ...of, fact, value: part.length, tokens: part }));
  });
  const split = cells.map(({ by, cell, value }, n) =>
    row(`${by}/${n + 1}`, { ...of, fact: countSplits[by], value, by, cell }),
  );
  const timed = days === null ? [] : [row("days", { ...of, fact: "formal-identifications", value: days, by: "days" })];
  return [...facts, ...split, ...timed];
}

/** The row by which a second device vouches for a count. */
export function signatureRow(year: number, { import: id, notes }: Pick<SentCount, "import" | "notes">): Row<"count"> {
  return {
    key: `${year}/signed/${id}`,
    source: ownFiles,
    values: { year: String(year), fact: "signed", value: 0, import: id, notes },
  };
}

/** What an organisation sent last of a year. */
export interface SentCount {
  readonly organisation: string;
  readonly edition: number;
  readonly import: string;
  /** The devices that entered it: one. */
  readonly devices: readonly string[];
  /** SHA-256 of the ids of its notes, sorted. */
  readonly notes: string;
  /** A second device of the organisation signed it. */
  readonly isSigned: boolean;
  /** Null where it does not add up. */
  readonly count: YearCount | null;
}

/** The newest count of each organisation of a year. Rows of others than its parties are in no fold. */
export function sentCounts(
  statements: readonly Statement[],
  year: number,
  hashOf: (text: string) => string,
  isCell: (by: YearCount["cells"][number]["by"], cell: string) => boolean,
): readonly SentCount[] {
  const ofYear = (statements as readonly Statement<"count">[]).filter(
    ({ register, source, values }) => register === "count" && source === ownFiles && values.year === String(year),
  );
  const byImport = [...Map.groupBy(ofYear, ({ organisation, import: id }) => `${organisation} ${id}`).values()];
  const sent = byImport.flatMap((rows): readonly (SentCount & { readonly leaf: number })[] => {
    const [first] = rows;
    if (first === undefined || rows.some(({ values }) => values.fact === "signed")) return [];
    const notes = hashOf([...new Set(rows.map(({ ref }) => ref.note))].sort().join("\n"));
    const devices = [...new Set(rows.map(({ device }) => device))];
    const isSignature = ({ organisation, device, values }: Statement<"count">) =>
      organisation === first.organisation &&
      values.fact === "signed" &&
      values.import === first.import &&
      values.notes === notes &&
      !devices.includes(device);
    return [
      {
        organisation: first.organisation,
        edition: Number(first.key.split("/")[1]),
        import: first.import,
        devices,
        notes,
        isSigned: ofYear.some(isSignature),
        count: countOf(rows, year, isCell),
        leaf: Math.max(...rows.map(({ leaf }) => leaf ?? Number.POSITIVE_INFINITY)),
      },
    ];
  });
  return [...Map.groupBy(sent, ({ organisation }) => organisation).values()].flatMap((ofOne) =>
    ofOne
      .toSorted((a, b) => b.leaf - a.leaf || b.edition - a.edition)
      .slice(0, 1)
      .map(({ leaf: _, ...one }) => one),
  );
}

function countOf(
  rows: readonly Statement<"count">[],
  year: number,
  isCell: (by: YearCount["cells"][number]["by"], cell: string) => boolean,
): YearCount | null {
  const values = rows.map((row) => row.values);
  const bare = values.filter(({ by }) => by === undefined);
  if (bare.some((row) => row.value !== (row.tokens?.length ?? 0))) return null;
  if (countFacts.some((fact) => !bare.some((row) => row.fact === fact))) return null;
  const tokens = ofEachFact((fact) => bare.flatMap((row) => (row.fact === fact ? (row.tokens ?? []) : [])).sort());
  if (countFacts.some((fact) => new Set(tokens[fact]).size < tokens[fact].length)) return null;
  const cells = values.flatMap(({ by, cell, value, fact }) =>
    by === undefined || by === "days" || fact !== countSplits[by] ? [] : [{ by, cell: cell ?? "", value }],
  );
  if (cells.some(({ by, cell }) => !isCell(by, cell))) return null;
  const placeOf = ({ by, cell }: (typeof cells)[number]) => `${countSplitNames.indexOf(by)} ${cell}`;
  const sumOf = (by: string) => cells.reduce((sum, one) => sum + (one.by === by ? one.value : 0), 0);
  if (countSplitNames.some((by) => sumOf(by) !== tokens[countSplits[by]].length)) return null;
  const days = values.find(({ by }) => by === "days")?.value ?? null;
  return { year, tokens, cells: cells.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)), days };
}

/** Who counts a year's cases: whoever holds cases, could read them in the year, and was not suspended all through it. From the directory alone, so that everybody finds the same. */
export function askedToCount(directory: Directory, year: number): readonly string[] {
  const leafOf = (day: string) => {
    const seconds = Date.parse(`${day}T00:00:00Z`) / 1000;
    return directory.times[firstAt(directory.times, (time) => time.seconds >= seconds)]?.index ?? null;
  };
  const [begin, end] = [leafOf(`${year}-01-01`), leafOf(`${year + 1}-01-01`)];
  if (end === null) return [];
  const authors: readonly Party[] = registerOf("count").authors;
  const isAsked = ({ id, party, suspensions }: ReturnType<Directory["organisations"]>[number]) =>
    authors.includes(party) &&
    directory.epochsOf(id).some(({ begun }) => begun < end) &&
    !suspensions.some(({ from, to }) => from <= (begin ?? 0) && (to === null || to >= end));
  return directory
    .organisations()
    .filter(isAsked)
    .map(({ id }) => id)
    .sort();
}
