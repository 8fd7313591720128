// The country's cases of a year, for the two offices: who sent a count, what everybody would read, and the release; or the other office's release, made again (YC7, YC9).
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { RowValues } from "../../../core/registers/register-table.ts";
import type { CountCheck, CountryDraft } from "../../../member/counts.ts";
import { inReadingOrder, leftOutSentence, talliedSentence } from "../../../reports/count-words.ts";
import { formWordParts } from "../../../words/form-words.ts";
import type { Words } from "../../../words/words.ts";
import { Ask } from "../../components/ask.tsx";
import { SelectField, TextField } from "../../components/fields.tsx";
import { Heading } from "../../components/heading.tsx";
import { listOf } from "../../text/moments.ts";
import { nameOfOrganisation } from "../../text/organisation-name.ts";
import { formatNumber, needWords, t, words } from "../../text/translate.ts";
import "../../numbers/count-lines.css";
import { BackLink, type PageProps } from "../page-frame.tsx";
import { recordFailure } from "../refusal-words.ts";
import { dateWords } from "../words.ts";

export function CasesPage({ engine, book, self }: PageProps): JSX.Element {
  const { counts } = engine.device;
  const last = counts.lastYear;
  const [year, setYear] = useState(last);
  const areWordsHere = useClassWords();
  return (
    <>
      <BackLink />
      <Heading>{t("count.country.title")}</Heading>
      <p>{t("count.about", { offices: listOf(counts.offices.map((office) => nameOfOrganisation(engine, office))) })}</p>
      {last === null || year === null ? (
        <p class="empty">{t("count.no-year")}</p>
      ) : (
        <SelectField
          id="cases-year"
          label={t("count.year")}
          value={String(year)}
          empty=""
          options={[last, last - 1].map((each) => ({ value: String(each), label: dateWords(String(each)) }))}
          onChange={(chosen) => setYear(Number(chosen))}
        />
      )}
      {year !== null &&
        (!areWordsHere ? (
          <p role="status">{t("count.counting")}</p>
        ) : (
          <Year key={year} {...{ engine, book, self, year }} words={words()} />
        ))}
    </>
  );
}

/** The names of classes stand with the words of forms. True once they are here, and in each language that is chosen later. */
function useClassWords(): boolean {
  const [areHere, setHere] = useState(false);
  useEffect(() => {
    let isHere = true;
    void needWords(...formWordParts, "numbers").then(() => isHere && setHere(true));
    return () => {
      isHere = false;
    };
  }, []);
  return areHere;
}

type YearProps = PageProps & { readonly year: number; readonly words: Words };

function Year(props: YearProps): JSX.Element {
  const { engine, book, self, year } = props;
  const { counts } = engine.device;
  const check = useMemo(() => counts.check(year), [counts, book, year]);
  const draft = useMemo(() => counts.country(year), [counts, book, year]);
  const [office, setOffice] = useState(() => nameOfOrganisation(engine, self.organisation));
  const maySign = check !== null && counts.isOffice && waitsFor(check, self.organisation);
  const field = (
    <TextField
      id="cases-office"
      label={t("count.office")}
      value={office}
      maxLength={120}
      error={null}
      onInput={setOffice}
    />
  );
  return (
    <>
      {check !== null && (
        <Released {...props} check={check}>
          {maySign && (
            <>
              {field}
              <Ask
                button={t("count.check")}
                look="button primary"
                title={t("count.check-ask", { year: dateWords(String(year)) })}
                act={t("count.check")}
                verb={() => counts.signRelease(year, office.trim())}
                words={recordFailure}
                onDone={() => void engine.device.sync()}
              >
                {null}
              </Ask>
            </>
          )}
        </Released>
      )}
      {draft !== null && (
        <Draft {...props} draft={draft}>
          {/* An office that is to sign the release has its field there. */}
          {!maySign && field}
          <Ask
            button={t("count.release")}
            look="button primary"
            title={t("count.release-ask", { year: dateWords(String(year)) })}
            act={t("count.release")}
            verb={() => counts.release(draft, office.trim())}
            words={recordFailure}
            onDone={() => void engine.device.sync()}
          >
            {null}
          </Ask>
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
    <section aria-labelledby="cases-released" class="cases-released">
      <h2 id="cases-released">
        {t("count.released", { edition: formatNumber(release.values.edition), office: release.values.office })}
      </h2>
      {!isOurs && isSame(check) && <p class="notice good">{t("count.same")}</p>}
      {!isOfOurNotes && <p class="notice waiting">{t("count.other-notes")}</p>}
      {differences.length > 0 && (
        <ul class="notice waiting">
          {differences.map(({ key, released, ours }) => (
            <li key={key}>{t("count.differs", { released: said(released), ours: said(ours) })}</li>
          ))}
        </ul>
      )}
      <ul class="count-lines">
        {inReadingOrder(release.tallies, ({ values }) => values).map(({ key, values }) => (
          <li key={key}>{talliedSentence(values, words)}</li>
        ))}
      </ul>
      {children}
    </section>
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
      <ul class="count-lines">
        {inReadingOrder(draft.rows, (row) => ("values" in row ? row.values : null)).map(
          (row) => "values" in row && <li key={row.key}>{talliedSentence(row.values, words)}</li>,
        )}
        {draft.leftOut.map((one) => (
          <li key={one.of} class="quiet">
            {leftOutSentence(one, words)}
          </li>
        ))}
      </ul>
    </>
  );
}
