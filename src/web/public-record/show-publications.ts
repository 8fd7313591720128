// Published reports on the page, each to be read here as the open rows give it: those that a person wrote, and those of programs of before.

import type { Period } from "../../assessment/fact-value.ts";
import type { RecordRead } from "../../record/record-read.ts";
import type { ReportDocument } from "../../reports/print/document.ts";
import { reportParts } from "../../reports/text/report-words.ts";
import { fieldWord, schemeWord } from "../../words/code-words.ts";
import { languageFor, languages } from "../../words/languages.ts";
import type { Words } from "../../words/words.ts";
import { loadWords } from "../text/load-words.ts";
import { button, element, paragraph, section } from "./elements.ts";
import { newestFirst } from "./plan-progress.ts";
import { namesIn, type PublicEdition, type PublicView, rowsOf } from "./public-view.ts";
import { showReport } from "./show-report.ts";

/** Asks for the open record as it stood at a size of the log; null where the log does not reach that far. */
export type RecordAt = (size: number) => Promise<RecordRead | null>;

/** A report that was published, and what may be read of it here. */
interface Published {
  readonly title: string;
  readonly organisation: string;
  readonly notes: readonly HTMLElement[];
  /** The size of the log of which it was made. */
  readonly size: number;
  readonly parts: readonly Part[];
}

/** What its button says, and what makes it of the record as it stood then, with what is said of it. */
interface Part {
  readonly label: string;
  readonly read: (record: RecordRead) => Promise<{ readonly said: string; readonly document: ReportDocument }>;
}

export function showPublications(words: Words, view: PublicView, recordAt: RecordAt): HTMLElement {
  const nameOf = namesIn(words, view);
  const old = newestFirst(rowsOf(view.rows, "publication"), ({ values }) => values.year);
  const all: readonly Published[] = [
    ...view.editions.map((shown) => ofWriter(words, shown, nameOf)),
    ...old.map(({ values: { year, scheme, data, size }, organisation }): Published => {
      const said = `${words.message("shown.reports.made")} ${words.message("shown.reports.older")}`;
      const annex = annexOf({ year: Number(year), kind: "calendar" }, said, words.message("shown.reports.read"));
      const named = { year: words.language.date(year), scheme: schemeWord(words, scheme) };
      const hash = element(
        "p",
        {},
        `${fieldWord(words, "publication", "data")}: `,
        element("code", { dir: "ltr" }, data),
      );
      return { title: words.message("shown.reports.year", named), organisation, notes: [hash], size, parts: [annex] };
    }),
  ];
  return section(
    words.message("register.publication"),
    all.length === 0 ? paragraph(words.message("shown.reports.empty"), "note") : null,
    ...all.map(({ title, organisation, notes, size, parts }) =>
      element(
        "article",
        {},
        element("h3", { class: "small" }, title),
        paragraph(words.message("shown.reports.by", { name: nameOf(organisation) })),
        ...notes,
        ...parts.flatMap((part) => readHere(words, part, () => recordAt(size))),
      ),
    ),
  );
}

/** A report that a person wrote, with each number and row filled again, and its annex. */
function ofWriter(words: Words, { edition, isOlder }: PublicEdition, nameOf: (id: string) => string): Published {
  const { organisation, size, kind, year, signatures } = edition;
  const language = languages[edition.language].name;
  const read: Part["read"] = async (record) => {
    const [inWords, { checkPublished }, { verdictWords }, { editionDocument }] = await Promise.all([
      loadWords(edition.language, reportParts),
      import("../../reports/check-page.ts"),
      import("../../reports/verdict-words.ts"),
      import("../../reports/edition/edition-document.ts"),
    ]);
    const { headline, sentences } = verdictWords(checkPublished(edition, record, isOlder), words, nameOf);
    return { said: [headline, ...sentences].join(" "), document: editionDocument(edition, record, inWords, edition) };
  };
  return {
    title:
      kind === "calendar"
        ? words.message("shown.editions.year", { year: words.language.date(String(year)), language })
        : words.message("shown.editions.april-march", { year, next: year + 1, language }),
    organisation,
    notes: [
      ...signatures.map(({ office }) => paragraph(words.message("shown.editions.signed", { office }))),
      ...(isOlder ? [paragraph(words.message("shown.editions.older"), "note")] : []),
    ],
    size,
    parts: [
      { label: words.message("shown.reports.read"), read },
      annexOf(edition, words.message("shown.reports.made"), words.message("shown.editions.annex")),
    ],
  };
}

/** The facts of a year as the open rows gave them then, in the language of the page. What makes them is fetched by whoever asks for them. */
function annexOf(period: Period, said: string, label: string): Part {
  return {
    label,
    read: async (record) => {
      const [inWords, { composeReport }, { reportOfYear }] = await Promise.all([
        loadWords(languageFor(document.documentElement.lang) ?? "en", reportParts),
        import("../../reports/compose.ts"),
        import("../../reports/report-of-year.ts"),
      ]);
      return { said, document: composeReport(reportOfYear(record, period), inWords) };
    },
  };
}

/** A button that makes a part of a report, and shows it below itself. */
function readHere(words: Words, { label, read }: Part, recordThen: () => ReturnType<RecordAt>): readonly HTMLElement[] {
  const status = element("p", { role: "status" });
  const place = element("div");
  const make = async (pressed: HTMLElement) => {
    pressed.setAttribute("disabled", "");
    status.textContent = words.message("shown.reports.making");
    const record = await recordThen();
    const made = record === null ? null : await read(record);
    pressed.removeAttribute("disabled");
    status.textContent = made === null ? words.message("shown.reports.not-here") : made.said;
    if (made === null) return;
    place.replaceChildren(showReport(made.document));
    place.querySelector<HTMLElement>("[tabindex]")?.focus();
  };
  return [button(label, (pressed) => void make(pressed)), status, place];
}
