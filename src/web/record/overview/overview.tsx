// The first page of the record: numbers first, each with what it means and what to do, then the registers and who may enter into them.
import type { JSX } from "preact";
import { type RegisterName, registerNames, registerOf } from "../../../core/registers/register-table.ts";
import type { DeviceView } from "../../../member/views.ts";
import { Heading } from "../../components/heading.tsx";
import { Lock } from "../../icons.tsx";
import { go, here } from "../../navigation.ts";
import { exactDate } from "../../text/moments.ts";
import { formatNumber, t } from "../../text/translate.ts";
import { goRecord } from "../go-record.ts";
import { mayRead, mayWrite } from "../may-write.ts";
import { BackLink, type PageProps } from "../page-frame.tsx";
import { commaList, registerAbout, registerName } from "../words.ts";
import { attentionOf } from "./attention.tsx";
import { OverTheYears } from "./over-the-years.tsx";
import { useDue } from "./use-due.ts";

const groupOf = ({ about }: ReturnType<typeof registerOf>) =>
  about === "says" || about === "control" ? about : "pillars";
const groups = (["pillars", "says", "control"] as const).map(
  (title) => [title, registerNames.filter((name) => groupOf(registerOf(name)) === title)] as const,
);

export function Overview({ view, ...given }: PageProps & { readonly view: DeviceView }): JSX.Element {
  const { engine, book, self } = given;
  const due = useDue(given);
  const items = attentionOf(given, due);
  const sealedRows = book.all.filter((statement) => statement.sealed).length;
  const newest = book.all.reduce((latest, { at }) => Math.max(latest, Date.parse(at)), 0);
  const isStart = here.value.at !== "record";
  const cases = engine.caseload.value.length;
  return (
    <>
      {!isStart && <BackLink />}
      <Heading>{t("record.overview.title")}</Heading>
      {book.all.length === 0 ? (
        <p class="empty">{t("record.overview.empty")}</p>
      ) : (
        <ul class="numbers">
          <li>
            <strong>{formatNumber(book.all.length)}</strong>{" "}
            {t("record.overview.rows", {
              n: book.all.length,
              sources: t("record.overview.sources", {
                n: new Set(book.statements("source").map(({ key }) => key)).size,
              }),
            })}
          </li>
          <li>
            <strong>{formatNumber(sealedRows)}</strong> {t("record.overview.sealed", { n: sealedRows })}
          </li>
          <li>
            <strong class="date">{exactDate(newest)}</strong> {t("record.overview.newest")}
          </li>
        </ul>
      )}
      {book.all.length > 0 && (items.length > 0 || due !== null) && (
        <section aria-labelledby="attention-title">
          <h2 id="attention-title">{t("record.overview.attention")}</h2>
          {items.length === 0 && <p class="empty">{t("record.attention.none")}</p>}
          <ul class="attention">
            {items.map(({ key, n, words, to }) => (
              <li key={key}>
                <button type="button" class="row attention-row" onClick={() => goRecord(to)}>
                  <strong>{formatNumber(n)}</strong>
                  <span>{words}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="report-title">
        <h2 id="report-title">{t("record.report.title")}</h2>
        <div class="actions start">
          <button type="button" class="button primary" onClick={() => goRecord({ at: "report" })}>
            {t("record.report.open")}
          </button>
          <button type="button" class="button plain" onClick={() => goRecord({ at: "check-report" })}>
            {t("record.check.open")}
          </button>
          {engine.device.counts.isOffice && (
            <button type="button" class="button plain cases-open" onClick={() => goRecord({ at: "cases" })}>
              {t("count.country.title")}
            </button>
          )}
          {engine.record.mayEnter("release") && (
            <button type="button" class="button plain tallies-open" onClick={() => goRecord({ at: "tallies" })}>
              {t("tally.title")}
            </button>
          )}
          {engine.record.mayEnter("draft") && (
            <button type="button" class="button plain edition-open" onClick={() => goRecord({ at: "edition" })}>
              {t("record.edition.open")}
            </button>
          )}
        </div>
      </section>
      <OverTheYears engine={engine} book={book} />
      {groups.map(([title, registers]) => (
        <section key={title} aria-labelledby={`group-${title}`}>
          <h2 id={`group-${title}`}>{t(`record.group.${title}`)}</h2>
          <ul class="registers">
            {registers.map((register) => (
              <li key={register}>
                <RegisterLine
                  register={register}
                  n={book.statements(register).length}
                  may={mayWrite(register, engine.record.mayEnter(register))}
                  reads={mayRead(register, self.party)}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {isStart && (cases > 0 || view.self?.organisation.party === "justice") && (
        <p>
          <button type="button" class="link" onClick={() => go({ at: "desk" })}>
            {t("record.overview.cases", { n: cases })}
          </button>
        </p>
      )}
    </>
  );
}

function RegisterLine({
  register,
  n,
  may,
  reads,
}: {
  readonly register: RegisterName;
  readonly n: number;
  readonly may: boolean;
  readonly reads: boolean;
}): JSX.Element {
  const { open, authors } = registerOf(register);
  return (
    <button type="button" class="row register-line" onClick={() => goRecord({ at: "register", register })}>
      <strong class="register-name">{registerName(register)}</strong>
      <span class="register-count">{reads ? t("value.rows", { n }) : t("record.rows.not-yours")}</span>
      <span class="quiet">{registerAbout(register)}</span>
      <span class="register-marks">
        {!open && (
          <span class="mark-word waiting">
            <Lock />
            {t("record.mark.sealed")}
          </span>
        )}
        {may ? (
          <span class="mark-word good">{t("record.mark.may-enter")}</span>
        ) : (
          <span class="quiet">
            {t("record.mark.entered-by", {
              list: commaList(authors.map((party) => t(`record.party.${party as "coordinator"}`))),
            })}
          </span>
        )}
      </span>
    </button>
  );
}
