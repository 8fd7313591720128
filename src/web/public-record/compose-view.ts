// From the open record to what the public page shows: released cases, plans with their progress, laws side by side, published reports, and short lists. Pure:
// the same record and day give the same view.

import { checkedProceedings } from "../../assessment/checked-proceedings.ts";
import { earliestDay } from "../../core/registers/partial-date.ts";
import { type RegisterName, registerNames, registerOf } from "../../core/registers/register-table.ts";
import { dateOfRow, ownFiles } from "../../core/registers/row.ts";
import { hashOfText } from "../../member/record/record-keeper.ts";
import type { RecordBook } from "../../record/book.ts";
import { type CheckedRelease, checkedCases } from "../../record/checked-cases.ts";
import type { Statement } from "../../record/statement.ts";
import { isOlder, publishedEditions } from "../../reports/edition/edition.ts";
import {
  countStates,
  isInForce,
  isPast,
  liesBefore,
  measureState,
  newestFirst,
  newestSaid,
  sumBudgets,
} from "./plan-progress.ts";
import type {
  NameByLanguage,
  PublicView,
  ShownLaw,
  ShownMeasure,
  ShownPlan,
  ShownRelease,
  ShownRow,
} from "./public-view.ts";

/** The parts of the view that follow from the record. `today` is a day spelled in full. */
type ComposedView = Pick<
  PublicView,
  "cases" | "proceedings" | "plans" | "stray" | "laws" | "publications" | "editions" | "lists" | "notCounted"
>;

/** What is done, but what has a part of the page of its own; what sources say in their words, and what the country was asked for. Nothing sealed is on the page. */
const listed = registerNames.filter((name) => {
  const { open, about } = registerOf(name);
  const isShownApart = ["law", "plan", "measure", "progress"].includes(name);
  const isOfDeeds = about !== "says" && about !== "control";
  return open && !isShownApart && (isOfDeeds || ["said", "data-request"].includes(name));
});

export function composeView(
  book: RecordBook,
  organisationNames: ReadonlyMap<string, NameByLanguage>,
  today: string,
  offices: Offices,
): ComposedView {
  const rows = <R extends RegisterName>(register: R): readonly ShownRow<R>[] =>
    book.statements(register).map((statement) => shownRow(statement, book, organisationNames));
  const plans = groupPlans(rows("plan"));
  const progress = rows("progress");
  const measures = [...Map.groupBy(rows("measure"), ({ key }) => key).values()];
  const planOf = (versions: readonly ShownRow<"measure">[]) =>
    plans.find((stages) => versions.some(({ values }) => stages.some(({ key }) => key === values.plan)));
  const shown = measures.map((versions) => {
    const plan = planOf(versions);
    return { plan, measure: shownMeasure(versions, progress, plan ?? [], today) };
  });
  return {
    ...releasesOf(book, organisationNames, offices),
    plans: plans.map((stages) =>
      shownPlan(
        stages,
        shown.flatMap(({ plan, measure }) => (plan === stages ? [measure] : [])),
        today,
      ),
    ),
    stray: shown.flatMap(({ plan, measure }) => (plan === undefined ? [measure] : [])),
    laws: groupLaws(rows("law"), today),
    publications: newestFirst(rows("publication"), ({ values }) => values.year),
    editions: editionsOf(book, organisationNames),
    lists: listed.map((register) => ({
      register,
      rows: newestFirst(rows(register), ({ values }) => dateOfRow(values) ?? ""),
    })),
    notCounted: book.refused.length + book.incomplete.length,
  };
}

function shownRow<R extends RegisterName>(
  statement: Statement<R>,
  book: RecordBook,
  organisationNames: ReadonlyMap<string, NameByLanguage>,
): ShownRow<R> {
  const nameOf = (id: string) => organisationNames.get(id) ?? {};
  const source = statement.source === ownFiles ? null : book.sourceOf(statement as Statement);
  return {
    key: statement.key,
    values: statement.values,
    trace: {
      source: {
        key: statement.source,
        title: source?.values.title ?? null,
        publisher: source?.values.publisher ?? null,
      },
      organisation: nameOf(statement.organisation),
      at: statement.at,
      signedOff: statement.signedOff.map(({ office, organisation }) => ({
        office,
        organisation: nameOf(organisation),
      })),
      note: statement.ref.note,
      leaf: statement.leaf,
    },
    history: statement.history.map(({ at, ref, values }) => ({ at, note: ref.note, values })),
  };
}

/** Plans by the title that their stages share; those whose newest stage is newer come first. */
function groupPlans(rows: readonly ShownRow<"plan">[]): readonly (readonly ShownRow<"plan">[])[] {
  const groups = joined(rows, ({ key, values }) => [`key ${key}`, `title ${values.title}`]);
  const sorted = groups.map((group) => newestFirst(group, ({ values }) => values.on));
  return newestFirst(sorted, ([newest]) => newest?.values.on ?? earliestDay);
}

function shownMeasure(
  versions: readonly ShownRow<"measure">[],
  progress: readonly ShownRow<"progress">[],
  stages: readonly ShownRow<"plan">[],
  today: string,
): ShownMeasure {
  const key = versions[0]?.key ?? "";
  const reports = newestFirst(
    progress.filter(({ values }) => values.measure === key),
    ({ values }) => values.on,
  );
  const said = reports.map(({ values }) => values);
  const planInForce = isInForce(
    stages.map(({ values }) => values),
    today,
  );
  const newest = newestSaid(said);
  return {
    key,
    state: measureState(
      versions.map(({ values }) => values),
      said,
      planInForce,
      today,
    ),
    said: newest === "differs" ? null : newest,
    versions,
    progress: reports,
  };
}

function shownPlan(stages: readonly ShownRow<"plan">[], measures: readonly ShownMeasure[], today: string): ShownPlan {
  const counts = countStates(measures.map(({ state }) => state));
  const newest = stages[0]?.values;
  return {
    title: newest?.title ?? "",
    past: newest !== undefined && isPast(newest, counts.overdue, today),
    stages,
    measures,
    counts,
    budget: sumBudgets(measures.map(({ versions }) => versions.map(({ values }) => values))),
  };
}

/** Rows about the same article, or under the same key, side by side; what is in force comes first. */
function groupLaws(rows: readonly ShownRow<"law">[], today: string): readonly ShownLaw[] {
  const groups = joined(rows, ({ key, values }) => [
    `key ${key}`,
    ...(values.article === undefined ? [] : [`article ${values.act} ${values.article}`]),
  ]);
  const laws = groups.map((group) => ({
    inForce: group.some(
      ({ values: { stage, until } }) => stage === "in-force" && (until === undefined || !liesBefore(until, today)),
    ),
    rows: newestFirst(group, ({ values }) => values.on ?? earliestDay),
  }));
  return [...laws.filter(({ inForce }) => inForce), ...laws.filter(({ inForce }) => !inForce)];
}

/** Groups things that share any of their marks with another of the group, in the order in which they come. */
function joined<T>(things: readonly T[], marksOf: (thing: T) => readonly string[]): readonly (readonly T[])[] {
  let groups: readonly { readonly marks: readonly string[]; readonly things: readonly T[] }[] = [];
  for (const thing of things) {
    const marks = marksOf(thing);
    const touched = groups.filter((group) => marks.some((mark) => group.marks.includes(mark)));
    groups = [
      ...groups.filter((group) => !touched.includes(group)),
      {
        marks: [...touched.flatMap((group) => group.marks), ...marks],
        things: [...touched.flatMap((group) => group.things), thing],
      },
    ];
  }
  return groups.map((group) => group.things);
}

/** Who could sign a release off, at a leaf of the log: one of cases, and one of proceedings. */
interface Offices {
  readonly officesAt: (leaf: number) => readonly string[];
  readonly reviewersAt: (leaf: number) => readonly string[];
}

function releasesOf(
  book: RecordBook,
  organisationNames: ReadonlyMap<string, NameByLanguage>,
  { officesAt, reviewersAt }: Offices,
): Pick<ComposedView, "cases" | "proceedings"> {
  const nameOf = (id: string) => organisationNames.get(id) ?? {};
  const shown = ({ year, release, signed: by, flaws }: CheckedRelease): ShownRelease => {
    const { values, tallies, organisation, first } = release;
    const signed = typeof by === "string" ? by : { office: by.office, organisation: nameOf(by.organisation) };
    return {
      ...{ year, release: values, signed, flaws },
      trace: {
        source: { key: ownFiles, title: null, publisher: null },
        organisation: nameOf(organisation),
        at: tallies[0]?.at ?? "",
        signedOff: typeof signed === "string" ? [] : [signed],
        note: first.ref.note,
        leaf: first.leaf,
      },
    };
  };
  const [cases, proceedings] = [checkedCases(book, officesAt), checkedProceedings(book, reviewersAt)];
  return {
    cases: {
      ...cases,
      years: cases.years.map((one) => ({
        ...{ ...shown(one), joined: one.joined },
        rows: one.flaws.length > 0 ? [] : one.rows,
      })),
    },
    proceedings: {
      ...proceedings,
      years: proceedings.years.map((one) => ({
        ...shown(one),
        kind: one.kind,
        rows: (one.flaws.length > 0 ? [] : one.release.tallies).map((row) => ({
          values: row.values,
          source: row.source,
          title: row.source === ownFiles ? null : (book.sourceOf(row as Statement)?.values.title ?? null),
          isWhole: one.isWhole(row),
        })),
      })),
    },
  };
}

function editionsOf(
  book: RecordBook,
  organisationNames: ReadonlyMap<string, NameByLanguage>,
): ComposedView["editions"] {
  const editions = publishedEditions(book.statements("paragraph"), hashOfText);
  return editions.map((edition) => ({
    edition,
    organisation: organisationNames.get(edition.organisation) ?? {},
    isOlder: isOlder(edition, editions),
  }));
}
