// The field of a paragraph: a plain text area, so that every keyboard, phone and screen reader works as it does elsewhere, with bound words marked behind its text.
// Beside it each bound word stands with what it rests on, to be released. Nobody sees a brace. Why no other way: docs/decisions/bound-words-are-marked-behind-a-field.md.
import type { JSX } from "preact";
import { type Piece, wordsOf } from "../../../core/registers/pieces.ts";
import { boundIn, retyped, unbound } from "../../../reports/edition/editing.ts";
import type { EditionDesk } from "../../../reports/edition/edition-desk.ts";
import { fillPieces } from "../../../reports/edition/fill.ts";
import { Button } from "../../components/button.tsx";
import { Labelled } from "../../components/fields.tsx";
import { t } from "../../text/translate.ts";
import { inLanguage } from "./draft.tsx";
import { BoundWords, RestsOn } from "./rests-on.tsx";

export function BoundText({
  desk: { grounds, name },
  pieces,
  onChange,
}: {
  readonly desk: EditionDesk;
  readonly pieces: readonly Piece[];
  readonly onChange: (pieces: readonly Piece[]) => void;
}): JSX.Element {
  const anchors = boundIn(pieces).map(({ anchor }) => anchor);
  const filled = fillPieces(anchors, grounds, name.language);
  return (
    <div class="bound-text">
      <Labelled id="edition-text" label={t("record.edition.text")} hint={t("record.edition.text-hint")}>
        <div class="bound-field">
          <div class="input bound-behind" aria-hidden="true" {...inLanguage(name.language)}>
            <BoundWords pieces={pieces} look="bound-chip" />
            {"\u200b"}
          </div>
          <textarea
            id="edition-text"
            class="input bound-input"
            {...inLanguage(name.language)}
            value={wordsOf(pieces)}
            maxLength={7000}
            rows={4}
            autoComplete="off"
            spellcheck={false}
            aria-describedby="edition-text-hint edition-text-rests"
            // A paragraph is one line, of which the field shows several.
            onKeyDown={(event) => event.key === "Enter" && !event.isComposing && event.preventDefault()}
            onInput={({ currentTarget: area }) => onChange(retyped(pieces, area.value, area.selectionStart))}
          />
        </div>
      </Labelled>
      <div class="rests-on">
        <h3 class="rests-title" id="edition-text-rests">
          {t("record.edition.bound", { n: anchors.length })}
        </h3>
        <ul>
          {anchors.map((anchor, place) => (
            <li key={String(place)} class="act-line">
              <span>
                <mark class="bound-chip" lang={name.language}>
                  <bdi>{anchor.words}</bdi>
                </mark>{" "}
                <RestsOn anchor={anchor} stale={filled[place]?.stale ?? null} grounds={grounds} />
              </span>
              <Button
                look="plain small"
                words={t("record.edition.release")}
                about={anchor.words}
                onPress={() => onChange(unbound(pieces, place))}
              />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
