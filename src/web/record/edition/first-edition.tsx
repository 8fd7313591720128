// The edition of the year that was begun first, beside one in another language: its paragraphs of a section, each to begin from with all that it rests on.
import type { JSX } from "preact";
import { type Piece, subjectOf } from "../../../core/registers/pieces.ts";
import type { EditionSection } from "../../../core/registers/register-table.ts";
import type { EditionDesk } from "../../../reports/edition/edition-desk.ts";
import { anchorsIn } from "../../../reports/edition/fill.ts";
import { languages } from "../../../words/languages.ts";
import { Button } from "../../components/button.tsx";
import { t } from "../../text/translate.ts";
import { inLanguage } from "./draft.tsx";
import { BoundWords } from "./rests-on.tsx";

export function FirstEdition({
  desk,
  section,
  onSay,
}: {
  readonly desk: EditionDesk;
  readonly section: EditionSection;
  readonly onSay: (pieces: readonly Piece[]) => void;
}): JSX.Element | null {
  const { first, name, edition } = desk;
  const paragraphs = first?.paragraphs.filter((one) => one.section === section) ?? [];
  if (first === null || first.language === name.language || paragraphs.length === 0) return null;
  const here = new Set(
    edition.paragraphs
      .filter((one) => one.section === section)
      .flatMap(({ pieces }) => anchorsIn(pieces).map(subjectOf)),
  );
  const isHere = (pieces: readonly Piece[]) => {
    const anchors = anchorsIn(pieces);
    return anchors.length > 0 && anchors.every((one) => here.has(subjectOf(one)));
  };
  return (
    <div class="first-edition">
      <h3 class="rests-title">{t("record.edition.first", { language: languages[first.language].name })}</h3>
      {paragraphs.map(({ key, pieces }) => (
        <div key={key} class="first-paragraph">
          <p {...inLanguage(first.language)}>
            <BoundWords pieces={pieces} />
          </p>
          {isHere(pieces) ? (
            <p class="quiet">{t("record.edition.first-here")}</p>
          ) : (
            <Button
              look="plain"
              words={t("record.edition.first-begin")}
              onPress={() => onSay(begunFrom(pieces, desk))}
            />
          )}
        </div>
      ))}
    </div>
  );
}

/** The same bound words, to be written over in another language: of a number its digits there. */
function begunFrom(pieces: readonly Piece[], { name }: EditionDesk): readonly Piece[] {
  return pieces.map((piece) =>
    piece.kind === "figure" ? { ...piece, words: languages[name.language].number(piece.value) } : piece,
  );
}
