// Proceedings and requests of a year, for the two offices: what everybody would read, and the release; or another office's release, made again (docs/spec/tally.md).
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { catalogue } from "../../../assessment/catalogue.ts";
import type { Period } from "../../../assessment/fact-value.ts";
import {
  checkTallies,
  draftTallies,
  type ReadHere,
  releaseOf,
  type TallyDraft,
} from "../../../assessment/tally-release.ts";
import { ownFiles, type SaidRow } from "../../../core/registers/row.ts";
import { hashOfText } from "../../../member/record/record-keeper.ts";
import { proceedingsNames } from "../../../reports/proceedings-names.ts";
import { placeOf } from "../../../reports/sections/splits.ts";
import { articleIn } from "../../../reports/text/report-text.ts";
import { apart, formatNumber, t, words } from "../../text/translate.ts";
import type { PageProps } from "../page-frame.tsx";
import { PeriodField } from "../which-report.tsx";
import { codeWord, dateWords, numberWords, sourceWords } from "../words.ts";
import { type CountLine, isToSign, OfficeAct, OfficePage, Preview, ReleasedNumbers } from "./office-release.tsx";

export function TalliesPage(props: PageProps): JSX.Element {
  const [kind, setKind] = useState<Period["kind"]>("calendar");
  return (
    <OfficePage
      title={t("tally.title")}
      about={t("tally.about")}
      last={lastYear(props.engine.record.moment.logged)}
      // Facts that no figure gives, and parts of numbers, have their names in reports alone.
      wordParts={["report", "report-facts"]}
      more={<PeriodField id="tally-period" kind={kind} onChange={setKind} />}
    >
      {(year) => <Year key={`${year} ${kind}`} {...props} year={year} kind={kind} />}
    </OfficePage>
  );
}

/** The last year that is over by the log; null before it says a time. */
function lastYear(logged: number | null): number | null {
  return logged === null ? null : new Date(logged * 1000).getUTCFullYear() - 1;
}

function Year({ year, kind, engine, book, self }: PageProps & Period): JSX.Element {
  const here: ReadHere = { own: self.organisation, hash: hashOfText, record: engine.record };
  // Folds of the whole record: once after news.
  const checks = useMemo(() => checkTallies(here, { year, kind }), [book, year, kind]);
  const draft = useMemo(() => draftTallies(here, { year, kind }), [book, year, kind]);
  const names = proceedingsNames(words(), articleIn(book.statements("law"), words()));
  const inWords = kind === "calendar" ? dateWords(String(year)) : names.year({ year, kind });
  const said = ({ source, values }: SaidRow<"tally">): string => {
    const { fact, value, least } = values;
    const limit = least === undefined ? "count.line" : least < value ? "tally.roughly" : "count.at-least";
    return apart(
      // Money has its currency in its name.
      t(limit, { what: names.tally(values), n: numberWords("figure", "value", value, { fact }) }),
      source !== ownFiles && sourceWords({ source, organisation: self.organisation }, book),
    );
  };
  const linesOf = (rows: readonly SaidRow<"tally">[]): readonly CountLine[] =>
    inOrder(rows).map((row) => ({
      key: `${row.key} ${row.source}`,
      words: said(row),
      under: row.values.by === undefined ? null : codeWord("by", row.values.by),
    }));
  const isWaiting = checks.some((one) => isToSign(one, self.organisation));
  return (
    <>
      {checks.map((one) => (
        <ReleasedNumbers
          key={one.values.import}
          check={one}
          otherNotes={t("tally.other-notes")}
          said={said}
          linesOf={linesOf}
        >
          {isToSign(one, self.organisation) && (
            <OfficeAct
              act="check"
              year={inWords}
              engine={engine}
              verb={(office) => engine.record.signOff(one.values.import, office, one.organisation)}
            />
          )}
        </ReleasedNumbers>
      ))}
      {draft?.notYet === "nothing-changed" && <p class="empty">{t("tally.not-yet.nothing-changed")}</p>}
      {/* Numbers that wait for this office are signed first. */}
      {draft !== null && draft.notYet !== "nothing-changed" && !isWaiting && (
        <section aria-labelledby="tally-draft" class="cases-draft">
          <h2 id="tally-draft">{t("tally.draft", { edition: formatNumber(Math.min(draft.edition, 2)) })}</h2>
          {!draft.isWhole && <p class="notice waiting">{t("tally.not-whole")}</p>}
          {draft.notYet !== null ? (
            <p class="empty">{notYetWords(draft)}</p>
          ) : (
            <>
              {draft.isLate && <p class="notice waiting">{t("tally.late", { from: dateWords(draft.from) })}</p>}
              <Preview lines={linesOf(draft.rows)} />
              <OfficeAct
                act="release"
                isSecond={checks.length > 0}
                year={inWords}
                engine={engine}
                verb={(office) => engine.record.enterReleased(draft.rows, releaseOf(here, draft, office))}
              />
            </>
          )}
        </section>
      )}
    </>
  );
}

function notYetWords({ notYet, from }: TallyDraft): string {
  if (notYet === "too-early") return t("count.not-yet.too-early", { from: dateWords(from) });
  if (notYet === "released-twice") return t("count.not-yet.released");
  return t(`tally.not-yet.${notYet ?? "nothing-to-release"}`);
}

/** The order of proceedings, and of the way of a case. */
function inOrder(rows: readonly SaidRow<"tally">[]): readonly SaidRow<"tally">[] {
  const factAt = ({ values }: SaidRow<"tally">) => catalogue.findIndex(({ key }) => key === values.fact);
  return rows.toSorted((a, b) => factAt(a) - factAt(b) || placeOf(a.values) - placeOf(b.values));
}
