// An edition as a document: its paragraphs with the bound words marked, then what each of them rests on, then the reasons that the checks were answered
// with. Every other word is the writer's, and the document says so.

import { type Anchor, type FigurePiece, type Piece, subjectOf } from "../../core/registers/pieces.ts";
import { type EditionSection, editionSections } from "../../core/registers/register-table.ts";
import { ownFiles } from "../../core/registers/row.ts";
import { sourceOf, sourceRows } from "../../record/named-source.ts";
import type { RecordRead } from "../../record/record-read.ts";
import { refId } from "../../record/statement.ts";
import type { Words } from "../../words/words.ts";
import { type Block, paragraph, type ReportDocument } from "../document.ts";
import type { Inline, Inlines } from "../inlines.ts";
import { run } from "../say.ts";
import { countryIn, reportTextOf } from "../text/report-text.ts";
import type { Edition } from "./edition.ts";
import { anchorsIn } from "./fill.ts";
import { Grounds } from "./grounds.ts";
import { factName } from "./proposal-sentences.ts";

/** What stands on the front of an edition besides its words: null for a draft. */
interface EditionFront {
  readonly size: number;
  readonly import: string;
}

export function editionDocument(
  edition: Edition,
  record: RecordRead,
  words: Words,
  front: EditionFront | null,
): ReportDocument {
  const text = reportTextOf(words);
  const { t } = text;
  const names = (id: string) => {
    const name = record.organisationNames.get(id);
    return name === undefined ? id : words.language.pick(name);
  };
  const country = countryIn(words, record);
  const cited = [
    ...new Map(
      edition.paragraphs.flatMap(({ pieces }) => anchorsIn(pieces)).map((one) => [subjectOf(one), one]),
    ).values(),
  ];
  const places = new Map(cited.map((anchor, i) => [subjectOf(anchor), i + 1]));
  const marked = (pieces: readonly Piece[]): Inlines =>
    run(
      pieces.map(
        (piece): Inline =>
          piece.kind === "plain"
            ? { kind: "text", text: piece.words }
            : { kind: "link", text: piece.words, to: `cited-${places.get(subjectOf(piece))}` },
      ),
    );
  const blocksOf = (section: EditionSection): readonly Block[] =>
    edition.paragraphs.filter((one) => one.section === section).map(({ pieces }) => paragraph(marked(pieces)));
  const title = (section: EditionSection) => text.name("paragraph", "section", section);
  return {
    language: text.tag,
    direction: text.direction,
    kicker: t("report.head.kicker"),
    title: t("report.head.title", { country, period: text.period(edition) }),
    subtitle: t("report.edition.subtitle"),
    warning: record.trial ? t("report.head.warning") : null,
    notice: front === null ? t("report.edition.draft") : null,
    marks: [
      { name: t("report.edition.by"), value: run([names(edition.organisation)]) },
      ...edition.signatures.map(({ office }) => ({ name: t("report.edition.signed-for"), value: run([office]) })),
      ...(front === null
        ? []
        : [
            { name: t("report.head.log"), value: run([t("report.head.log-size", { size: front.size })]) },
            { name: t("report.edition.import"), value: [{ kind: "code", text: front.import } as const] },
          ]),
    ],
    sections: [
      ...editionSections.flatMap((section) => {
        const blocks = blocksOf(section);
        return blocks.length === 0 ? [] : [{ id: section, title: title(section), blocks }];
      }),
      ...(cited.length === 0
        ? []
        : [
            {
              id: "cited",
              title: t("report.edition.cited"),
              blocks: [citedTable(cited, edition, record, text, names)],
            },
          ]),
      ...(edition.answers.length === 0
        ? []
        : [
            {
              id: "answers",
              title: t("report.edition.answers"),
              blocks: edition.answers.map(({ findings, reason }) =>
                paragraph(run([{ kind: "quoted", text: reason }, ` (${text.number(findings.length)})`])),
              ),
            },
          ]),
    ],
    words: { contents: t("report.head.contents"), asTable: t("report.head.as-table") },
  };
}

/** What each bound word rests on: the number's fact, or the row, then who says it. */
function citedTable(
  cited: readonly Anchor[],
  { kind }: Pick<Edition, "kind">,
  { statements }: Pick<RecordRead, "statements">,
  text: ReturnType<typeof reportTextOf>,
  names: (id: string) => string,
): Block {
  const { t } = text;
  const sources = sourceRows(statements);
  const sourceName = (source: string, organisation: string | undefined) => {
    if (source !== ownFiles)
      return sourceOf(sources, { source, organisation: organisation ?? "" })?.values.title ?? source;
    return organisation === undefined
      ? t("report.sources.own-files")
      : t("report.edition.own-files", { organisation: names(organisation) });
  };
  const grounds = new Grounds(statements, kind);
  const tallies = new Set(statements.filter(({ register }) => register === "tally").map(({ ref }) => refId(ref)));
  /** Of own files: the office whose number it is, or that released it; nobody in particular counts rows that everybody reads. */
  const counterOf = (anchor: FigurePiece) => {
    const statement = anchor.source === ownFiles ? grounds.figure(anchor)?.statement : undefined;
    const isOfOffice = statement?.from === "figure" || statement?.records.some((ref) => tallies.has(refId(ref)));
    return isOfOffice === true ? statement?.organisation : undefined;
  };
  const of = (anchor: Anchor): readonly [string, string] => {
    if (anchor.kind === "row")
      return [`${text.section(anchor.register)}: ${anchor.key}`, sourceName(anchor.source, anchor.organisation)];
    const fact = factName(text, anchor.fact);
    const part = anchor.part === null ? "" : `${text.comma}${text.name("figure", "part", anchor.part)}`;
    return [
      `${fact}${part}${text.comma}${text.period({ year: anchor.year, kind })}`,
      sourceName(anchor.source, counterOf(anchor)),
    ];
  };
  return {
    kind: "table",
    caption: t("report.edition.cited-caption"),
    dense: true,
    columns: [
      { title: t("report.edition.number-of"), numeric: true },
      { title: t("report.edition.rests-on") },
      { title: t("report.edition.says") },
    ],
    rows: cited.map((anchor, i) => {
      const [what, source] = of(anchor);
      return {
        id: `cited-${i + 1}`,
        cells: [run([text.number(i + 1)]), run([what]), run([{ kind: "quoted", text: source }])],
      };
    }),
  };
}
