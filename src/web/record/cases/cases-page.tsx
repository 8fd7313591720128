// The country's cases of a year, for the two offices: who sent a count, what everybody would read, and the release; or the other office's release, made again (YC7, YC9).
import { type ComponentChildren, Fragment, type JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { RowValues } from "../../../core/registers/register-table.ts";
import type { CountCheck, CountryDraft } from "../../../member/counts.ts";
import { inReadingOrder, leftOutSentence, splitOf, talliedSentence } from "../../../reports/count-words.ts";
import { formWordParts } from "../../../words/form-words.ts";
import type { Words } from "../../../words/words.ts";
import { listOf } from "../../text/moments.ts";
import { nameOfOrganisation } from "../../text/organisation-name.ts";
import { formatNumber, t, words } from "../../text/translate.ts";
import type { PageProps } from "../page-frame.tsx";
import { dateWords } from "../words.ts";
import { OfficeAct, OfficePage, ReleasedNumbers, useOffice } from "./office-release.tsx";

export function CasesPage({ engine, book, self }: PageProps): JSX.Element {
  const { counts } = engine.device;
  const offices = listOf(counts.offices.map((office) => nameOfOrganisation(engine, office)));
  return (
    <OfficePage
      title={t("count.country.title")}
      about={t("count.about", { offices })}
      last={counts.lastYear}
      // The names of classes stand with the words of forms.
      wordParts={[...formWordParts, "numbers"]}
    >
      {(year) => <Year key={year} {...{ engine, book, self, year }} words={words()} />}
    </OfficePage>
  );
}

type YearProps = PageProps & { readonly year: number; readonly words: Words };

function Year(props: YearProps): JSX.Element {
  const { engine, book, self, year } = props;
  const { counts } = engine.device;
  const check = useMemo(() => counts.check(year), [counts, book, year]);
  const draft = useMemo(() => counts.country(year), [counts, book, year]);
  const [office, field] = useOffice(props);
  const maySign = check !== null && counts.isOffice && waitsFor(check, self.organisation);
  return (
    <>
      {check !== null && (
        <Released {...props} check={check}>
          {maySign && (
            <>
              {field}
              <OfficeAct
                act="check"
                year={dateWords(String(year))}
                engine={engine}
                verb={() => counts.signRelease(year, office)}
              />
            </>
          )}
        </Released>
      )}
      {draft !== null && (
        <Draft {...props} draft={draft}>
          {/* An office that is to sign the release has its field there. */}
          {!maySign && field}
          <OfficeAct
            act="release"
            year={dateWords(String(year))}
            engine={engine}
            verb={() => counts.release(draft, office)}
          />
        </Draft>
      )}
    </>
  );
}

/** The same numbers, which the other office released and this one has not signed yet. */
function waitsFor({ release, isOurs, ...check }: CountCheck, organisation: string): boolean {
  return (
    !isOurs &&
    isSame(check) &&
    !release.tallies.every(({ signedOff }) => signedOff.some((one) => one.organisation === organisation))
  );
}

function isSame({ differences, isOfOurNotes }: Pick<CountCheck, "differences" | "isOfOurNotes">): boolean {
  return differences.length === 0 && isOfOurNotes;
}

function Released({
  words,
  check,
  children,
}: YearProps & { readonly check: CountCheck; readonly children: ComponentChildren }): JSX.Element {
  const { release, differences, isOfOurNotes, isOurs } = check;
  const said = (values: RowValues<"tally"> | null) =>
    values === null ? t("count.nothing") : talliedSentence(values, words);
  return (
    <ReleasedNumbers
      id="cases-released"
      values={release.values}
      isSame={isOurs ? null : isSame(check)}
      otherNotes={isOfOurNotes ? null : t("count.other-notes")}
      differences={differences.map(({ key, released, ours }) => ({ key, released: said(released), ours: said(ours) }))}
    >
      <Lines rows={release.tallies} words={words} />
      {children}
    </ReleasedNumbers>
  );
}

function Draft({
  engine,
  words,
  draft,
  children,
}: YearProps & { readonly draft: CountryDraft; readonly children: ComponentChildren }): JSX.Element {
  const { senders, asked, sent, doubled, notYet, from } = draft;
  return (
    <section aria-labelledby="cases-senders" class="cases-draft">
      <h2 id="cases-senders">{t("count.country.senders", { sent: formatNumber(sent), asked: formatNumber(asked) })}</h2>
      <ul class="count-lines">
        {senders.map(({ organisation, not }) => (
          <li key={organisation}>
            {t(`count.of.${not ?? "counted"}`, { name: nameOfOrganisation(engine, organisation) })}
          </li>
        ))}
      </ul>
      {sent < asked && <p class="notice waiting">{t("count.country.partial")}</p>}
      {doubled.length > 0 && (
        <p class="notice waiting">
          {t("count.country.doubled", { names: listOf(doubled.map((id) => nameOfOrganisation(engine, id))) })}
        </p>
      )}
      {notYet !== null ? (
        <p class="empty">{t(`count.not-yet.${notYet}`, { from: dateWords(from) })}</p>
      ) : (
        <>
          <Preview draft={draft} words={words} />
          {children}
        </>
      )}
    </section>
  );
}

function Preview({ draft, words }: { readonly draft: CountryDraft; readonly words: Words }): JSX.Element {
  return (
    <>
      <p class="notice news">
        <strong>{t("count.country.preview")}</strong>
      </p>
      <Lines rows={draft.rows.flatMap((row) => ("values" in row ? [row] : []))} words={words} />
      <ul class="count-lines">
        {draft.leftOut.map((one) => (
          <li key={one.of} class="quiet">
            {leftOutSentence(one, words)}
          </li>
        ))}
      </ul>
    </>
  );
}

interface Line {
  readonly key: string;
  readonly values: RowValues<"tally">;
}

/** The numbers of the year, and under a heading each the parts of one of them. */
function Lines({ rows, words }: { readonly rows: readonly Line[]; readonly words: Words }): JSX.Element {
  const groups = Map.groupBy(
    inReadingOrder(rows, ({ values }) => values),
    ({ values }) => splitOf(values),
  );
  return (
    <>
      {[...groups].map(([split, lines]) => (
        <Fragment key={split ?? ""}>
          {split !== null && <h3>{t(`count.split.${split}`)}</h3>}
          <ul class="count-lines">
            {lines.map(({ key, values }) => (
              <li key={key}>{talliedSentence(values, words, true)}</li>
            ))}
          </ul>
        </Fragment>
      ))}
    </>
  );
}
