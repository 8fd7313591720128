// Checks a report page that somebody gives: is every word of it what the open rows of the record give, and of what a person wrote, was it published. The answer in
// plain words first, then what was looked at.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Paragraph } from "../../../reports/edition/edition.ts";
import { type EditionCheck, placeIn } from "../../../reports/edition/edition-page.ts";
import { afterDrawing } from "../../after-drawing.ts";
import { FileField } from "../../components/fields.tsx";
import { Heading } from "../../components/heading.tsx";
import { Failed } from "../../components/page-form.tsx";
import type { VerbResult } from "../../engine.ts";
import { Done, Warning } from "../../icons.tsx";
import { nameOfOrganisation } from "../../text/organisation-name.ts";
import { t } from "../../text/translate.ts";
import { useVerb } from "../../use-verb.ts";
import { BackLink, type PageProps } from "../page-frame.tsx";
import { codeWord, dateWords } from "../words.ts";
import { type ReportVerdict, verdictOfFile } from "./report-verdict.ts";

/** The file that was chosen, and what it is worth once that is known. */
interface Chosen {
  readonly name: string;
  readonly verdict: ReportVerdict | null;
}

export function CheckReportPage({ engine }: PageProps): JSX.Element {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const { busy, error, run } = useVerb();
  const verdict = chosen?.verdict ?? null;

  const check = (file: File) => {
    const { name } = file;
    const weigh = async (): Promise<VerbResult<ReportVerdict>> => {
      setChosen({ name, verdict: null });
      await afterDrawing();
      return { is: "done", value: await verdictOfFile(engine, file) };
    };
    void run(weigh, (found) => setChosen({ name, verdict: found }));
  };

  return (
    <>
      <BackLink />
      <Heading>{t("record.check.open")}</Heading>
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
      {busy && <p role="status">{t("record.check.busy", { name: chosen?.name ?? "" })}</p>}
      <Failed words={error} />
      {verdict !== null && (
        <section class="card verdict-card" role="alert" aria-labelledby="verdict-title">
          <h2 id="verdict-title" class={isGood(verdict) ? "good" : "wrong"}>
            {isGood(verdict) ? <Done /> : <Warning />}
            {headline(verdict)}
          </h2>
          <p class="quiet">{chosen?.name}</p>
          {verdict.is === "checked" && <Findings verdict={verdict} />}
          {verdict.is === "edition" && (
            <EditionFindings engine={engine} check={verdict.check} unanswered={verdict.unanswered.length} />
          )}
        </section>
      )}
    </>
  );
}

type Checked = Extract<ReportVerdict, { is: "checked" }>;

function Findings({ verdict: { shown, check } }: { readonly verdict: Checked }): JSX.Element {
  const { verdict, differing, later } = check;
  return (
    <ul class="bullets">
      {verdict === "refused" && (
        <li>
          <strong>{t("record.check.other-data")}</strong>
        </li>
      )}
      {differing.map((part) => (
        <li key={part}>
          <strong>{t("record.check.part-differs", { part })}</strong>
        </li>
      ))}
      {/* What is not to be trusted is not praised with what agrees. */}
      {verdict === "whole" && (
        <>
          <li>{t("record.check.year", { year: dateWords(String(shown.period.year)) })}</li>
          <li>{t("record.check.whole")}</li>
          <li>{t("record.check.size", { n: shown.size })}</li>
          {later !== null && later.figures > 0 && <li>{t("record.check.later", { n: later.figures })}</li>}
          {later?.tier === true && <li>{t("record.check.later-tier")}</li>}
        </>
      )}
    </ul>
  );
}

/** What is wrong with an edition, paragraph by paragraph; of one that is the same, who wrote it. */
function EditionFindings({
  engine,
  check,
  unanswered,
}: Pick<PageProps, "engine"> & { readonly check: EditionCheck; readonly unanswered: number }): JSX.Element {
  const { reason, altered, unfilled, isOlder, edition } = check;
  const where = (one: Paragraph) => ({ section: codeWord("section", one.section), n: placeIn(edition, one) });
  return (
    <ul class="bullets">
      {reason !== null && <li>{t(`record.edition.check.${reason}`)}</li>}
      {altered.map((one) => (
        <li key={one.key}>{t("record.edition.check.altered", where(one))}</li>
      ))}
      {unfilled.map((one) => (
        <li key={one.key}>{t("record.edition.check.unfilled", where(one))}</li>
      ))}
      {isOlder && <li>{t("record.edition.check.older")}</li>}
      {unanswered > 0 && <li>{t("record.edition.check.unanswered", { n: unanswered })}</li>}
      {check.verdict === "same" && edition !== null && (
        <li>{t("record.edition.check.by", { organisation: nameOfOrganisation(engine, edition.organisation) })}</li>
      )}
    </ul>
  );
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
