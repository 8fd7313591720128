// The open record as the sections of a document: each plan with how far its measures are, then every register as a table in which all that is said of one thing stands
// together. Each row names its source, who entered it, who signed it off, and its place in the log.

import { dayAt } from "../../core/moment.ts";
import { earliestDay } from "../../core/registers/partial-date.ts";
import { type RegisterName, type RowValues, registerOf } from "../../core/registers/register-table.ts";
import { dateOfRow, ownFiles } from "../../core/registers/row.ts";
import {
  heading,
  paragraph,
  plotted,
  type ReportDocument,
  type TableRow,
  table,
} from "../../reports/print/document.ts";
import { type Element, elementOf } from "../../reports/print/elements.ts";
import { code, type Inlines, joined, spaced, strong } from "../../reports/print/say.ts";
import { type FieldValues, fieldsInWords, valueInWords } from "../../reports/text/value-words.ts";
import { fieldWord, registerWord, wordOfCode } from "../../words/code-words.ts";
import type { Words } from "../../words/words.ts";
import {
  grouped,
  liesBefore,
  type MeasureState,
  measureStates,
  newestFirst,
  type PlanProgress,
  plansOf,
  sumBudgets,
} from "./plan-progress.ts";
import { namesIn, type PublicView, type ShownRow, shownRegisters } from "./public-view.ts";

type Section = ReportDocument["sections"][number];

/** What the record is put into words with. */
interface Given {
  readonly words: Words;
  readonly view: PublicView;
  /** A day spelled in full. */
  readonly today: string;
  /** A row of each thing, by its register and key. */
  readonly things: ReadonlyMap<string, ShownRow>;
}

/** Measures stand under their plans, and published reports where they are read. */
const shownApart: readonly RegisterName[] = ["measure", "publication"];

export function recordSections(words: Words, view: PublicView): readonly Section[] {
  const things = new Map(view.rows.map((row) => [`${row.register} ${row.key}`, row]));
  const given: Given = { words, view, today: dayAt(view.log.at), things };
  const empty = shownRegisters.filter((name) => view.rows.every(({ register }) => register !== name));
  const names = words.language.list(empty.map((register) => registerWord(words, register)));
  return [
    ...planSections(given),
    ...shownRegisters
      .filter((register) => !shownApart.includes(register) && !empty.includes(register))
      .map((register) => ({
        id: register,
        title: registerWord(words, register),
        blocks: registerTable(given, register),
      })),
    ...(empty.length === 0
      ? []
      : [{ id: "empty", title: words.message("shown.list.empty"), blocks: [paragraph(names, "quiet")] }]),
  ];
}

/** Plans that run or are in the making, with measures of plans that nobody entered; and those that lie behind. */
function planSections(given: Given): readonly Section[] {
  const { words, view, today } = given;
  const plans = plansOf(view, today);
  const [now, past] = [false, true].map((isPast) => plans.filter((plan) => plan.isPast === isPast));
  const blocksOf = (some: readonly PlanProgress[] = []) => some.flatMap((plan) => planBlocks(given, plan));
  const none = words.message(plans.length === 0 ? "shown.plans.empty" : "shown.plans.none-now");
  return [
    {
      id: "plans",
      title: words.message("shown.plans"),
      blocks: now?.length === 0 ? [paragraph(none, "quiet")] : blocksOf(now),
    },
    { id: "plans-past", title: words.message("shown.plans.older"), blocks: blocksOf(past) },
  ].filter(({ blocks }) => blocks.length > 0);
}

/** A plan: its stage, how many of its measures are where, what they cost, and each of them. */
function planBlocks(given: Given, { stages, measures }: PlanProgress): readonly Element[] {
  const { words, today } = given;
  const { language } = words;
  const [newest] = stages;
  const states = new Map(measures.map((measure) => [measure.versions[0], stateWords(words, measure)]));
  const counts = Map.groupBy(measures, ({ state }) => state);
  const { sums, without } = sumBudgets(measures.map(({ versions }) => versions.map(({ values }) => values)));
  const sum = language.list(
    sums.map(({ amount, currency }) => valueInWords(words, "measure", "budget", amount, { currency })),
  );
  const rest = without === 0 ? "" : ` (${words.message("shown.plan.budget-without", { n: without })})`;
  return [
    heading(newest?.values.title ?? words.message("shown.plan.stray")),
    ...stages.map(({ values: { stage, on } }) =>
      paragraph(language.apart([wordOfCode(words, "stage", stage), language.date(on)]), "quiet"),
    ),
    ...(measures.length === 0
      ? [paragraph(words.message("shown.plan.no-measures"), "quiet")]
      : [
          ...plotted(
            {
              id: `plan-${newest?.key ?? "stray"}`,
              title: words.message("shown.plan.number"),
              description: words.message("shown.plan.as-of", { day: language.date(today) }),
              labelTitle: fieldWord(words, "measure", "state"),
              columns: [{ title: words.message("shown.plan.number"), short: "" }],
              rows: measureStates.flatMap((state) => {
                const value = counts.get(state)?.length ?? 0;
                return value === 0
                  ? []
                  : [{ label: stateWord(words, state), marks: [{ value, text: language.number(value) }] }];
              }),
            },
            words.message("shown.plan.table"),
          ),
          ...(sums.length === 0 ? [] : [paragraph(`${words.message("shown.plan.budget")}: ${sum}${rest}`)]),
          ...rowsTables(
            given,
            "measure",
            measures.map(({ versions }) => versions),
            (row) => states.get(row as ShownRow<"measure">) ?? [],
          ),
        ]),
  ];
}

/** What follows for a measure, and of one that is overdue what was last said. */
function stateWords(words: Words, { state, said }: PlanProgress["measures"][number]): Inlines {
  if (state !== "overdue") return [strong(stateWord(words, state))];
  const last =
    said === null
      ? words.message("shown.measure.nothing-said")
      : words.message("shown.measure.said", { state: stateWord(words, said) });
  return spaced([strong(stateWord(words, state)), `(${last})`]);
}

/** How far a measure is: what a row says of it, or what follows from several. */
function stateWord(words: Words, state: MeasureState): string {
  const isFound = state === "overdue" || state === "differs";
  return isFound ? words.message(`shown.state.${state}`) : wordOfCode(words, "state", state);
}

/** A register: what is said of the same thing, or of the same article, together. What is in force, then what is newest, stands first. */
function registerTable(given: Given, register: RegisterName): readonly Element[] {
  const { words, view, today } = given;
  const rows = view.rows.filter((row) => row.register === register);
  const groups = register === "law" ? grouped(rows, marksOfLaw) : [...Map.groupBy(rows, ({ key }) => key).values()];
  const newest = (group: readonly ShownRow[]) => newestFirst(group, ({ values }) => dateOfRow(values) ?? earliestDay);
  const things = newestFirst(groups.map(newest), ([first]) => dateOfRow(first?.values ?? {}) ?? earliestDay);
  const isInForce = (group: readonly ShownRow[]) =>
    group.some(({ values }) => {
      const { stage, until } = values as Partial<RowValues<"law">>;
      return stage === "in-force" && (until === undefined || !liesBefore(until, today));
    });
  const ordered = [...things.filter(isInForce), ...things.filter((thing) => !isInForce(thing))];
  const differing = ordered.filter((thing) => new Set(thing.map(({ values }) => JSON.stringify(values))).size > 1);
  const marked = new Set(differing.map(([first]) => first));
  const mark = [strong(words.message("shown.differ"))];
  return rowsTables(given, register, ordered, (row) => (marked.has(row) ? mark : []));
}

function marksOfLaw({ key, values }: ShownRow): readonly string[] {
  const { act, article } = values as Partial<RowValues<"law">>;
  return [`key ${key}`, ...(article === undefined ? [] : [`article ${act} ${article}`])];
}

/** Of a long table so many rows are shown; the others on demand. */
const atOnce = 10;

/** Rows as a table, and those for which it is too long; under each its earlier versions. `markOf` says something about a row beside its name. */
function rowsTables(
  given: Given,
  register: RegisterName,
  groups: readonly (readonly ShownRow[])[],
  markOf: (row: ShownRow) => Inlines,
): readonly Element[] {
  const { words, view } = given;
  const { language } = words;
  const nameOf = namesIn(words, view);
  const titles = (["what", "source", "entered-by", "signed", "leaf"] as const).map((name) =>
    words.message(`column.${name}`),
  );
  const versionRow = ({ ref, at, values }: ShownRow["history"][number]): TableRow => {
    const said = values === null ? words.message("shown.history.withdrawn") : fieldsInWords(words, register, values);
    const cells = [null, words.message("shown.history", { said }), null, language.day(Date.parse(at)), null];
    return { cells: [...cells, code(ref.note.slice(0, shownOfNote))] };
  };
  const all = groups.flat();
  const caption = language.apart([registerWord(words, register), words.message("value.rows", { n: all.length })]);
  const columns = [registerWord(words, register), ...titles];
  const rows = all.flatMap((row): readonly TableRow[] => {
    const { values, source, from, signedOff } = row;
    const [name, shown] = headOf(given, row);
    const signed = signedOff.map(({ office, organisation }) =>
      language.commas([...new Set([office, nameOf(organisation)])]),
    );
    const publisher = from === null ? [] : [from.publisher];
    return [
      {
        cells: [
          joined([name, markOf(row)], language.between),
          fieldsInWords(words, register, values, [...shown, "plan"]),
          source === ownFiles
            ? words.message("shown.trace.own")
            : language.commas([from?.title ?? source, ...publisher]),
          language.apart([nameOf(row.organisation), language.day(Date.parse(row.at))]),
          signed.length === 0 ? words.message("value.no") : signed.join(language.semicolon),
          spaced([row.leaf === null ? null : language.number(row.leaf), code(row.ref.note.slice(0, shownOfNote))]),
        ],
      },
      ...row.history.map(versionRow),
    ];
  });
  const shown = table({ caption, columns, rows: rows.slice(0, atOnce) });
  if (rows.length <= atOnce) return [shown];
  const more = words.message("shown.list.more", { n: rows.length });
  const others = table({ caption, columns, rows: rows.slice(atOnce) });
  return [shown, elementOf("details", {}, elementOf("summary", {}, more), others)];
}

/** So many characters of the id of a note. */
const shownOfNote = 16;

/** What a row is, without numbers and sentences, which need the names of their fields; and the fields that say it. A thing of another register has its name. */
function headOf(
  { words, things, ...rest }: Given,
  { register, values }: ShownRow,
): readonly [string, readonly string[]] {
  const { line, fields } = registerOf(register);
  const said = values as FieldValues;
  const isApart = (field: string) => ["count", "whole", "text"].includes(fields[field]?.shape.type ?? "");
  const shown = line.filter((field) => said[field] !== undefined && !isApart(field));
  const parts = shown.map((field) => {
    const shape = fields[field]?.shape;
    const thing = shape?.type === "key" ? things.get(`${shape.register} ${said[field]}`) : undefined;
    if (thing !== undefined) return headOf({ words, things, ...rest }, thing)[0];
    return valueInWords(words, register, field, said[field], said);
  });
  return [words.language.apart(parts), shown];
}
