// Laws side by side, published reports, and the short lists of the record on the page.

import type { Period } from "../../assessment/fact-value.ts";
import { type RegisterName, registerOf } from "../../core/registers/register-table.ts";
import type { RecordRead } from "../../record/record-read.ts";
import type { ReportDocument } from "../../reports/document.ts";
import { reportParts } from "../../reports/text/report-words.ts";
import { fieldWord, registerWord, schemeWord, wordOfCode } from "../../words/code-words.ts";
import { languageFor, languages } from "../../words/languages.ts";
import type { Words } from "../../words/words.ts";
import { loadWords } from "../text/load-words.ts";
import { definitionList, element, entered, onDemand, others, paragraph, section } from "./elements.ts";
import type { PublicView, ShownEdition, ShownLaw } from "./public-view.ts";
import { rowCard, traceLine } from "./show-row.ts";
import { valueWord } from "./shown-words.ts";

/** A list shows so many; the others on demand. */
const atOnce = 10;

/** Laws in force, then the others on demand. */
export function showLaws(words: Words, { laws }: PublicView): HTMLElement {
  const shown = (inForce: boolean) => laws.filter((law) => law.inForce === inForce).map((law) => showLaw(words, law));
  return section(
    words.message("register.law"),
    laws.length === 0 ? paragraph(words.message("shown.laws.empty"), "note") : null,
    ...shown(true),
    others(words, words.message("shown.laws.others"), shown(false)),
  );
}

function showLaw(words: Words, { rows }: ShownLaw): HTMLElement {
  const [first] = rows;
  const title = first === undefined ? "" : [first.values.act, first.values.article].filter(Boolean).join(" ");
  const differ = new Set(rows.map(({ values }) => JSON.stringify(values))).size > 1;
  const cards = rows.map((row) => {
    const { stage, on } = row.values;
    const since = on === undefined ? [] : [words.language.date(on)];
    const text = words.language.apart([wordOfCode(words, "stage", stage), ...since]);
    return rowCard(words, "law", row, { text, fields: ["act", "article", "stage", "on"], level: "h4" });
  });
  return element(
    "div",
    { class: "law" },
    element("h3", {}, entered(title)),
    differ ? paragraph(words.message("shown.laws.differ")) : null,
    element("div", { class: "side-by-side" }, ...cards),
  );
}

/** Reports that a person wrote; and those of programs of before, which the program made and of which a hash was published. */
export function showPublications(
  words: Words,
  { publications, editions }: PublicView,
  recordAt: RecordAt,
): HTMLElement {
  return section(
    words.message("register.publication"),
    ...editions.map((shown) => showEdition(words, shown, recordAt)),
    publications.length + editions.length === 0 ? paragraph(words.message("shown.reports.empty"), "note") : null,
    ...publications.map((row) => {
      const { year, scheme, data, size } = row.values;
      const said = `${words.message("shown.reports.made")} ${words.message("shown.reports.older")}`;
      return element(
        "article",
        {},
        element(
          "h3",
          { class: "small" },
          words.message("shown.reports.year", { year: words.language.date(year), scheme: schemeWord(words, scheme) }),
        ),
        paragraph(words.message("shown.reports.by", { name: words.language.pick(row.trace.organisation) })),
        paragraph(words.message("shown.reports.size", { n: size })),
        definitionList([[fieldWord(words, "publication", "data"), element("code", { dir: "ltr" }, data)]]),
        traceLine(words, row.trace),
        ...annexHere(words, { year: Number(year), kind: "calendar" }, size, recordAt, said),
      );
    }),
  );
}

/** The facts of a year as the open rows gave them then, in the language of the page. What makes them is fetched by whoever asks for them. */
function annexHere(
  words: Words,
  period: Period,
  size: number,
  recordAt: RecordAt,
  said: string,
  label = words.message("shown.reports.read"),
): readonly HTMLElement[] {
  return readHere(words, label, size, recordAt, async (record) => {
    const [inWords, { composeReport }, { reportOfYear, schemeOfYear }] = await Promise.all([
      loadWords(languageFor(document.documentElement.lang) ?? "en", reportParts),
      import("../../reports/compose.ts"),
      import("../../reports/report-of-year.ts"),
    ]);
    const scheme = schemeOfYear(period);
    return scheme === null
      ? null
      : { said, document: composeReport(reportOfYear(record, { period, scheme }), inWords) };
  });
}

/** Asks for the open record as it stood at a size of the log; null where the log does not reach that far. */
export type RecordAt = (size: number) => Promise<RecordRead | null>;

/** A report that a person wrote, to be read here with each number and row filled again. */
function showEdition(words: Words, { edition, organisation, isOlder }: ShownEdition, recordAt: RecordAt): HTMLElement {
  const { kind, year } = edition;
  const language = languages[edition.language].name;
  const heading =
    kind === "calendar"
      ? words.message("shown.editions.year", { year: words.language.date(String(year)), language })
      : words.message("shown.editions.april-march", { year, next: year + 1, language });
  return element(
    "article",
    {},
    element("h3", { class: "small" }, heading),
    paragraph(words.message("shown.reports.by", { name: words.language.pick(organisation) })),
    ...edition.signatures.map(({ office }) => paragraph(words.message("shown.editions.signed", { office }))),
    isOlder ? paragraph(words.message("shown.editions.older"), "note") : null,
    ...readHere(words, words.message("shown.reports.read"), edition.size, recordAt, async (record) => {
      const [inWords, { placeIn, unfilledIn }, { editionDocument }] = await Promise.all([
        loadWords(edition.language, reportParts),
        import("../../reports/edition/edition-page.ts"),
        import("../../reports/edition/edition-document.ts"),
      ]);
      const wrong = unfilledIn(edition, record).map((one) =>
        words.message("shown.editions.refused", {
          section: wordOfCode(words, "section", one.section),
          n: placeIn(edition, one),
        }),
      );
      const said = wrong.length === 0 ? words.message("shown.editions.same") : wrong.join(" ");
      return { said, document: editionDocument(edition, record, inWords, edition) };
    }),
    ...annexHere(
      words,
      edition,
      edition.size,
      recordAt,
      words.message("shown.reports.made"),
      words.message("shown.editions.annex"),
    ),
  );
}

/** What is read here, and what is said of it. */
interface Read {
  readonly said: string;
  readonly document: ReportDocument;
}

/** A button that makes something from the open rows as they stood at a size of the log, and shows it below itself. */
function readHere(
  words: Words,
  label: string,
  size: number,
  recordAt: RecordAt,
  readFrom: (record: RecordRead) => Promise<Read | null>,
): readonly HTMLElement[] {
  const button = element("button", { type: "button" }, label);
  const status = element("p", { role: "status" });
  const place = element("div");
  button.addEventListener("click", () => {
    button.setAttribute("disabled", "");
    status.textContent = words.message("shown.reports.making");
    const read = recordAt(size).then((record) => (record === null ? null : readFrom(record)));
    void Promise.all([read, import("./show-report.ts")]).then(([made, { showReport }]) => {
      button.removeAttribute("disabled");
      status.textContent = made === null ? words.message("shown.reports.not-here") : made.said;
      if (made === null) return;
      const report = showReport(made.document);
      place.replaceChildren(report);
      report.focus();
    });
  });
  return [button, status, place];
}

/** One list for each register that has no part of its own. */
export function showShortLists(words: Words, { lists }: PublicView): readonly HTMLElement[] {
  return lists.map(({ register, rows }) => {
    const cards = rows.map((row) => {
      const heading = headingOf(register, row.values);
      const cells = heading.map(([field, value]) => valueWord(words, register, field, value, row.values));
      const fields = heading.map(([field]) => field);
      return rowCard(words, register, row, { text: words.language.apart(cells), fields, level: "h3" });
    });
    return section(
      registerWord(words, register),
      rows.length === 0 ? paragraph(words.message("shown.list.empty"), "note") : null,
      element("div", { class: "cards" }, ...cards.slice(0, atOnce)),
      rows.length <= atOnce
        ? null
        : onDemand(
            words.message("shown.list.more", { n: rows.length }),
            element("div", { class: "cards" }, ...cards.slice(atOnce)),
          ),
    );
  });
}

/** What a row says on its line, without numbers and sentences: these need the names of their fields. */
function headingOf(register: RegisterName, values: object): readonly (readonly [field: string, value: unknown])[] {
  const { line, fields } = registerOf(register);
  const isApart = (field: string) => ["count", "whole", "text"].includes(fields[field]?.shape.type ?? "");
  return line
    .map((field) => [field, (values as Readonly<Record<string, unknown>>)[field]] as const)
    .filter(([field, value]) => value !== undefined && !isApart(field));
}
