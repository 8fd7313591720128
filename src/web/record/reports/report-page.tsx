// The report of a year: which year, counted how, read by which rules, in which language; then the report itself, to be read here, saved,
// printed, and published by those who may. It is a reading of rules, not a decision.

import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Scheme } from "../../../assessment/assessment.ts";
import type { Period } from "../../../assessment/fact-value.ts";
import { schemeFor, schemes } from "../../../assessment/schemes.ts";
import { hashOfText } from "../../../member/record/record-keeper.ts";
import type { DeviceView } from "../../../member/views.ts";
import { composeReport } from "../../../reports/compose.ts";
import { type ReportData, reportText } from "../../../reports/data/report-data.ts";
import type { ReportDocument } from "../../../reports/document.ts";
import { factTable } from "../../../reports/fact-table.ts";
import { reportMarkdown } from "../../../reports/print/markdown.ts";
import { publicationOf, publishersOf } from "../../../reports/publications.ts";
import { reportOfYear, schemeOfYear } from "../../../reports/report-of-year.ts";
import { reportPage } from "../../../reports/report-page.ts";
import { type ReportLanguage, reportLanguages, reportParts } from "../../../reports/text/report-words.ts";
import { csvFile } from "../../../tables/csv.ts";
import { languages } from "../../../words/languages.ts";
import type { Words } from "../../../words/words.ts";
import { afterDrawing } from "../../after-drawing.ts";
import { Ask } from "../../components/ask.tsx";
import { OneOf } from "../../components/choices.tsx";
import { Exact } from "../../components/exact.tsx";
import { TextField } from "../../components/fields.tsx";
import { Heading } from "../../components/heading.tsx";
import { PageForm } from "../../components/page-form.tsx";
import { Done } from "../../icons.tsx";
import { saveFile } from "../../save-file.ts";
import { loadWords } from "../../text/load-words.ts";
import { listOf } from "../../text/moments.ts";
import { nameOfOrganisation } from "../../text/organisation-name.ts";
import { activeLanguage, t } from "../../text/translate.ts";
import { westernDigits } from "../../text/western-digits.ts";
import { BackLink, type PageProps } from "../page-frame.tsx";
import { fullestYears, rowsByYear } from "../record-numbers.ts";
import { recordFailure } from "../refusal-words.ts";
import { dateWords, schemeName } from "../words.ts";
import { ReportView } from "./report-document.tsx";

interface Made {
  readonly data: ReportData;
  readonly text: string;
  readonly hash: string;
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

  // What was made for another question must not stand under this one: its hash could be published for the wrong year.
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
      const data = reportOfYear(withoutBook(record), { period, scheme: chosen });
      const text = reportText(data);
      setShown(shownIn(words, { data, text, hash: hashOfText(text) }));
    }
  };
  // The same report in another language is the same data in other words.
  useEffect(() => {
    if (made === null || made.words.language.tag === language) return;
    let isAsked = true;
    void loadWords(language, reportParts).then((words) => {
      if (isAsked) setShown((now) => (now.is === "made" && now.made === made ? shownIn(words, made) : now));
    });
    return () => {
      isAsked = false;
    };
  }, [language]);
  useLayoutEffect(() => {
    if (made !== null) document.getElementById("report-name")?.focus();
  }, [made?.hash]);

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
          <Use engine={engine} book={book} made={made} view={view} />
          <ReportView key={`${made.hash} ${made.words.language.tag}`} document={made.document} />
        </>
      )}
    </>
  );
}

/** One whose page nobody could check is not shown: its hash could be published. */
function shownIn(words: Words, { data, text, hash }: Pick<Made, "data" | "text" | "hash">): Shown {
  const document = composeReport(data, words, hash);
  const page = reportPage(document, text);
  return page === null
    ? { is: "refused", words: t("record.report.too-large") }
    : { is: "made", made: { data, text, hash, words, document, page } };
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
function Use({
  engine,
  book,
  made,
  view,
}: Pick<PageProps, "engine" | "book"> & { readonly made: Made; readonly view: DeviceView }): JSX.Element {
  const [signedHash, setSignedHash] = useState<string | null>(null);
  const { data, hash, words, document: report, page } = made;
  const name = `${view.country.country}-${String(data.period.year)}-${data.scheme.id}.${words.language.tag}`;
  const signed = book.statements("publication");
  const publishedBy = publishersOf(
    data,
    hash,
    signed.filter(({ leaf }) => leaf !== null),
  );
  const isOnItsWay = publishedBy.length === 0 && (publishersOf(data, hash, signed).length > 0 || signedHash === hash);
  const said = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // After the dialog is gone: closing it moves the focus once more.
    if (signedHash !== null) requestAnimationFrame(() => said.current?.focus());
  }, [signedHash]);
  return (
    <section class="report-use no-print" aria-label={t("record.report.use")}>
      <div class="actions start">
        <button type="button" class="button plain" onClick={() => saveFile(`${name}.html`, "text/html", page)}>
          {t("record.report.save-page")}
        </button>
        <button type="button" class="button plain" onClick={() => print()}>
          {t("record.report.print")}
        </button>
        <button
          type="button"
          class="button plain"
          onClick={() => saveFile(`${name}.md`, "text/markdown", reportMarkdown(report))}
        >
          {t("record.report.save-markdown")}
        </button>
        <button
          type="button"
          class="button plain"
          onClick={() => saveFile(`${name}.csv`, "text/csv", csvFile(factTable(data, words)))}
        >
          {t("record.report.save-csv")}
        </button>
        {engine.record.mayEnter("publication") && publishedBy.length === 0 && !isOnItsWay && (
          <Ask
            button={t("record.report.publish")}
            look="button primary"
            title={t("record.report.publish-title", { year: dateWords(String(data.period.year)) })}
            isFinal
            act={t("record.report.publish-do")}
            verb={() => engine.record.enter("publication", [publicationOf(data, hash)])}
            words={recordFailure}
            onDone={() => setSignedHash(hash)}
          >
            <dl class="facts">
              <div>
                <dt>{t("record.report.period")}</dt>
                <dd>{t(data.period.kind === "calendar" ? "record.report.calendar" : "record.report.april-march")}</dd>
              </div>
              <div>
                <dt>{t("record.report.scheme")}</dt>
                <dd>
                  <Exact>{data.scheme.id}</Exact>
                </dd>
              </div>
            </dl>
            <p>{t("record.report.publish-body")}</p>
            <p>
              <Exact>{hash}</Exact>
            </p>
          </Ask>
        )}
      </div>
      {isOnItsWay && (
        <p class="notice waiting" role="status" tabIndex={-1} ref={said}>
          {t("record.report.publishing")} {t("record.done.soon")}
        </p>
      )}
      {publishedBy.length > 0 && (
        <p class="notice good" role="status" tabIndex={-1} ref={said}>
          <Done />
          <span>
            {t("record.report.published", {
              list: listOf(publishedBy.map((id) => nameOfOrganisation(engine, id))),
            })}
          </span>
        </p>
      )}
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
      t("record.report.year-rows", { year: dateWords(String(year)), rows: t("record.rows.count", { n }) }),
    ),
  );
}
