// The annex to the report of a year: which year, counted how, in which language; then itself, to be read here, saved and printed. It is a reading of rules, not a
// decision.

import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import type { Period } from "../../../assessment/fact-value.ts";
import { isTooLarge, pageOf } from "../../../reports/check-report.ts";
import { composeReport } from "../../../reports/compose.ts";
import type { ReportData } from "../../../reports/data/report-data.ts";
import { factTable } from "../../../reports/fact-table.ts";
import type { ReportDocument } from "../../../reports/print/document.ts";
import { reportOfYear } from "../../../reports/report-of-year.ts";
import { reportParts } from "../../../reports/text/report-words.ts";
import type { Words } from "../../../words/words.ts";
import { afterDrawing } from "../../after-drawing.ts";
import { Button } from "../../components/button.tsx";
import { Failed, PageForm } from "../../components/page-form.tsx";
import { saveFile } from "../../save-file.ts";
import { saveTable } from "../../save-table.ts";
import { loadWords } from "../../text/load-words.ts";
import { listOf } from "../../text/moments.ts";
import { t } from "../../text/translate.ts";
import { useLoaded } from "../../use-loaded.ts";
import { PageHead, type PagePropsAt } from "../page-frame.tsx";
import { fullestYears, rowsByYear } from "../record-numbers.ts";
import { isYear, ownReportLanguage, type WhichReport, WhichReportFields } from "../which-report.tsx";
import { dateWords } from "../words.ts";
import { ReportView } from "./report-document.tsx";

/** A report in the words of a language. */
interface Made {
  readonly data: ReportData;
  readonly words: Words;
  readonly document: ReportDocument;
  /** As it is saved. */
  readonly page: string;
}

/** What stands under the question. */
type Shown =
  | { readonly is: "nothing" | "making" | "year-gap" | "not-trusted" }
  | { readonly is: "made"; readonly data: ReportData };

/** So many years with rows are named beside the field. */
const yearsNamed = 6;

export function ReportPage({ engine, book, view }: PagePropsAt<"report">): JSX.Element {
  const counts = rowsByYear(book.all);
  const [which, setWhich] = useState<WhichReport>(() => ({
    year: String(newestYear(counts, new Date(engine.now()).getFullYear())),
    kind: "calendar",
    language: ownReportLanguage(),
  }));
  const [shown, setShown] = useState<Shown>({ is: "nothing" });
  const words = useLoaded(() => loadWords(which.language, reportParts), [which.language]);
  // The same report in another language is the same data in other words.
  const made = useMemo(
    () => (shown.is === "made" && words !== null ? madeIn(words, shown.data) : null),
    [shown, words],
  );
  useLayoutEffect(() => {
    if (made !== null) document.getElementById("report-name")?.focus();
  }, [made?.data]);

  const make = async () => {
    const { year, kind } = which;
    if (!isYear(year)) {
      setShown({ is: "year-gap" });
      document.getElementById("report-year")?.focus();
      return;
    }
    setShown({ is: "making" });
    await afterDrawing();
    const record = engine.record.at();
    const period: Period = { year: Number(year), kind };
    if (record === null) setShown({ is: "not-trusted" });
    else setShown({ is: "made", data: reportOfYear(record, period) });
  };
  const isMaking = shown.is === "making" || (shown.is === "made" && words === null);
  const isRefused = shown.is === "made" && words !== null && made === null;
  const years = yearsWithRows(counts);
  return (
    <>
      <div class="no-print">
        <PageHead>{t("record.report.title")}</PageHead>
        <p class="lead">{t("record.report.lead")}</p>
        <PageForm class="report-form" onSubmit={() => void make()}>
          <WhichReportFields
            id="report"
            which={which}
            {...(years === "" ? {} : { yearHint: t("record.report.year-hint", { list: years }) })}
            yearError={shown.is === "year-gap" ? t("record.report.year-gap") : null}
            onChange={(next) => {
              setWhich(next);
              // What was made for another question must not stand under this one.
              if (next.language === which.language && shown.is === "made") setShown({ is: "nothing" });
            }}
          />
          <Failed words={isRefused ? t("record.report.too-large") : null} />
          <Failed words={shown.is === "not-trusted" ? t("record.report.not-trusted") : null} />
          <button type="submit" class="button primary" aria-disabled={isMaking}>
            {isMaking ? t("record.report.busy") : t("record.report.make")}
          </button>
        </PageForm>
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
function madeIn(words: Words, data: ReportData): Made | null {
  const page = pageOf(data, words);
  return isTooLarge(page) ? null : { data, words, document: composeReport(data, words), page };
}

/** What can be done with a report that is on the screen. */
function Use({ made, country }: { readonly made: Made; readonly country: string }): JSX.Element {
  const { data, words, page } = made;
  const name = `${country}-${String(data.period.year)}-${data.assessment.scheme.id}.${words.language.tag}`;
  const ways = {
    "save-page": () => saveFile(`${name}.html`, "text/html", page),
    print: () => print(),
    "save-csv": () => saveTable(name, factTable(data, words)),
  };
  return (
    <section class="report-use no-print" aria-label={t("record.report.use")}>
      <div class="actions start">
        {(["save-page", "print", "save-csv"] as const).map((way) => (
          <Button key={way} look="plain" words={t(`record.report.${way}`)} onPress={ways[way]} />
        ))}
      </div>
    </section>
  );
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
