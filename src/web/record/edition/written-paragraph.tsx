// A paragraph of the draft with what each of its bound words rests on, and what may be done with it: changed, moved, struck out.
import type { JSX } from "preact";
import { parsePieces, wordsOf } from "../../../core/registers/pieces.ts";
import { draftRow, endOf, movedRows, type Paragraph, struckRow, versionsOf } from "../../../reports/edition/edition.ts";
import { fillPieces } from "../../../reports/edition/fill.ts";
import { Button } from "../../components/button.tsx";
import { t } from "../../text/translate.ts";
import { type Draft, inLanguage, useWriting } from "./draft.tsx";
import { BoundWords, RestsOn } from "./rests-on.tsx";

interface ParagraphProps {
  readonly draft: Draft;
  readonly paragraph: Paragraph;
}

export function WrittenParagraph({
  draft,
  paragraph,
  onChange,
}: ParagraphProps & { readonly onChange: () => void }): JSX.Element {
  const { edition, grounds, name } = draft.desk;
  const { busy, failed, write } = useWriting(draft);
  const filled = fillPieces(paragraph.pieces, grounds, name.language);
  const anchors = filled.flatMap(({ piece, stale }) => (piece.kind === "plain" ? [] : [{ anchor: piece, stale }]));
  const beside = edition.paragraphs.filter(({ section }) => section === paragraph.section);
  const n = beside.indexOf(paragraph) + 1;
  const act = (words: string, rows: Parameters<typeof write>[0]) => (
    <Button look="plain" words={words} isBusy={busy || rows.length === 0} onPress={() => write(rows)} />
  );
  const moved = (by: -1 | 1) => movedRows(edition, paragraph, { section: paragraph.section, place: n + by });
  return (
    <article
      id={`paragraph-${paragraph.key}`}
      class="edition-paragraph card"
      tabIndex={-1}
      aria-label={t("record.edition.paragraph", { n, of: beside.length })}
    >
      <p {...inLanguage(name.language)}>
        <BoundWords pieces={filled.map(({ piece }) => piece)} isNumbered />
      </p>
      <div class="rests-on">
        <h3 class="rests-title">{t("record.edition.rests")}</h3>
        {anchors.length === 0 && <p class="quiet">{t("record.edition.rests-nothing")}</p>}
        <ol class="rests-list">
          {anchors.map((one, i) => (
            <li key={String(i)}>
              <RestsOn {...one} grounds={grounds} />
            </li>
          ))}
        </ol>
      </div>
      <Others draft={draft} paragraph={paragraph} />
      {failed}
      <div class="actions start edition-acts">
        <Button look="plain" words={t("record.edition.change")} onPress={onChange} />
        {beside.length > 1 && act(t("record.edition.up"), moved(-1))}
        {beside.length > 1 && act(t("record.edition.down"), moved(1))}
        {act(t("record.edition.strike"), [struckRow(name, paragraph)])}
      </div>
    </article>
  );
}

/** What somebody else wrote at the same time. */
function Others({ draft: { desk }, paragraph: { others } }: ParagraphProps): JSX.Element | null {
  if (others.length === 0) return null;
  return (
    <div class="notice waiting">
      <span>
        {t("record.edition.two")}
        {others.map(({ version, text, isStruck }) =>
          isStruck ? (
            <span key={version} class="other-text">
              {t("record.edition.two-struck")}
            </span>
          ) : (
            <q key={version} class="other-text" {...inLanguage(desk.name.language)}>
              {wordsOf(parsePieces(text) ?? [])}
            </q>
          ),
        )}
      </span>
    </div>
  );
}

/** A paragraph that was struck out, to be put back behind the last one of its section. */
export function StruckOut({ draft, paragraph }: ParagraphProps): JSX.Element {
  const { busy, failed, write } = useWriting(draft);
  const { name, edition } = draft.desk;
  const putBack = () =>
    write([draftRow(name, { ...paragraph, place: endOf(edition, paragraph.section), over: versionsOf(paragraph) })]);
  return (
    <li class="act-line">
      <span>
        {t("record.edition.struck-out")} <s {...inLanguage(name.language)}>{beginning(wordsOf(paragraph.pieces))}</s>
      </span>
      <Button look="plain" words={t("record.edition.put-back")} isBusy={busy} onPress={putBack} />
      {failed}
    </li>
  );
}

function beginning(text: string): string {
  return text.length <= 90 ? text : `${text.slice(0, 90).replace(/\s\S*$/, "")} …`;
}
