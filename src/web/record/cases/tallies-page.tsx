// Proceedings and requests of a year, for the two offices: what everybody would read, and the release; or another office's release, made again (docs/spec/tally.md).
import { Fragment, type JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { catalogue } from "../../../assessment/catalogue.ts";
import type { Period } from "../../../assessment/fact-value.ts";
import {
  checkTallies,
  draftTallies,
  isSameTally,
  type ReadHere,
  releaseOf,
  type TallyCheck,
  type TallyDraft,
} from "../../../assessment/tally-release.ts";
import { yearKinds } from "../../../core/registers/partial-date.ts";
import type { RowValues } from "../../../core/registers/register-table.ts";
import { ownFiles, type Row } from "../../../core/registers/row.ts";
import { hashOfText } from "../../../member/record/record-keeper.ts";
import type { RecordBook } from "../../../record/book.ts";
import { articleIn, proceedingsNames } from "../../../reports/proceedings-names.ts";
import { placeOf } from "../../../reports/sections/splits.ts";
import { OneOf } from "../../components/choices.tsx";
import { listOf } from "../../text/moments.ts";
import { apart, formatNumber, t, words } from "../../text/translate.ts";
import type { PageProps } from "../page-frame.tsx";
import { codeWord, dateWords, numberWords, titledSource } from "../words.ts";
import { OfficeAct, OfficePage, ReleasedNumbers, useOffice } from "./office-release.tsx";

export function TalliesPage(props: PageProps): JSX.Element {
  const [kind, setKind] = useState<Period["kind"]>("calendar");
  return (
    <OfficePage
      title={t("tally.title")}
      about={t("tally.about")}
      last={lastYear(props.engine.record.moment.logged)}
      // Facts that no figure gives, and parts of numbers, have their names in reports alone.
      wordParts={["report", "report-facts"]}
      more={
        <OneOf
          id="tally-period"
          legend={t("record.report.period")}
          options={yearKinds.map((value) => ({ value, label: t(`record.report.${value}`) }))}
          value={kind}
          onChange={setKind}
        />
      }
    >
      {(year) => <Year key={`${year} ${kind}`} {...props} year={year} kind={kind} />}
    </OfficePage>
  );
}

/** The last year that is over by the log; null before it says a time. */
function lastYear(logged: number | null): number | null {
  return logged === null ? null : new Date(logged * 1000).getUTCFullYear() - 1;
}

function Year({ year, kind, ...props }: PageProps & Period): JSX.Element {
  const { engine, book, self } = props;
  const here: ReadHere = { own: self.organisation, hash: hashOfText, record: engine.record };
  // Folds of the whole record: once after news.
  const checks = useMemo(() => checkTallies(here, { year, kind }), [book, year, kind]);
  const draft = useMemo(() => draftTallies(here, { year, kind }), [book, year, kind]);
  const [office, field] = useOffice(props);
  const toSign = checks.filter((one) => !one.isOurs && isSameTally(one) && !isSignedBy(one, self.organisation));
  const inWords = kind === "calendar" ? dateWords(String(year)) : namesIn(book).year({ year, kind });
  return (
    <>
      {checks.map((one) => (
        <Released key={one.values.import} check={one} book={book}>
          {toSign.includes(one) && (
            <>
              {one === toSign[0] && field}
              <OfficeAct
                act="check"
                year={inWords}
                engine={engine}
                verb={() => engine.record.signOff(one.values.import, office, one.organisation)}
              />
            </>
          )}
        </Released>
      ))}
      {draft?.notYet === "nothing-changed" && <p class="empty">{t("tally.not-yet.nothing-changed")}</p>}
      {/* Numbers that wait for this office are signed first. */}
      {draft !== null && draft.notYet !== "nothing-changed" && toSign.length === 0 && (
        <section aria-labelledby="tally-draft" class="cases-draft">
          <h2 id="tally-draft">{t("tally.draft", { edition: formatNumber(Math.min(draft.edition, 2)) })}</h2>
          {!draft.isWhole && <p class="notice waiting">{t("tally.not-whole")}</p>}
          {draft.notYet !== null ? (
            <p class="empty">{notYetWords(draft)}</p>
          ) : (
            <>
              {draft.isLate && <p class="notice waiting">{t("tally.late", { from: dateWords(draft.from) })}</p>}
              <p class="notice news">
                <strong>{t("count.country.preview")}</strong>
              </p>
              <Lines rows={draft.rows.flatMap((row) => ("values" in row ? [row] : []))} book={book} />
              {field}
              <OfficeAct
                act="release"
                isSecond={checks.length > 0}
                year={inWords}
                engine={engine}
                verb={() => engine.record.enterReleased(draft.rows, releaseOf(here, draft, office))}
              />
            </>
          )}
        </section>
      )}
    </>
  );
}

function isSignedBy({ tallies }: TallyCheck, organisation: string): boolean {
  return tallies.every(({ signedOff }) => signedOff.some((one) => one.organisation === organisation));
}

function notYetWords({ notYet, from }: TallyDraft): string {
  if (notYet === "too-early") return t("count.not-yet.too-early", { from: dateWords(from) });
  if (notYet === "released-twice") return t("count.not-yet.released");
  return t(`tally.not-yet.${notYet ?? "nothing-to-release"}`);
}

function Released({
  check,
  book,
  children,
}: {
  readonly check: TallyCheck;
  readonly book: RecordBook;
  readonly children: JSX.Element | false;
}): JSX.Element {
  const { values, isOurs, differences, isOfOurNotes, tallies, organisation } = check;
  const said = (row: Row<"tally"> | null) =>
    row === null || !("values" in row) ? t("count.nothing") : tallyWords(row.values, row.source, book);
  const signers = new Set(
    tallies.flatMap(({ signedOff }) =>
      signedOff.filter((one) => one.organisation !== organisation).map((one) => one.office),
    ),
  );
  return (
    <ReleasedNumbers
      id={`tally-${organisation}`}
      values={values}
      isSame={isOurs ? null : isSameTally(check)}
      otherNotes={isOfOurNotes ? null : t("tally.other-notes")}
      differences={differences.map(({ name, released, ours }) => ({
        key: name,
        released: said(released),
        ours: said(ours),
      }))}
    >
      <p class="quiet">
        {signers.size === 0 ? t("tally.unsigned") : t("tally.signed", { offices: listOf([...signers]) })}
      </p>
      <Lines rows={tallies} book={book} />
      {children}
    </ReleasedNumbers>
  );
}

interface TallyRow {
  readonly key: string;
  readonly source: string;
  readonly values: RowValues<"tally">;
}

/** The numbers of the year in the order of proceedings, and behind a line their parts. */
function Lines({ book, ...given }: { readonly rows: readonly TallyRow[]; readonly book: RecordBook }): JSX.Element {
  const factAt = ({ values }: TallyRow) => catalogue.findIndex(({ key }) => key === values.fact);
  const rows = given.rows.toSorted((a, b) => factAt(a) - factAt(b) || placeOf(a.values) - placeOf(b.values));
  const whole = rows.filter(({ values }) => values.by === undefined);
  const parts = rows.filter(({ values }) => values.by !== undefined);
  const lines = (some: readonly TallyRow[]) => (
    <ul class="count-lines">
      {some.map(({ key, source, values }) => (
        <li key={`${key} ${source}`}>{tallyWords(values, source, book)}</li>
      ))}
    </ul>
  );
  return (
    <>
      {lines(whole)}
      {parts.length > 0 && (
        <details class="proposals">
          <summary class="proposals-head">{t("tally.parts", { n: parts.length })}</summary>
          {[...Map.groupBy(parts, ({ values }) => values.by ?? "")].map(([by, some]) => (
            <Fragment key={by}>
              <h3>{codeWord("by", by)}</h3>
              {lines(some)}
            </Fragment>
          ))}
        </details>
      )}
    </>
  );
}

function namesIn(book: RecordBook): ReturnType<typeof proceedingsNames> {
  return proceedingsNames(words(), articleIn(book.statements("law"), words()));
}

function tallyWords(values: RowValues<"tally">, source: string, book: RecordBook): string {
  const { fact, value, least } = values;
  // Money has its currency in its name.
  const n = numberWords("figure", "value", value, { fact });
  const what = namesIn(book).tally(values);
  const limit = least === undefined ? "count.line" : least < value ? "tally.roughly" : "count.at-least";
  return apart(
    t(limit, { what, n }),
    source !== ownFiles &&
      titledSource(source, book.statements("source").find(({ key }) => key === source)?.values.title ?? null),
  );
}
