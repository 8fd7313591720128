// An edition as a document: its paragraphs with the bound words marked, then what each of them rests on, then the reasons that the checks were answered
// with. Every other word is the writer's, and the document says so.

import { type Anchor, type FigurePiece, type Piece, subjectOf } from "../../core/registers/pieces.ts";
import { type EditionSection, editionSections } from "../../core/registers/register-table.ts";
import { ownFiles } from "../../core/registers/row.ts";
import { sourceOf, sourceRows } from "../../record/named-source.ts";
import type { RecordRead } from "../../record/record-read.ts";
import type { Words } from "../../words/words.ts";
import { paragraph, type ReportDocument, sectionOf, table } from "../print/document.ts";
import type { DrawnNode, Element } from "../print/elements.ts";
import { code, link, quoted } from "../print/say.ts";
import { countryIn, type ReportText, reportTextOf } from "../text/report-text.ts";
import type { Edition, PublishedEdition } from "./edition.ts";
import { anchorsIn } from "./fill.ts";
import { Grounds } from "./grounds.ts";

/** `front` is what stands on the front of an edition besides its words: null for a draft. */
export function editionDocument(
  edition: Edition,
  record: RecordRead,
  words: Words,
  front: Pick<PublishedEdition, "size" | "import"> | null,
): ReportDocument {
  const text = reportTextOf(words);
  const { t } = text;
  const names = (id: string) => words.language.pick(record.organisationNames.get(id) ?? {}) || id;
  const anchors = edition.paragraphs.flatMap(({ pieces }) => anchorsIn(pieces));
  const cited = [...new Map(anchors.map((one) => [subjectOf(one), one])).values()];
  const places = new Map(cited.map((anchor, i) => [subjectOf(anchor), i + 1]));
  const marked = (piece: Piece): DrawnNode =>
    piece.kind === "plain" ? piece.words : link(piece.words, `cited-${places.get(subjectOf(piece))}`);
  const blocksOf = (section: EditionSection): readonly Element[] =>
    edition.paragraphs.filter((one) => one.section === section).map(({ pieces }) => paragraph(pieces.map(marked)));
  const answers = edition.answers.map(({ findings, reason }) => {
    const found = [...Map.groupBy(findings, (id) => id.split(" ")[0] ?? "")].map(
      ([code, ids]) => text.word(`report.edition.found.${code}`, code) + text.listColon + text.number(ids.length),
    );
    return paragraph([quoted(reason), ` (${text.semicolons(found)})`]);
  });
  const restsOn = citedWords(edition, record, text, names);
  const citedRows = cited.map((anchor, i) => {
    const [what, source] = restsOn(anchor);
    return { id: `cited-${i + 1}`, cells: [text.number(i + 1), what, quoted(source)] };
  });
  const citedTable = table({
    caption: t("report.edition.cited-caption"),
    dense: true,
    columns: [{ numeric: t("report.edition.number-of") }, t("report.edition.rests-on"), t("report.edition.says")],
    rows: citedRows,
  });
  return {
    language: text.tag,
    direction: text.direction,
    kicker: t("report.head.kicker"),
    title: t("report.head.title", { country: countryIn(words, record), period: text.period(edition) }),
    subtitle: t("report.edition.subtitle"),
    warning: record.trial ? t("report.head.warning") : null,
    notice: front === null ? t("report.edition.draft") : null,
    marks: [
      { name: t("report.edition.by"), value: names(edition.organisation) },
      ...edition.signatures.map(({ office }) => ({ name: t("report.edition.signed-for"), value: office })),
      ...(front === null
        ? []
        : [
            { name: t("report.head.log"), value: t("report.head.log-size", { size: front.size }) },
            { name: t("report.edition.import"), value: code(front.import) },
          ]),
    ],
    contents: t("report.head.contents"),
    sections: [
      ...editionSections.flatMap((id) => sectionOf(id, text.name("paragraph", "section", id), blocksOf(id))),
      ...sectionOf("cited", t("report.edition.cited"), cited.length === 0 ? [] : [citedTable]),
      ...sectionOf("answers", t("report.edition.answers"), answers),
    ],
  };
}

/** What a bound word rests on: the number's fact, or the row; then who says it. */
function citedWords(
  { kind }: Edition,
  { statements }: RecordRead,
  text: ReportText,
  names: (id: string) => string,
): (anchor: Anchor) => readonly [string, string] {
  const sources = sourceRows(statements);
  const sourceName = (source: string, organisation: string | undefined) => {
    if (source !== ownFiles)
      return sourceOf(sources, { source, organisation: organisation ?? "" })?.values.title ?? source;
    return organisation === undefined
      ? text.t("report.sources.own-files")
      : text.t("report.edition.own-files", { organisation: names(organisation) });
  };
  const grounds = new Grounds(statements, kind);
  /** Of own files: the office whose number it is, or that released it; nobody in particular counts rows that everybody reads. */
  const counterOf = (anchor: FigurePiece) => {
    const statement = anchor.source === ownFiles ? grounds.figure(anchor)?.statement : undefined;
    const isOfOffice =
      statement?.from === "figure" || grounds.rowsOf(anchor).some(({ register }) => register === "tally");
    return isOfOffice ? statement?.organisation : undefined;
  };
  return (anchor) => {
    if (anchor.kind === "row")
      return [`${text.section(anchor.register)}: ${anchor.key}`, sourceName(anchor.source, anchor.organisation)];
    const part = anchor.part === null ? [] : [text.name("figure", "part", anchor.part)];
    const what = [text.fact(anchor.fact), ...part, text.period({ year: anchor.year, kind })];
    return [what.join(text.comma), sourceName(anchor.source, counterOf(anchor))];
  };
}
