// The writer's desk: the report of a year that a person writes. Paragraphs by section, each with what it rests on beside it; proposals to take, change or put
// away; what to look at before it is signed. The program fills the numbers, and every other word is the writer's.
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { encodePieces, type Piece, parsePieces } from "../../../core/registers/pieces.ts";
import { type EditionSection, editionSections } from "../../../core/registers/register-table.ts";
import type { Row } from "../../../core/registers/row.ts";
import { randomBytes } from "../../../crypto/random.ts";
import { makeUuid } from "../../../crypto/uuid.ts";
import { type CountryRecord, hashOfText } from "../../../member/record/record-keeper.ts";
import { versionOf } from "../../../record/evidence.ts";
import type { Finding } from "../../../reports/edition/checks.ts";
import { openFindings } from "../../../reports/edition/checks.ts";
import {
  besideRow,
  draftRow,
  newKey,
  type Paragraph,
  type PublishedEdition,
  publishedEditions,
} from "../../../reports/edition/edition.ts";
import { type EditionDesk, editionDesk, findingsAt, toPublish, toSign } from "../../../reports/edition/edition-desk.ts";
import { countryIn, editionDocument } from "../../../reports/edition/edition-document.ts";
import { editionPage } from "../../../reports/edition/edition-page.ts";
import { fillPieces, refilled } from "../../../reports/edition/fill.ts";
import { type Proposal, proposalsFor } from "../../../reports/edition/proposals.ts";
import { reportHtml } from "../../../reports/print/html.ts";
import { type ReportLanguage, reportLanguages, reportParts } from "../../../reports/text/report-words.ts";
import { languages } from "../../../words/languages.ts";
import type { Words } from "../../../words/words.ts";
import { Ask } from "../../components/ask.tsx";
import { OneOf } from "../../components/choices.tsx";
import { TextField } from "../../components/fields.tsx";
import { Heading } from "../../components/heading.tsx";
import { Failed } from "../../components/page-form.tsx";
import type { Engine } from "../../engine.ts";
import { saveFile } from "../../save-file.ts";
import { loadWords } from "../../text/load-words.ts";
import { activeLanguage, t } from "../../text/translate.ts";
import { westernDigits } from "../../text/western-digits.ts";
import { useVerb } from "../../use-verb.ts";
import { BackLink, type PageProps } from "../page-frame.tsx";
import { fullestYears, rowsByYear } from "../record-numbers.ts";
import { recordFailure } from "../refusal-words.ts";
import { codeWord, dateWords } from "../words.ts";
import { Findings } from "./findings.tsx";
import { ParagraphEditor } from "./paragraph-editor.tsx";
import { anchorWords, rowLine } from "./rests-on.ts";

export function EditionPage({ engine, book, self }: PageProps): JSX.Element {
  const [year, setYear] = useState(() => String(fullestYears(rowsByYear(book.all), 1)[0]?.[0] ?? ""));
  const [language, setLanguage] = useState<ReportLanguage>(
    () => reportLanguages.find((known) => known === activeLanguage()) ?? "en",
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
    const name = { year: Number(year), kind: "calendar", language } as const;
    return editionDesk(book.all, record.statements, name, self.organisation);
  }, [book, record, isYear, year, language]);
  return (
    <>
      <BackLink />
      <Heading>{t("record.edition.open")}</Heading>
      <p class="lead">{t("record.edition.lead")}</p>
      <TextField
        id="edition-year"
        label={t("date.year")}
        value={year}
        maxLength={4}
        onInput={(typed) => setYear(westernDigits(typed))}
      />
      <OneOf
        id="edition-language"
        legend={t("record.report.language")}
        options={reportLanguages.map((tag) => ({ value: tag, label: languages[tag].name, lang: tag }))}
        value={language}
        onChange={setLanguage}
      />
      {desk !== null && record !== null && words !== null && words.language.tag === language && (
        <Desk key={`${year} ${language}`} engine={engine} desk={desk} words={words} record={record} />
      )}
    </>
  );
}

/** What is open in the editor: a paragraph that is there, or a new one of a section with what it begins with. */
type Editing =
  | { readonly is: "paragraph"; readonly key: string }
  | { readonly is: "new"; readonly section: EditionSection; readonly pieces: readonly Piece[] };

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
  const write = (rows: readonly Row<"draft">[]) => engine.record.enter("draft", rows);
  const lastPlace = (section: EditionSection) =>
    desk.edition.paragraphs.filter((one) => one.section === section).at(-1)?.place ?? 0;
  return (
    <>
      {editionSections.map((section) => {
        const paragraphs = desk.edition.paragraphs.filter((one) => one.section === section);
        const proposed = proposals.filter((one) => one.section === section);
        return (
          <section key={section} class="edition-section" aria-labelledby={`edition-${section}`}>
            <h2 id={`edition-${section}`}>{codeWord("section", section)}</h2>
            {paragraphs.length === 0 && <p class="quiet">{t("record.edition.empty")}</p>}
            {paragraphs.map((paragraph) =>
              editing?.is === "paragraph" && editing.key === paragraph.key ? (
                <ParagraphEditor
                  key={paragraph.key}
                  desk={desk}
                  begun={bothTexts(paragraph)}
                  onLeave={() => setEditing(null)}
                  onSave={(text) => write([draftRow(desk.name, { ...paragraph, text, over: versionsOf(paragraph) })])}
                />
              ) : (
                <WrittenParagraph
                  key={paragraph.key}
                  desk={desk}
                  paragraph={paragraph}
                  onChange={() => setEditing({ is: "paragraph", key: paragraph.key })}
                />
              ),
            )}
            {editing?.is === "new" && editing.section === section ? (
              <ParagraphEditor
                desk={desk}
                begun={editing.pieces}
                onLeave={() => setEditing(null)}
                onSave={(text) =>
                  write([
                    draftRow(desk.name, {
                      key: freshKey(desk),
                      section,
                      place: lastPlace(section) + 1,
                      text,
                      over: [],
                    }),
                  ])
                }
              />
            ) : (
              <p>
                <button
                  type="button"
                  class="button plain"
                  onClick={() => setEditing({ is: "new", section, pieces: [] })}
                >
                  {t("record.edition.write")}
                </button>
              </p>
            )}
            {proposed.length > 0 && (
              <Proposals
                desk={desk}
                proposals={proposed}
                write={write}
                onSay={(pieces) => setEditing({ is: "new", section, pieces })}
                place={lastPlace(section) + 1}
              />
            )}
          </section>
        );
      })}
      <Findings desk={desk} findings={findings} write={write} freshKey={() => freshKey(desk)} />
      <Signing engine={engine} desk={desk} findings={findings} words={words} record={record} write={write} />
    </>
  );
}

/** A paragraph with what each of its bound words rests on. */
function WrittenParagraph({
  desk,
  paragraph,
  onChange,
}: {
  readonly desk: EditionDesk;
  readonly paragraph: Paragraph;
  readonly onChange: () => void;
}): JSX.Element {
  const { language } = desk.name;
  const filled = fillPieces(paragraph.pieces, desk.grounds, language);
  const anchors = filled.flatMap(({ piece, stale }) => (piece.kind === "plain" ? [] : [{ piece, stale }]));
  let place = 0;
  return (
    <div class="edition-paragraph card">
      <p lang={language} dir="auto">
        {filled.map(({ piece }, i) => {
          if (piece.kind === "plain") return <span key={String(i)}>{piece.words}</span>;
          place += 1;
          return (
            <mark key={String(i)} class="bound">
              {piece.words}
              <sup class="bound-number">{languages[activeLanguage()].number(place)}</sup>
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
            {paragraph.others.map(({ version, text }) => (
              <q key={version} class="other-text" lang={language} dir="auto">
                {(parsePieces(text) ?? []).map((piece) => piece.words).join("")}
              </q>
            ))}
          </span>
        </div>
      )}
      <button type="button" class="button plain" onClick={onChange}>
        {t("record.edition.change")}
      </button>
    </div>
  );
}

function Proposals({
  desk,
  proposals,
  write,
  onSay,
  place,
}: {
  readonly desk: EditionDesk;
  readonly proposals: readonly Proposal[];
  readonly write: (rows: readonly Row<"draft">[]) => ReturnType<Engine["record"]["enter"]>;
  readonly onSay: (pieces: readonly Piece[]) => void;
  readonly place: number;
}): JSX.Element {
  const { busy, error, run } = useVerb(recordFailure);
  const take = ({ section, pieces }: Proposal) => {
    const text = encodePieces(pieces ?? []);
    void run(
      () => write([draftRow(desk.name, { key: freshKey(desk), section, place, text, over: [] })]),
      () => undefined,
    );
  };
  const putAway = ({ id }: Proposal) =>
    void run(
      () => write([besideRow(desk.name, "put-away", { key: freshKey(desk), text: "-", regards: [id] })]),
      () => undefined,
    );
  return (
    <details class="proposals">
      <summary class="proposals-head">{t("record.edition.proposals", { n: proposals.length })}</summary>
      <Failed words={error} />
      <ul class="proposal-list">
        {proposals.map((proposal) => (
          <li key={proposal.id} class="proposal">
            {proposal.pieces !== null && (
              <p lang={desk.name.language} dir="auto">
                {proposal.pieces.map((piece, i) =>
                  piece.kind === "plain" ? (
                    piece.words
                  ) : (
                    <mark key={String(i)} class="bound">
                      {piece.words}
                    </mark>
                  ),
                )}
              </p>
            )}
            {proposal.rows.map((row) => (
              <p key={versionOf(row.ref)} class="quiet">
                {rowLine(row, desk.grounds)}
              </p>
            ))}
            <div class="actions start">
              {proposal.pieces !== null && (
                <button type="button" class="button plain" aria-disabled={busy} onClick={() => take(proposal)}>
                  {t("record.edition.take")}
                </button>
              )}
              <button type="button" class="button plain" onClick={() => onSay(proposal.pieces ?? [])}>
                {t(proposal.pieces === null ? "record.edition.say" : "record.edition.change")}
              </button>
              <button type="button" class="button plain" aria-disabled={busy} onClick={() => putAway(proposal)}>
                {t("record.edition.away")}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Signing, publishing and printing. */
function Signing({
  engine,
  desk,
  findings,
  words,
  record,
  write,
}: {
  readonly engine: Engine;
  readonly desk: EditionDesk;
  readonly findings: readonly Finding[];
  readonly words: Words;
  readonly record: CountryRecord;
  readonly write: (rows: readonly Row<"draft">[]) => ReturnType<Engine["record"]["enter"]>;
}): JSX.Element {
  const [office, setOffice] = useState("");
  const [isSent, setSent] = useState(false);
  const { busy, error, run, say } = useVerb(recordFailure);
  const mayBe = desk.edition.paragraphs.length > 0 && openFindings(findings).length === 0;
  const rows = toPublish(desk, record.log.size, hashOfText);
  const signedFor = desk.edition.signatures.findLast(({ hash }) => hash === hashOfText(toSign(desk).text))?.office;
  const sign = () => {
    if (office.trim() === "") return say(() => t("record.edition.office-missing"));
    const { rows: anew, text } = toSign(desk);
    const signature = { key: freshKey(desk), text: office.trim().normalize("NFC"), regards: [hashOfText(text)] };
    void run(
      () => write([...anew, besideRow(desk.name, "signed", signature)]),
      () => undefined,
    );
  };
  const page = () => {
    return reportHtml(editionDocument(refilled(desk.edition, desk.grounds), record, words, null), "null");
  };
  const { name, organisation } = desk;
  const published = publishedEditions(record.statements, hashOfText).find(
    (one) => one.organisation === organisation && one.year === name.year && one.language === name.language,
  );
  const savePublished = (edition: PublishedEdition) => {
    const then = engine.record.at(edition.size);
    if (then !== null) saveFile(`${name.year}.${name.language}.html`, "text/html", editionPage(edition, then, words));
  };
  return (
    <section class="edition-signing" aria-labelledby="edition-signing">
      <h2 id="edition-signing">{codeWord("section", "signed")}</h2>
      {desk.edition.paragraphs.length > 0 && (
        <p>
          <button
            type="button"
            class="button plain"
            onClick={() => saveFile(`${desk.name.year}.${desk.name.language}.html`, "text/html", page())}
          >
            {t("record.report.save-page")}
          </button>
        </p>
      )}
      {mayBe && rows === null && (
        <>
          <TextField
            id="edition-office"
            label={t("record.edition.office")}
            value={office}
            maxLength={120}
            onInput={setOffice}
          />
          <Failed words={error} />
          <button type="button" class="button primary" aria-disabled={busy} onClick={sign}>
            {t("record.edition.sign")}
          </button>
        </>
      )}
      {rows !== null && signedFor !== undefined && (
        <p class="notice good">{t("record.edition.is-signed", { office: signedFor })}</p>
      )}
      {rows !== null && mayBe && !isSent && (
        <Ask
          button={t("record.edition.publish")}
          look="button primary"
          title={t("record.edition.publish-title", { year: dateWords(String(desk.name.year)) })}
          isFinal
          act={t("record.edition.publish")}
          verb={() => engine.record.enter("paragraph", rows)}
          words={recordFailure}
          onDone={() => setSent(true)}
        >
          <p>{t("record.edition.publish-body")}</p>
        </Ask>
      )}
      {published !== undefined && (
        <p>
          <button type="button" class="button plain" onClick={() => savePublished(published)}>
            {t("record.edition.save-published")}
          </button>
        </p>
      )}
      {isSent && (
        <p class="notice good" role="status">
          {t("record.edition.is-published")}
        </p>
      )}
    </section>
  );
}

function freshKey({ name }: EditionDesk): string {
  return newKey(name, makeUuid(randomBytes).slice(0, 8));
}

function versionsOf({ version, others }: Paragraph): readonly string[] {
  return [version, ...others.map((other) => other.version)];
}

/** Of a paragraph that two people wrote at once the editor holds both texts. */
function bothTexts({ pieces, others }: Paragraph): readonly Piece[] {
  return [
    ...pieces,
    ...others.flatMap(({ text }): readonly Piece[] => [{ kind: "plain", words: " " }, ...(parsePieces(text) ?? [])]),
  ];
}
