// Checks a report page that somebody gives: is every word of it what the open rows of the record give, and of what a person wrote, was it published. The answer in
// plain words first, then what was looked at.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { hashOfText } from "../../../member/record/record-keeper.ts";
import { checkPage, type PageVerdict } from "../../../reports/check-page.ts";
import { maxReportBytes } from "../../../reports/check-report.ts";
import type { Paragraph } from "../../../reports/edition/edition.ts";
import { placeIn } from "../../../reports/edition/edition-page.ts";
import { reportParts } from "../../../reports/text/report-words.ts";
import { languages } from "../../../words/languages.ts";
import { afterDrawing } from "../../after-drawing.ts";
import { FileField } from "../../components/fields.tsx";
import { Failed } from "../../components/page-form.tsx";
import type { Engine, VerbResult } from "../../engine.ts";
import { Done, Warning } from "../../icons.tsx";
import { loadWords } from "../../text/load-words.ts";
import { nameOfOrganisation } from "../../text/organisation-name.ts";
import { apart, t } from "../../text/translate.ts";
import { useVerb } from "../../use-verb.ts";
import { PageHead, type PageProps } from "../page-frame.tsx";
import { codeWord, dateWords } from "../words.ts";

type ReportVerdict = PageVerdict | { readonly is: "too-large" };

export function CheckReportPage({ engine }: PageProps): JSX.Element {
  /** The file that was chosen, and what it is worth once that is known. */
  const [name, setName] = useState("");
  const [verdict, setVerdict] = useState<ReportVerdict | null>(null);
  const { busy, error, run } = useVerb();
  const title = verdict === null ? null : titleOf(verdict);

  const check = (file: File) => {
    const weigh = async (): Promise<VerbResult<ReportVerdict>> => {
      setName(file.name);
      setVerdict(null);
      await afterDrawing();
      return { is: "done", value: await verdictOfFile(engine, file) };
    };
    void run(weigh, setVerdict);
  };

  return (
    <>
      <PageHead>{t("record.check.open")}</PageHead>
      <p class="lead">{t("record.check.lead")}</p>
      <FileField
        id="report-file"
        label={t("record.check.file")}
        accept=".html,text/html"
        busy={busy}
        again
        onFile={(file) => {
          if (file !== undefined) check(file);
        }}
      />
      {busy && <p role="status">{t("record.check.busy", { name })}</p>}
      <Failed words={error} />
      {verdict !== null && (
        <section class="card verdict-card" role="alert" aria-labelledby="verdict-title">
          <h2 id="verdict-title" class={isGood(verdict) ? "good" : "wrong"}>
            {isGood(verdict) ? <Done /> : <Warning />}
            {headline(verdict)}
          </h2>
          {title !== null && <p>{isGood(verdict) ? title : t("record.check.claims", { title })}</p>}
          <p class="quiet">{name}</p>
          <ul class="bullets">
            {sentencesOn(verdict, engine).map((sentence) => (
              <li key={sentence}>{isGood(verdict) ? sentence : <strong>{sentence}</strong>}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** A file that is larger than any report is not even read. What was published a minute ago is asked for first. */
async function verdictOfFile(engine: Engine, file: File): Promise<ReportVerdict> {
  if (file.size > maxReportBytes) return { is: "too-large" };
  await engine.sync();
  return checkPage(await file.text(), {
    origin: engine.view.peek()?.country.origin ?? "",
    recordAt: (size) => engine.record.at(size),
    wordsIn: (language) => loadWords(language, reportParts),
    hash: hashOfText,
  });
}

/** Which report it is, or says that it is; null where that is not known. */
function titleOf(verdict: ReportVerdict): string | null {
  const edition = verdict.is === "edition" ? verdict.check.edition : null;
  const report = verdict.is === "checked" ? { ...verdict, ...verdict.period } : edition;
  if (report === null) return null;
  const { year, kind, language } = report;
  return apart(
    t("record.check.report", { annex: edition === null, year: dateWords(String(year)) }),
    kind === "april-march" && t("record.report.april-march"),
    languages[language].name,
  );
}

/** What was looked at, or what is wrong. What is not to be trusted is not praised with what agrees. */
function sentencesOn(verdict: ReportVerdict, engine: Engine): readonly string[] {
  if (verdict.is === "edition") return editionSentences(verdict, engine);
  if (verdict.is !== "checked") return [];
  const { size, check } = verdict;
  const { differing, later } = check;
  if (check.verdict === "refused")
    return [t("record.check.other-data"), ...differing.map((part) => t("record.check.part-differs", { part }))];
  return [
    t("record.check.whole"),
    t("record.check.size", { n: size }),
    ...(later !== null && later.figures > 0 ? [t("record.check.later", { n: later.figures })] : []),
    ...(later?.tier === true ? [t("record.check.later-tier")] : []),
  ];
}

/** What is wrong with an edition, paragraph by paragraph; of one that is the same, who wrote it. */
function editionSentences(
  { check, unanswered: { length: n } }: Extract<ReportVerdict, { is: "edition" }>,
  engine: Engine,
): readonly string[] {
  const { verdict, reason, altered, unfilled, isOlder, edition } = check;
  const where = (one: Paragraph) => ({ section: codeWord("section", one.section), n: placeIn(edition, one) });
  return [
    ...(reason === null ? [] : [t(`record.edition.check.${reason}`)]),
    ...altered.map((one) => t("record.edition.check.altered", where(one))),
    ...unfilled.map((one) => t("record.edition.check.unfilled", where(one))),
    ...(isOlder ? [t("record.edition.check.older")] : []),
    ...(n > 0 ? [t("record.edition.check.unanswered", { n })] : []),
    ...(verdict === "same" && edition !== null
      ? [t("record.edition.check.by", { organisation: nameOfOrganisation(engine, edition.organisation) })]
      : []),
  ];
}

function isGood(verdict: ReportVerdict): boolean {
  if (verdict.is === "edition") return verdict.check.verdict === "same";
  return verdict.is === "checked" && verdict.check.verdict === "whole";
}

function headline(verdict: ReportVerdict): string {
  if (verdict.is === "edition") return t(`record.edition.check.${verdict.check.verdict}`);
  if (verdict.is !== "checked") return t(`record.check.${verdict.is}`);
  return t(verdict.check.verdict === "whole" ? "record.check.sound" : "record.check.refused");
}
