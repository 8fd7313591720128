// A paragraph of the draft with what each of its bound words rests on, and what may be done with it: changed, moved, struck out.
import type { JSX } from "preact";
import { parsePieces, wordsOf } from "../../../core/registers/pieces.ts";
import { movedRows, type Paragraph, struckRow } from "../../../reports/edition/edition.ts";
import type { EditionDesk } from "../../../reports/edition/edition-desk.ts";
import { fillPieces } from "../../../reports/edition/fill.ts";
import { Failed } from "../../components/page-form.tsx";
import { formatNumber, t } from "../../text/translate.ts";
import { useVerb } from "../../use-verb.ts";
import { recordFailure } from "../refusal-words.ts";
import { inLanguage } from "./in-language.ts";
import { anchorWords } from "./rests-on.tsx";
import type { WriteDraft } from "./write-draft.ts";

export function WrittenParagraph({
  desk,
  paragraph,
  write,
  onChange,
}: {
  readonly desk: EditionDesk;
  readonly paragraph: Paragraph;
  readonly write: WriteDraft;
  readonly onChange: () => void;
}): JSX.Element {
  const { busy, error, run } = useVerb(recordFailure);
  const { language } = desk.name;
  const filled = fillPieces(paragraph.pieces, desk.grounds, language);
  const anchors = filled.flatMap(({ piece, stale }) => (piece.kind === "plain" ? [] : [{ piece, stale }]));
  const beside = desk.edition.paragraphs.filter(({ section }) => section === paragraph.section);
  const n = beside.indexOf(paragraph) + 1;
  const moved = (by: -1 | 1) => movedRows(desk.edition, paragraph, { section: paragraph.section, place: n + by });
  const enter = (rows: Parameters<WriteDraft>[0]) => {
    if (rows.length > 0)
      void run(
        () => write(rows),
        () => undefined,
      );
  };
  let place = 0;
  return (
    <article
      id={`paragraph-${paragraph.key}`}
      class="edition-paragraph card"
      tabIndex={-1}
      aria-label={t("record.edition.paragraph", { n, of: beside.length })}
    >
      <p {...inLanguage(language)}>
        {filled.map(({ piece }, i) => {
          if (piece.kind === "plain") return <span key={String(i)}>{piece.words}</span>;
          place += 1;
          return (
            <mark key={String(i)} class="bound">
              {piece.words}
              <sup class="bound-number">{formatNumber(place)}</sup>
            </mark>
          );
        })}
      </p>
      <div class="rests-on">
        <h3 class="rests-title">{t("record.edition.rests")}</h3>
        {anchors.length === 0 && <p class="quiet">{t("record.edition.rests-nothing")}</p>}
        <ol class="rests-list">
          {anchors.map(({ piece, stale }, i) => (
            <li key={String(i)}>
              {anchorWords(piece, desk.grounds)}
              {stale !== null && <strong class="rests-stale">{t(`record.edition.why.${stale}`)}</strong>}
            </li>
          ))}
        </ol>
      </div>
      {paragraph.others.length > 0 && (
        <div class="notice waiting">
          <span>
            {t("record.edition.two")}
            {paragraph.others.map(({ version, text, isStruck }) =>
              isStruck ? (
                <span key={version} class="other-text">
                  {t("record.edition.two-struck")}
                </span>
              ) : (
                <q key={version} class="other-text" {...inLanguage(language)}>
                  {wordsOf(parsePieces(text) ?? [])}
                </q>
              ),
            )}
          </span>
        </div>
      )}
      <Failed words={error} />
      <div class="actions start edition-acts">
        <button type="button" class="button plain" onClick={onChange}>
          {t("record.edition.change")}
        </button>
        {beside.length > 1 &&
          ([-1, 1] as const).map((by) => (
            <button
              key={by}
              type="button"
              class="button plain"
              aria-disabled={busy || moved(by).length === 0}
              onClick={() => enter(moved(by))}
            >
              {t(by < 0 ? "record.edition.up" : "record.edition.down")}
            </button>
          ))}
        <button
          type="button"
          class="button plain"
          aria-disabled={busy}
          onClick={() => enter([struckRow(desk.name, paragraph)])}
        >
          {t("record.edition.strike")}
        </button>
      </div>
    </article>
  );
}

/** What was struck out of a section, each to be put back behind its last paragraph. */
export function StruckOut({
  desk,
  struck,
  write,
  putBack,
}: {
  readonly desk: EditionDesk;
  readonly struck: readonly Paragraph[];
  readonly write: WriteDraft;
  readonly putBack: (paragraph: Paragraph) => Parameters<WriteDraft>[0];
}): JSX.Element | null {
  const { busy, error, run } = useVerb(recordFailure);
  if (struck.length === 0) return null;
  return (
    <>
      <Failed words={error} />
      <ul class="struck-list" aria-label={t("record.edition.struck")}>
        {struck.map((paragraph) => (
          <li key={paragraph.key} class="struck">
            <span class="line-words">
              {t("record.edition.struck-out")}{" "}
              <s {...inLanguage(desk.name.language)}>{beginning(wordsOf(paragraph.pieces))}</s>
            </span>
            <button
              type="button"
              class="button plain"
              aria-disabled={busy}
              onClick={() =>
                void run(
                  () => write(putBack(paragraph)),
                  () => undefined,
                )
              }
            >
              {t("record.edition.put-back")}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function beginning(text: string): string {
  return text.length <= 90 ? text : `${text.slice(0, 90).replace(/\s\S*$/, "")} …`;
}
