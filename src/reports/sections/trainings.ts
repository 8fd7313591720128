// The training sessions of the year: when, on what, for whom, how many took part and who taught, with marks that lead to the rows.

import { refId } from "../data/record-places.ts";
import { type ReportRow, rowsOf, sessionOf } from "../data/report-rows.ts";
import { type Block, paragraph } from "../document.ts";
import type { Inlines } from "../inlines.ts";
import { plain, run, spaced } from "../say.ts";
import { differNote } from "./figure-sentence.ts";
import { cite, quoted, type Report, sumInWords } from "./report.ts";

type TrainingRow = ReportRow<"training">;

/** The first sessions of the year, one in a row, and how many more there are. What several sources say alike stands once. */
export function trainingsTable(report: Report): readonly Block[] {
  const { data, text, facts, records } = report;
  const organisationOf = ({ ref }: TrainingRow) => records.get(refId(ref))?.organisation ?? "";
  const sessions = [
    ...Map.groupBy(rowsOf(data.rows, "training"), (row) =>
      sessionOf({ ...row, organisation: organisationOf(row) }),
    ).values(),
  ];
  if (sessions.length === 0) return [];
  const statements = facts.get("trainings")?.now.statements ?? [];
  const more = statements.reduce((sum, { value }) => sum + Number(value), 0) - sessions.length;
  return [
    {
      kind: "table",
      caption: text.t("report.trainings.caption"),
      columns: [
        { title: text.t("report.trainings.when") },
        { title: text.t("field.topic") },
        { title: text.t("report.trainings.professions") },
        { title: text.t("field.participants"), numeric: true },
        { title: text.t("report.trainings.trainer") },
        { title: text.t("column.source") },
      ],
      rows: alikeOnce(report, sessions).map((alike) => {
        const refs = alike.flat().map(({ ref }) => ref);
        const isDisputed = refs.some((ref) => report.disputed.has(refId(ref)));
        return {
          cells: [
            ...sessionCells(report, alike[0] ?? []),
            spaced([cite(report, refs), isDisputed ? differNote(report) : null]),
          ],
        };
      }),
    },
    ...(more > 0 ? [paragraph(text.t("report.trainings.more", { n: more }), "quiet")] : []),
  ];
}

/** Sessions in groups of those that read the same and of which each is another source's. */
function alikeOnce(
  report: Report,
  sessions: readonly (readonly TrainingRow[])[],
): readonly (readonly (readonly TrainingRow[])[])[] {
  const times = new Map<string, number>();
  const groups = Map.groupBy(sessions, (rows) => {
    const words = sessionCells(report, rows).map(plain).join("\n");
    const said = `${rows[0]?.source}\n${words}`;
    const time = (times.get(said) ?? 0) + 1;
    times.set(said, time);
    return `${time}\n${words}`;
  });
  return [...groups.values()];
}

/** A session in cells: what its rows say alike stands once. */
function sessionCells({ text }: Report, rows: readonly TrainingRow[]): readonly Inlines[] {
  const each = (pick: (values: TrainingRow["values"]) => string | undefined) => [
    ...new Set(rows.flatMap(({ values }) => pick(values) ?? [])),
  ];
  const professions = Map.groupBy(rows, ({ values }) => values.profession);
  const participants = (some: readonly TrainingRow[]) =>
    sumInWords(
      text,
      some.map(({ values }) => values.participants),
    );
  const trainers = each(({ trainer }) => trainer);
  return [
    run([text.commas(each(({ on }) => text.date(on)))]),
    run([text.commas(each(({ topic }) => text.code("training", "topic", topic)))]),
    run([
      [...professions]
        .map(([profession, some]) => {
          const name = text.code("training", "profession", profession);
          return professions.size > 1 ? `${name}${text.listColon}${participants(some)}` : name;
        })
        .join(text.semicolon),
    ]),
    run([participants(rows)]),
    trainers.length === 0 ? run([text.t("report.criteria.nothing")]) : [quoted(trainers.join(", "))],
  ];
}
