// Writing one paragraph: its field with bound words, and below it a search over the year's numbers and all rows. Marked words are bound by pressing what they
// rest on; a number without marked words is put in, and so is a row that has a sentence.
import type { JSX } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import { catalogue } from "../../../assessment/catalogue.ts";
import {
  type Anchor,
  encodePieces,
  type Piece,
  parsePieces,
  subjectOf,
  wordsOf,
} from "../../../core/registers/pieces.ts";
import { type EditionSection, editionSections } from "../../../core/registers/register-table.ts";
import { boundAt, replaced, written } from "../../../reports/edition/editing.ts";
import { type Paragraph, rewrittenRow } from "../../../reports/edition/edition.ts";
import type { EditionDesk } from "../../../reports/edition/edition-desk.ts";
import { spelledNumber } from "../../../reports/edition/number-words.ts";
import { anchorTo } from "../../../reports/edition/proposal.ts";
import { rowsToCite } from "../../../reports/edition/rows-of-year.ts";
import { Button } from "../../components/button.tsx";
import { SelectField, TextField } from "../../components/fields.tsx";
import { PageForm } from "../../components/page-form.tsx";
import { activeLanguage, t } from "../../text/translate.ts";
import { codeWord, fieldName } from "../words.ts";
import { BoundText } from "./bound-text.tsx";
import { type Draft, newParagraph, useWriting } from "./draft.tsx";
import { anchorWords, anyFactName } from "./rests-on.tsx";

const shownAtOnce = 12;

/** What is open in the editor: a paragraph as its writer reads it, or a new one. */
export interface Editing {
  /** Where it stands, or shall stand unless the writer chooses another. */
  readonly section: EditionSection;
  readonly paragraph: Paragraph | null;
  readonly begun: readonly Piece[];
  /** Rows to be said, without a search for them. */
  readonly atHand: readonly Anchor[];
}

export function ParagraphEditor(props: {
  readonly draft: Draft;
  readonly editing: Editing;
  /** Leads to a place on the page. */
  readonly onLeave: (place: string) => void;
}): JSX.Element {
  const { draft } = props;
  const { desk } = draft;
  const { section, paragraph, begun, atHand } = props.editing;
  const [pieces, setPieces] = useState(begun);
  const [chosen, setChosen] = useState(section);
  const [sought, setSought] = useState("");
  const { busy, failed, write, say } = useWriting(draft);
  const form = useRef<HTMLDivElement>(null);
  const save = () => {
    const kept = written(pieces);
    const text = encodePieces(kept);
    if (kept.length === 0) return say(() => t("record.edition.text-missing"));
    if (parsePieces(text) === null || text.length > 8000) return say(() => t("record.edition.text-long"));
    const row =
      paragraph === null ? newParagraph(draft, text, chosen) : rewrittenRow(desk.edition, paragraph, text, chosen);
    write([row], () => leave(chosen));
  };
  const leave = (to: EditionSection) =>
    props.onLeave(paragraph === null ? `edition-${to}` : `paragraph-${paragraph.key}`);
  const bind = (anchor: Anchor) => {
    const area = form.current?.querySelector("textarea");
    const end = wordsOf(pieces).length;
    const [from, to] = [area?.selectionStart ?? end, area?.selectionEnd ?? end];
    const marked = wordsOf(pieces).slice(from, to).trim();
    if (anchor.kind === "figure" && marked !== "" && spelledNumber(marked, desk.name.language)?.value !== anchor.value)
      return say(() => t("record.edition.flaw.number-differs"));
    if (anchor.kind === "row" && marked === "") return say(() => t("record.edition.mark-first"));
    const bound = marked === "" ? replaced(pieces, from, to, [anchor]) : boundAt(pieces, from, to, anchor);
    if (bound === null) return say(() => t("record.edition.text-long"));
    setPieces(bound);
    say(null);
    area?.focus();
  };
  const isSought = sought.trim() !== "";
  // Once for a desk, and again when the screen speaks another language.
  const all = useMemo(
    () =>
      (isSought ? anchorsFor(desk) : atHand).map((anchor) => ({
        anchor,
        words: anchorWords(anchor, desk.grounds),
      })),
    [desk, isSought, activeLanguage()],
  );
  const found = isSought ? search(all, sought) : all;
  return (
    <PageForm class="card" onSubmit={save}>
      <SelectField
        id="edition-section"
        label={fieldName("draft", "section")}
        value={chosen}
        options={editionSections.map((one) => ({ value: one, label: codeWord("section", one) }))}
        onChange={(value) => setChosen(editionSections.find((one) => one === value) ?? section)}
      />
      <div ref={form}>
        <BoundText desk={desk} pieces={pieces} onChange={setPieces} />
      </div>
      <TextField id="edition-find" label={t("record.edition.find")} value={sought} maxLength={80} onInput={setSought} />
      <ul aria-live="polite">
        {isSought && found.length === 0 && <li class="quiet">{t("record.edition.find-none")}</li>}
        {found.map(({ anchor, words }) => (
          <li key={subjectOf(anchor)}>
            <button type="button" class="row" onClick={() => bind(anchor)}>
              {words}
            </button>
          </li>
        ))}
      </ul>
      {failed}
      <div class="actions start">
        <button type="submit" class="button primary" aria-disabled={busy}>
          {t("record.edition.save")}
        </button>
        <Button look="plain" words={t("record.edition.leave")} onPress={() => leave(section)} />
      </div>
    </PageForm>
  );
}

/** Something to which words may be bound. */
interface Found {
  readonly anchor: Anchor;
  readonly words: string;
}

/** Those that hold all of these words. */
function search(all: readonly Found[], sought: string): readonly Found[] {
  const parts = sought
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part !== "");
  return all
    .filter(({ words, anchor }) => {
      const named = anchor.kind === "row" ? `${anchor.register} ${anchor.key}` : `${anchor.fact} ${anchor.part ?? ""}`;
      const said = `${words} ${named} ${anchor.source}`.toLowerCase();
      return parts.every((part) => said.includes(part));
    })
    .slice(0, shownAtOnce);
}

/** Numbers of the year and of the one before with their parts, then rows, those of the year first. */
function anchorsFor({ grounds, name }: EditionDesk): readonly Anchor[] {
  // A count of rows that has no name on screens is said by its rows.
  const namedFacts = catalogue.map(({ key }) => key).filter((fact) => anyFactName(fact) !== fact);
  const figures = [name.year, name.year - 1].flatMap((year) =>
    namedFacts.flatMap((fact) =>
      (grounds.fact(fact, year)?.statements ?? []).flatMap(({ source, parts }) =>
        [null, ...new Set(parts.map(({ part }) => part))].flatMap(
          (part) => grounds.anchorInYears({ fact, year, part, source }, name.language) ?? [],
        ),
      ),
    ),
  );
  return [...figures, ...rowsToCite(grounds.statements, name).map((row) => anchorTo(row, row.key))];
}
