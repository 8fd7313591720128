// The first page of the record: numbers first, each with what it means and what to do, then the registers and who may enter into them.
import type { JSX } from "preact";
import { type RegisterName, registerNames, registerOf } from "../../../core/registers/register-table.ts";
import { Button } from "../../components/button.tsx";
import { Heading } from "../../components/heading.tsx";
import { loadPart } from "../../load-part.ts";
import { go, here } from "../../navigation.ts";
import { exactDate } from "../../text/moments.ts";
import { formatNumber, t } from "../../text/translate.ts";
import { useLoaded } from "../../use-loaded.ts";
import { BackLink, goRecord, mayRead, mayWrite, type PageProps, type PagePropsAt } from "../page-frame.tsx";
import { enteredBy, SealedMark } from "../registers/marks.tsx";
import { registerAbout, registerName } from "../words.ts";
import { Attention } from "./attention.tsx";

const groupOf = ({ about }: ReturnType<typeof registerOf>) =>
  about === "says" || about === "control" ? about : "pillars";
const groups = (["pillars", "says", "control"] as const).map(
  (title) => [title, registerNames.filter((name) => groupOf(registerOf(name)) === title)] as const,
);

export function Overview({ view, ...given }: PagePropsAt<"overview">): JSX.Element {
  const { engine, book } = given;
  const Years = useLoaded(() => loadPart(async () => (await import("./years.tsx")).Years), []);
  const isStart = here.value.at !== "record";
  const cases = engine.caseload.value.length;
  return (
    <>
      {!isStart && <BackLink />}
      <Heading>{t("record.overview.title")}</Heading>
      {book.all.length === 0 ? <p class="empty">{t("record.overview.empty")}</p> : <Numbers book={book} />}
      {book.all.length > 0 && <Attention {...given} />}
      <Reports engine={engine} />
      {Years !== null && <Years engine={engine} book={book} />}
      {groups.map(([title, registers]) => (
        <section key={title} aria-labelledby={`group-${title}`}>
          <h2 id={`group-${title}`}>{t(`record.group.${title}`)}</h2>
          <ul>
            {registers.map((register) => (
              <li key={register}>
                <RegisterLine {...given} register={register} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {isStart && (cases > 0 || view.self?.organisation.party === "justice") && (
        <p>
          <Button look="link" words={t("record.overview.cases", { n: cases })} onPress={() => go({ at: "desk" })} />
        </p>
      )}
    </>
  );
}

/** How many rows, how many of them sealed, how new. */
function Numbers({ book }: Pick<PageProps, "book">): JSX.Element {
  const rows = book.all.length;
  const sealedRows = book.all.filter((statement) => statement.sealed).length;
  const newest = book.all.reduce((latest, { at }) => Math.max(latest, Date.parse(at)), 0);
  const sources = new Set(book.statements("source").map(({ key }) => key)).size;
  return (
    <ul class="numbers">
      <li>
        <strong>{formatNumber(rows)}</strong>{" "}
        {t("record.overview.rows", { n: rows, sources: t("record.overview.sources", { n: sources }) })}
      </li>
      <li>
        <strong>{formatNumber(sealedRows)}</strong> {t("record.overview.sealed", { n: sealedRows })}
      </li>
      <li>
        <strong>{exactDate(newest)}</strong> {t("record.overview.newest")}
      </li>
    </ul>
  );
}

/** The ways to reports and to what only some may do. */
function Reports({ engine: { device, record } }: Pick<PageProps, "engine">): JSX.Element {
  const isWriter = record.mayEnter("draft");
  const way = (at: "edition" | "report" | "check-report" | "cases" | "tallies", words: string, look = "plain") => (
    <button type="button" class={`button ${look} ${at}-open`} onClick={() => goRecord({ at })}>
      {words}
    </button>
  );
  return (
    <section aria-labelledby="report-title">
      <h2 id="report-title">{t("record.report.title")}</h2>
      <div class="actions start">
        {isWriter && way("edition", t("record.edition.open"), "primary")}
        {way("report", t("record.report.open"), isWriter ? "plain" : "primary")}
        {way("check-report", t("verdict.open"))}
        {device.counts.isOffice && way("cases", t("count.country.title"))}
        {record.mayEnter("release") && way("tallies", t("tally.title"))}
      </div>
    </section>
  );
}

function RegisterLine({ register, ...props }: PageProps & { readonly register: RegisterName }): JSX.Element {
  const { open, authors } = registerOf(register);
  const n = props.book.statements(register).length;
  return (
    <button type="button" class="row register-line" onClick={() => goRecord({ at: "register", register })}>
      <strong>{registerName(register)}</strong>
      <span class="register-count">{t(mayRead(props, register) ? "value.rows" : "record.rows.not-yours", { n })}</span>
      <span class="quiet">{registerAbout(register)}</span>
      <span class="register-marks">
        {!open && <SealedMark />}
        {mayWrite(props, register) ? (
          <span class="mark-word good">{t("record.mark.may-enter")}</span>
        ) : (
          <span class="quiet">{enteredBy(authors)}</span>
        )}
      </span>
    </button>
  );
}
