// The writer's desk: the report of a year that a person writes. Paragraphs by section, each with what it rests on beside it; proposals to take, change or put
// away; the edition that was begun first beside one in another language; what to look at before it is signed. The program fills the numbers, and every other
// word is the writer's.
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { yearKinds } from "../../../core/registers/partial-date.ts";
import { encodePieces, type Piece, parsePieces } from "../../../core/registers/pieces.ts";
import { type EditionSection, editionSections } from "../../../core/registers/register-table.ts";
import { randomBytes } from "../../../crypto/random.ts";
import { makeUuid } from "../../../crypto/uuid.ts";
import type { CountryRecord } from "../../../member/record/record-keeper.ts";
import type { Statement } from "../../../record/statement.ts";
import { draftRow, endOf, newKey, type Paragraph, rewrittenRow, versionsOf } from "../../../reports/edition/edition.ts";
import { type EditionDesk, editionDesk, findingsAt } from "../../../reports/edition/edition-desk.ts";
import { proposalsFor } from "../../../reports/edition/proposals.ts";
import { countryIn } from "../../../reports/text/report-text.ts";
import { type ReportLanguage, reportLanguages, reportParts } from "../../../reports/text/report-words.ts";
import { languages } from "../../../words/languages.ts";
import type { Words } from "../../../words/words.ts";
import { OneOf } from "../../components/choices.tsx";
import { TextField } from "../../components/fields.tsx";
import { Heading } from "../../components/heading.tsx";
import type { Engine } from "../../engine.ts";
import { focusSoon } from "../../focus-soon.ts";
import type { RecordPage } from "../../record-page.ts";
import { loadWords } from "../../text/load-words.ts";
import { activeLanguage, t } from "../../text/translate.ts";
import { westernDigits } from "../../text/western-digits.ts";
import { BackLink, type PageProps } from "../page-frame.tsx";
import { fullestYears, rowsByYear } from "../record-numbers.ts";
import { codeWord } from "../words.ts";
import { Findings } from "./findings.tsx";
import { FirstEdition } from "./first-edition.tsx";
import { ParagraphEditor } from "./paragraph-editor.tsx";
import { Proposals } from "./proposals.tsx";
import { Signing } from "./signing.tsx";
import type { WriteDraft } from "./write-draft.ts";
import { StruckOut, WrittenParagraph } from "./written-paragraph.tsx";

export function EditionPage({
  engine,
  book,
  self,
  asked,
}: PageProps & { readonly asked: Extract<RecordPage, { readonly at: "edition" }> }): JSX.Element {
  const [year, setYear] = useState(() => String(asked.year ?? fullestYears(rowsByYear(book.all), 1)[0]?.[0] ?? ""));
  const [kind, setKind] = useState<(typeof yearKinds)[number]>(asked.kind ?? "calendar");
  const [language, setLanguage] = useState<ReportLanguage>(
    () => asked.language ?? reportLanguages.find((known) => known === activeLanguage()) ?? "en",
  );
  const [words, setWords] = useState<Words | null>(null);
  useEffect(() => {
    let isAsked = true;
    void loadWords(language, reportParts).then((loaded) => isAsked && setWords(loaded));
    return () => {
      isAsked = false;
    };
  }, [language]);
  // A fold of the whole record: once after news.
  const record = useMemo(() => engine.record.at(), [book]);
  const isYear = /^[12]\d{3}$/.test(year);
  const desk = useMemo(() => {
    if (record === null || !isYear) return null;
    return editionDesk(book.all, record.statements, { year: Number(year), kind, language }, self.organisation);
  }, [book, record, isYear, year, kind, language]);
  return (
    <>
      <BackLink />
      <Heading>{t("record.edition.open")}</Heading>
      <p class="lead">{t("record.edition.lead")}</p>
      <div class="edition-choice">
        <TextField
          id="edition-year"
          label={t("date.year")}
          value={year}
          maxLength={4}
          onInput={(typed) => setYear(westernDigits(typed))}
        />
        <OneOf
          id="edition-period"
          legend={t("record.report.period")}
          options={yearKinds.map((value) => ({ value, label: t(`record.report.${value}`) }))}
          value={kind}
          onChange={setKind}
        />
        <OneOf
          id="edition-language"
          legend={t("record.report.language")}
          options={reportLanguages.map((tag) => ({ value: tag, label: languages[tag].name, lang: tag }))}
          value={language}
          onChange={setLanguage}
        />
      </div>
      {desk !== null && record !== null && words !== null && words.language.tag === language && (
        <Desk key={`${year} ${kind} ${language}`} engine={engine} desk={desk} words={words} record={record} />
      )}
    </>
  );
}

/** What is open in the editor: a paragraph that is there, or a new one of a section with what it begins with, and the rows that are to be said. */
type Editing =
  | { readonly is: "paragraph"; readonly key: string }
  | {
      readonly is: "new";
      readonly section: EditionSection;
      readonly pieces: readonly Piece[];
      readonly atHand: readonly Statement[];
    };

function Desk({
  engine,
  desk,
  words,
  record,
}: {
  readonly engine: Engine;
  readonly desk: EditionDesk;
  readonly words: Words;
  readonly record: CountryRecord;
}): JSX.Element {
  const [editing, setEditing] = useState<Editing | null>(null);
  const findings = useMemo(() => findingsAt(desk), [desk]);
  const proposals = useMemo(
    () => proposalsFor(desk.edition, desk.grounds, words, countryIn(words, record)),
    [desk, words, record],
  );
  const write: WriteDraft = (rows) => engine.record.enter("draft", rows);
  const freshKey = () => newKey(desk.name, makeUuid(randomBytes).slice(0, 8));
  const add = (text: string, section: EditionSection) =>
    write([draftRow(desk.name, { key: freshKey(), section, place: endOf(desk.edition, section), text, over: [] })]);
  const edit = (next: Editing | null) => {
    setEditing(next);
    focusSoon(() => document.getElementById(next === null ? "edition-checks" : "edition-text"));
  };
  /** Back to the paragraph that was open, once it is drawn. */
  const leave = (id: string) => () => {
    setEditing(null);
    focusSoon(() => document.getElementById(id));
  };
  return (
    <>
      {editionSections.map((section) => {
        const paragraphs = desk.edition.paragraphs.filter((one) => one.section === section);
        const proposed = proposals.filter((one) => one.section === section);
        const say = (pieces: readonly Piece[], atHand: readonly Statement[] = []) =>
          edit({ is: "new", section, pieces, atHand });
        return (
          <section key={section} class="edition-section" aria-labelledby={`edition-${section}`}>
            <h2 id={`edition-${section}`} tabIndex={-1}>
              {codeWord("section", section)}
            </h2>
            <FirstEdition desk={desk} section={section} onSay={say} />
            {paragraphs.length === 0 && <p class="quiet">{t("record.edition.empty")}</p>}
            {paragraphs.map((paragraph) =>
              editing?.is === "paragraph" && editing.key === paragraph.key ? (
                <ParagraphEditor
                  key={paragraph.key}
                  desk={desk}
                  begun={bothTexts(paragraph)}
                  section={section}
                  onLeave={leave(`paragraph-${paragraph.key}`)}
                  onSave={(text, to) => write([rewrittenRow(desk.edition, paragraph, text, to)])}
                />
              ) : (
                <WrittenParagraph
                  key={paragraph.key}
                  desk={desk}
                  paragraph={paragraph}
                  write={write}
                  onChange={() => edit({ is: "paragraph", key: paragraph.key })}
                />
              ),
            )}
            <StruckOut
              desk={desk}
              struck={desk.struck.filter((one) => one.section === section)}
              write={write}
              putBack={(one) => [
                draftRow(desk.name, { ...one, place: endOf(desk.edition, section), over: versionsOf(one) }),
              ]}
            />
            {editing?.is === "new" && editing.section === section ? (
              <ParagraphEditor
                desk={desk}
                begun={editing.pieces}
                section={section}
                atHand={editing.atHand}
                onLeave={(to) => leave(`edition-${to}`)()}
                onSave={add}
              />
            ) : (
              <p>
                <button type="button" class="button plain" onClick={() => say([])}>
                  {t("record.edition.write")}
                </button>
              </p>
            )}
            {proposed.length > 0 && (
              <Proposals
                desk={desk}
                proposals={proposed}
                write={write}
                freshKey={freshKey}
                onTake={(pieces) => add(encodePieces(pieces), section)}
                onSay={say}
              />
            )}
          </section>
        );
      })}
      <Findings desk={desk} findings={findings} write={write} freshKey={freshKey} />
      <Signing
        engine={engine}
        desk={desk}
        findings={findings}
        words={words}
        record={record}
        write={write}
        freshKey={freshKey}
      />
    </>
  );
}

/** Of a paragraph that two people wrote at once the editor holds both texts. */
function bothTexts({ pieces, others }: Paragraph): readonly Piece[] {
  const texts = others.filter(({ isStruck }) => !isStruck).map(({ text }) => parsePieces(text) ?? []);
  return [pieces, ...texts].flatMap((each, i): readonly Piece[] =>
    i === 0 ? each : [{ kind: "plain", words: " " }, ...each],
  );
}
