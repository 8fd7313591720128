// The annex to the report of a year: which year, counted how, read by which rules, in which language; then itself, to be read here, saved and printed. It is a
// reading of rules, not a decision.

import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import type { Scheme } from "../../../assessment/assessment.ts";
import type { Period } from "../../../assessment/fact-value.ts";
import { schemeFor, schemes } from "../../../assessment/schemes.ts";
import type { DeviceView } from "../../../member/views.ts";
import { isTooLarge, pageOf } from "../../../reports/check-report.ts";
import { composeReport } from "../../../reports/compose.ts";
import type { ReportData } from "../../../reports/data/report-data.ts";
import type { ReportDocument } from "../../../reports/document.ts";
import { factTable } from "../../../reports/fact-table.ts";
import { reportMarkdown } from "../../../reports/print/markdown.ts";
import { reportOfYear, schemeOfYear } from "../../../reports/report-of-year.ts";
import { type ReportLanguage, reportLanguages, reportParts } from "../../../reports/text/report-words.ts";
import { csvFile } from "../../../tables/csv.ts";
import { languages } from "../../../words/languages.ts";
import type { Words } from "../../../words/words.ts";
import { afterDrawing } from "../../after-drawing.ts";
import { OneOf } from "../../components/choices.tsx";
import { TextField } from "../../components/fields.tsx";
import { Heading } from "../../components/heading.tsx";
import { PageForm } from "../../components/page-form.tsx";
import { saveFile } from "../../save-file.ts";
import { loadWords } from "../../text/load-words.ts";
import { listOf } from "../../text/moments.ts";
import { activeLanguage, t } from "../../text/translate.ts";
import { westernDigits } from "../../text/western-digits.ts";
import { BackLink, type PageProps } from "../page-frame.tsx";
import { fullestYears, rowsByYear } from "../record-numbers.ts";
import { dateWords, schemeName } from "../words.ts";
import { ReportView } from "./report-document.tsx";

interface Made {
  readonly data: ReportData;
  readonly words: Words;
  readonly document: ReportDocument;
  /** As it is saved. */
  readonly page: string;
}

interface Question {
  readonly year: string;
  readonly kind: Period["kind"];
  readonly scheme: string;
}

/** What stands under the question. */
type Shown =
  | { readonly is: "nothing" | "making" | "year-gap" }
  | { readonly is: "refused"; readonly words: string }
  | { readonly is: "made"; readonly made: Made };

/** So many years with rows are named beside the field. */
const yearsNamed = 6;

export function ReportPage({ engine, book, view }: PageProps & { readonly view: DeviceView }): JSX.Element {
  const counts = rowsByYear(book.all);
  const thisYear = new Date(engine.now()).getFullYear();
  const [question, setQuestion] = useState<Question>({
    year: String(newestYear(counts, thisYear)),
    kind: "calendar",
    scheme: "",
  });
  const { year, kind, scheme } = question;
  const [language, setLanguage] = useState<ReportLanguage>(
    () => reportLanguages.find((known) => known === activeLanguage()) ?? "en",
  );
  const [shown, setShown] = useState<Shown>({ is: "nothing" });
  const made = shown.is === "made" ? shown.made : null;

  // What was made for another question must not stand under this one.
  const ask = (change: Partial<Question>) => {
    setQuestion({ ...question, ...change });
    if (shown.is === "made") setShown({ is: "nothing" });
  };
  const make = async () => {
    if (!/^[12]\d{3}$/.test(year)) {
      setShown({ is: "year-gap" });
      document.getElementById("report-year")?.focus();
      return;
    }
    setShown({ is: "making" });
    const [words] = await Promise.all([loadWords(language, reportParts), afterDrawing()]);
    const record = engine.record.at();
    const period: Period = { year: Number(year), kind };
    const chosen = scheme === "" ? schemeOfYear(period) : schemeFor(scheme);
    if (record === null || chosen === null) setShown({ is: "refused", words: t("record.report.not-trusted") });
    else {
      setShown(shownIn(words, reportOfYear(withoutBook(record), { period, scheme: chosen })));
    }
  };
  // The same report in another language is the same data in other words.
  useEffect(() => {
    if (made === null || made.words.language.tag === language) return;
    let isAsked = true;
    void loadWords(language, reportParts).then((words) => {
      if (isAsked) setShown((now) => (now.is === "made" && now.made === made ? shownIn(words, made.data) : now));
    });
    return () => {
      isAsked = false;
    };
  }, [language]);
  useLayoutEffect(() => {
    if (made !== null) document.getElementById("report-name")?.focus();
  }, [made?.data]);

  return (
    <>
      <div class="no-print">
        <BackLink />
        <Heading>{t("record.report.title")}</Heading>
        <p class="lead">{t("record.report.lead")}</p>
        <QuestionForm
          question={question}
          language={language}
          shown={shown}
          years={yearsWithRows(counts)}
          onAsk={ask}
          onLanguage={setLanguage}
          onMake={() => void make()}
        />
      </div>
      {made !== null && (
        <>
          <Use made={made} country={view.country.country} />
          <ReportView key={made.words.language.tag} document={made.document} />
        </>
      )}
    </>
  );
}

/** One whose page nobody could check is not shown. */
function shownIn(words: Words, data: ReportData): Shown {
  const page = pageOf(data, words);
  return isTooLarge(page)
    ? { is: "refused", words: t("record.report.too-large") }
    : { is: "made", made: { data, words, document: composeReport(data, words), page } };
}

function schemeWords({ id, reports: [first, last] }: Scheme): string {
  const said = { scheme: schemeName(id), from: dateWords(String(first)) };
  if (last === null) return t("record.report.scheme-since", said);
  return t("record.report.scheme-of", { ...said, until: dateWords(String(last)) });
}

/** Which year, counted how, read by which rules, in which language. */
function QuestionForm(props: {
  readonly question: Question;
  readonly language: ReportLanguage;
  readonly shown: Shown;
  /** The newest years with rows, in words; empty without any. */
  readonly years: string;
  readonly onAsk: (change: Partial<Question>) => void;
  readonly onLanguage: (language: ReportLanguage) => void;
  readonly onMake: () => void;
}): JSX.Element {
  const { shown, years, onAsk } = props;
  const { year, kind, scheme } = props.question;
  return (
    <PageForm class="report-form" onSubmit={props.onMake}>
      <TextField
        id="report-year"
        label={t("date.year")}
        {...(years === "" ? {} : { hint: t("record.report.year-hint", { list: years }) })}
        value={year}
        maxLength={4}
        error={shown.is === "year-gap" ? t("record.report.year-gap") : null}
        onInput={(typed) => onAsk({ year: westernDigits(typed) })}
      />
      <OneOf
        id="report-scheme"
        legend={t("record.report.scheme")}
        options={[
          { value: "", label: t("record.report.scheme-own") },
          ...schemes.map((one) => ({ value: one.id, label: schemeWords(one) })),
        ]}
        value={scheme}
        onChange={(id) => onAsk({ scheme: id })}
      />
      <OneOf
        id="report-period"
        legend={t("record.report.period")}
        options={[
          { value: "calendar", label: t("record.report.calendar") },
          { value: "april-march", label: t("record.report.april-march") },
        ]}
        value={kind}
        onChange={(other) => onAsk({ kind: other })}
      />
      <OneOf
        id="report-language"
        legend={t("record.report.language")}
        options={reportLanguages.map((tag) => ({ value: tag, label: languages[tag].name, lang: tag }))}
        value={props.language}
        onChange={props.onLanguage}
      />
      {shown.is === "refused" && (
        <p class="notice waiting" role="alert">
          {shown.words}
        </p>
      )}
      <button type="submit" class="button primary" aria-disabled={shown.is === "making"}>
        {shown.is === "making" ? t("record.report.busy") : t("record.report.make")}
      </button>
    </PageForm>
  );
}

/** What can be done with a report that is on the screen. */
function Use({ made, country }: { readonly made: Made; readonly country: string }): JSX.Element {
  const { data, words, document: report, page } = made;
  const name = `${country}-${String(data.period.year)}-${data.scheme.id}.${words.language.tag}`;
  const save = (label: string, onClick: () => void) => (
    <button type="button" class="button plain" onClick={onClick}>
      {label}
    </button>
  );
  return (
    <section class="report-use no-print" aria-label={t("record.report.use")}>
      <div class="actions start">
        {save(t("record.report.save-page"), () => saveFile(`${name}.html`, "text/html", page))}
        {save(t("record.report.print"), () => print())}
        {save(t("record.report.save-markdown"), () => saveFile(`${name}.md`, "text/markdown", reportMarkdown(report)))}
        {save(t("record.report.save-csv"), () => saveFile(`${name}.csv`, "text/csv", csvFile(factTable(data, words))))}
      </div>
    </section>
  );
}

function withoutBook<T extends { readonly book: unknown }>({ book: _, ...record }: T): Omit<T, "book"> {
  return record;
}

function newestYear(counts: ReadonlyMap<number, number>, thisYear: number): number {
  const past = [...counts.keys()].filter((year) => year < thisYear);
  return past.length === 0 ? thisYear - 1 : Math.max(...past);
}

/** The newest years of which there are rows, each with how many. */
function yearsWithRows(counts: ReadonlyMap<number, number>): string {
  const years = fullestYears(counts, yearsNamed);
  return listOf(
    years.map(([year, n]) =>
      t("record.report.year-rows", { year: dateWords(String(year)), rows: t("value.rows", { n }) }),
    ),
  );
}
