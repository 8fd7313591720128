// The country's cases of a year, for the two offices: who sent a count, what everybody would read, and the release; or the other office's release, made again (YC7, YC9).
import type { ComponentChildren, JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { SaidRow } from "../../../core/registers/row.ts";
import type { CountryDraft } from "../../../member/counts.ts";
import { inReadingOrder, leftOutSentence, splitOf, talliedSentence } from "../../../reports/count-words.ts";
import { formWordParts } from "../../../words/form-words.ts";
import type { Engine } from "../../engine.ts";
import { listOf } from "../../text/moments.ts";
import { nameOfOrganisation } from "../../text/organisation-name.ts";
import { formatNumber, t, words } from "../../text/translate.ts";
import type { PageProps } from "../page-frame.tsx";
import { dateWords } from "../words.ts";
import { type CountLine, isToSign, OfficeAct, OfficePage, Preview, ReleasedNumbers } from "./office-release.tsx";

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
      {(year) => <Year key={year} {...{ engine, book, self, year }} />}
    </OfficePage>
  );
}

function Year({ engine, book, self, year }: PageProps & { readonly year: number }): JSX.Element {
  const { counts } = engine.device;
  const check = useMemo(() => counts.check(year), [counts, book, year]);
  const draft = useMemo(() => counts.country(year), [counts, book, year]);
  const released = check === null ? null : { ...check.release, ...check };
  const inWords = dateWords(String(year));
  return (
    <>
      {released !== null && (
        <ReleasedNumbers
          check={released}
          otherNotes={t("count.other-notes")}
          said={({ values }) => talliedSentence(values, words())}
          linesOf={linesOf}
        >
          {counts.isOffice && isToSign(released, self.organisation) && (
            <OfficeAct act="check" year={inWords} engine={engine} verb={(office) => counts.signRelease(year, office)} />
          )}
        </ReleasedNumbers>
      )}
      {draft !== null && (
        <Draft engine={engine} draft={draft}>
          <OfficeAct act="release" year={inWords} engine={engine} verb={(office) => counts.release(draft, office)} />
        </Draft>
      )}
    </>
  );
}

function Draft({
  engine,
  draft,
  children,
}: {
  readonly engine: Engine;
  readonly draft: CountryDraft;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { senders, asked, sent, doubled, notYet, from, rows, leftOut } = draft;
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
          <Preview lines={linesOf(rows)} />
          <ul class="count-lines">
            {leftOut.map((one) => (
              <li key={one.of} class="quiet">
                {leftOutSentence(one, words())}
              </li>
            ))}
          </ul>
          {children}
        </>
      )}
    </section>
  );
}

function linesOf(rows: readonly SaidRow<"tally">[]): readonly CountLine[] {
  return inReadingOrder(rows).map(({ key, values }) => {
    const split = splitOf(values);
    return {
      key,
      words: talliedSentence(values, words(), true),
      under: split === null ? null : t(`count.split.${split}`),
    };
  });
}
