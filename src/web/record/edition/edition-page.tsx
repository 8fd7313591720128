// The writer's desk: the report of a year that a person writes. Paragraphs by section, each with what it rests on beside it; proposals to take, change or put
// away; the edition that was begun first beside one in another language; what to look at before it is signed. The program fills the numbers, and every other
// word is the writer's.
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { type Anchor, type Piece, parsePieces } from "../../../core/registers/pieces.ts";
import { type EditionSection, editionSections } from "../../../core/registers/register-table.ts";
import type { Paragraph } from "../../../reports/edition/edition.ts";
import { editionDesk, findingsAt } from "../../../reports/edition/edition-desk.ts";
import type { Proposal } from "../../../reports/edition/proposal.ts";
import { proposalsFor } from "../../../reports/edition/proposals.ts";
import { countryIn } from "../../../reports/text/report-text.ts";
import { reportParts } from "../../../reports/text/report-words.ts";
import { Button } from "../../components/button.tsx";
import { focusSoon } from "../../focus-soon.ts";
import { loadWords } from "../../text/load-words.ts";
import { needWords, t } from "../../text/translate.ts";
import { useLoaded } from "../../use-loaded.ts";
import { PageHead, type PagePropsAt } from "../page-frame.tsx";
import { fullestYears, rowsByYear } from "../record-numbers.ts";
import { isYear, ownReportLanguage, type WhichReport, WhichReportFields } from "../which-report.tsx";
import { codeWord } from "../words.ts";
import type { Draft } from "./draft.tsx";
import { Findings } from "./findings.tsx";
import { FirstEdition } from "./first-edition.tsx";
import { type Editing, ParagraphEditor } from "./paragraph-editor.tsx";
import { Proposals } from "./proposals.tsx";
import { Signing } from "./signing.tsx";
import { StruckOut, WrittenParagraph } from "./written-paragraph.tsx";

export function EditionPage({ engine, book, self, page: asked }: PagePropsAt<"edition">): JSX.Element {
  const [which, setWhich] = useState<WhichReport>(() => ({
    year: String(asked.year ?? fullestYears(rowsByYear(book.all), 1)[0]?.[0] ?? ""),
    kind: asked.kind ?? "calendar",
    language: asked.language ?? ownReportLanguage(),
  }));
  const { year, kind, language } = which;
  const words = useLoaded(() => loadWords(language, reportParts), [language]);
  const areNamesHere = useLoaded(() => needWords("report-facts").then(() => true), []) === true;
  // A fold of the whole record: once after news.
  const record = useMemo(() => engine.record.at(), [book]);
  const desk = useMemo(() => {
    if (record === null || !isYear(year)) return null;
    return editionDesk(book.all, record.statements, { year: Number(year), kind, language }, self.organisation);
  }, [book, record, year, kind, language]);
  return (
    <>
      <PageHead>{t("record.edition.open")}</PageHead>
      <p class="lead">{t("record.edition.lead")}</p>
      <div class="edition-choice">
        <WhichReportFields id="edition" which={which} onChange={setWhich} />
      </div>
      {desk !== null && record !== null && areNamesHere && words?.language.tag === language && (
        <Desk key={JSON.stringify(which)} draft={{ engine, desk, words, record }} />
      )}
    </>
  );
}

function Desk({ draft }: { readonly draft: Draft }): JSX.Element {
  const { desk, words, record } = draft;
  const [editing, setEditing] = useState<Editing | null>(null);
  const findings = useMemo(() => findingsAt(desk), [desk]);
  const proposals = useMemo(
    () => proposalsFor(desk.edition, desk.grounds, words, countryIn(words, record)),
    [desk, words, record],
  );
  return (
    <>
      {editionSections.map((section) => (
        <Section
          key={section}
          draft={draft}
          section={section}
          proposals={proposals.filter((one) => one.section === section)}
          editing={editing?.section === section ? editing : null}
          onEdit={(next) => {
            setEditing(next);
            focusSoon(() => document.getElementById("edition-text"));
          }}
          onLeave={(place) => {
            setEditing(null);
            focusSoon(() => document.getElementById(place));
          }}
        />
      ))}
      <Findings draft={draft} findings={findings} />
      <Signing draft={draft} findings={findings} />
    </>
  );
}

/** A section of the report: what stands in it, what was struck out, and ways to write more. */
function Section(props: {
  readonly draft: Draft;
  readonly section: EditionSection;
  readonly proposals: readonly Proposal[];
  readonly editing: Editing | null;
  readonly onEdit: (editing: Editing) => void;
  /** Back to a place on the page, once it is drawn. */
  readonly onLeave: (place: string) => void;
}): JSX.Element {
  const { draft, section, proposals, editing, onEdit, onLeave } = props;
  const { edition } = draft.desk;
  const paragraphs = edition.paragraphs.filter((one) => one.section === section);
  const struck = edition.struck.filter((one) => one.section === section);
  const say = (begun: readonly Piece[], atHand: readonly Anchor[] = []) =>
    onEdit({ section, paragraph: null, begun, atHand });
  // A new paragraph; or one that a colleague struck out or moved while it is open.
  const isApart = editing !== null && paragraphs.every(({ key }) => key !== editing.paragraph?.key);
  const editor = editing !== null && (
    <ParagraphEditor key={editing.paragraph?.key ?? section} draft={draft} editing={editing} onLeave={onLeave} />
  );
  return (
    <section class="edition-section" aria-labelledby={`edition-${section}`}>
      <h2 id={`edition-${section}`} tabIndex={-1}>
        {codeWord("section", section)}
      </h2>
      <FirstEdition desk={draft.desk} section={section} onSay={say} />
      {paragraphs.length === 0 && <p class="quiet">{t("record.edition.empty")}</p>}
      {paragraphs.map((paragraph) =>
        editing?.paragraph?.key === paragraph.key ? (
          editor
        ) : (
          <WrittenParagraph
            key={paragraph.key}
            draft={draft}
            paragraph={paragraph}
            onChange={() => onEdit({ section, paragraph, begun: bothTexts(paragraph), atHand: [] })}
          />
        ),
      )}
      {struck.length > 0 && (
        <ul aria-label={t("record.edition.struck")}>
          {struck.map((paragraph) => (
            <StruckOut key={paragraph.key} draft={draft} paragraph={paragraph} />
          ))}
        </ul>
      )}
      {isApart ? (
        editor
      ) : (
        <p>
          <Button look="plain" words={t("record.edition.write")} onPress={() => say([])} />
        </p>
      )}
      {proposals.length > 0 && <Proposals draft={draft} section={section} proposals={proposals} onSay={say} />}
    </section>
  );
}

/** Of a paragraph that two people wrote at once the editor holds both texts. */
function bothTexts({ pieces, others }: Paragraph): readonly Piece[] {
  const texts = others.filter(({ isStruck }) => !isStruck).map(({ text }) => parsePieces(text) ?? []);
  return [pieces, ...texts].flatMap((each, i): readonly Piece[] =>
    i === 0 ? each : [{ kind: "plain", words: " " }, ...each],
  );
}
