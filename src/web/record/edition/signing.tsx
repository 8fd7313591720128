// The end of the writer's desk: the text is saved as a page, signed for an office, published, and the published page saved to be passed on.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { type CountryRecord, hashOfText } from "../../../member/record/record-keeper.ts";
import { type Finding, openFindings } from "../../../reports/edition/checks.ts";
import { besideRow, type PublishedEdition, publishedEditions } from "../../../reports/edition/edition.ts";
import { type EditionDesk, toPublish, toSign } from "../../../reports/edition/edition-desk.ts";
import { editionDocument } from "../../../reports/edition/edition-document.ts";
import { editionPage } from "../../../reports/edition/edition-page.ts";
import { refilled } from "../../../reports/edition/fill.ts";
import { reportHtml } from "../../../reports/print/html.ts";
import type { Words } from "../../../words/words.ts";
import { Ask } from "../../components/ask.tsx";
import { TextField } from "../../components/fields.tsx";
import { Failed } from "../../components/page-form.tsx";
import type { Engine } from "../../engine.ts";
import { saveFile } from "../../save-file.ts";
import { t } from "../../text/translate.ts";
import { useVerb } from "../../use-verb.ts";
import { recordFailure } from "../refusal-words.ts";
import { codeWord, dateWords } from "../words.ts";
import type { WriteDraft } from "./write-draft.ts";

export function Signing({
  engine,
  desk,
  findings,
  words,
  record,
  write,
  freshKey,
}: {
  readonly engine: Engine;
  readonly desk: EditionDesk;
  readonly findings: readonly Finding[];
  readonly words: Words;
  readonly record: CountryRecord;
  readonly write: WriteDraft;
  readonly freshKey: () => string;
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
    const signature = { key: freshKey(), text: office.trim().normalize("NFC"), regards: [hashOfText(text)] };
    void run(
      () => write([...anew, besideRow(desk.name, "signed", signature)]),
      () => undefined,
    );
  };
  const page = () => reportHtml(editionDocument(refilled(desk.edition, desk.grounds), record, words, null), null);
  const { name, organisation } = desk;
  const published = publishedEditions(record.statements, hashOfText).find(
    (one) =>
      one.organisation === organisation &&
      one.year === name.year &&
      one.kind === name.kind &&
      one.language === name.language,
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
