// The end of the writer's desk: the text is saved as a page, signed for an office, published, and the published page saved to be passed on.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Row } from "../../../core/registers/row.ts";
import { hashOfText } from "../../../member/record/record-keeper.ts";
import { type Finding, openFindings } from "../../../reports/edition/checks.ts";
import { besideRows, newestOf, publishedEditions } from "../../../reports/edition/edition.ts";
import { toPublish, toSign } from "../../../reports/edition/edition-desk.ts";
import { editionDocument } from "../../../reports/edition/edition-document.ts";
import { editionPage } from "../../../reports/edition/edition-page.ts";
import { refilled } from "../../../reports/edition/fill.ts";
import { reportHtml } from "../../../reports/print/html.ts";
import { Ask } from "../../components/ask.tsx";
import { Button } from "../../components/button.tsx";
import { saveFile } from "../../save-file.ts";
import { t } from "../../text/translate.ts";
import { OfficeAsk } from "../office-ask.tsx";
import { recordFailure } from "../refusal-words.ts";
import { codeWord, dateWords } from "../words.ts";
import { type Draft, freshKey } from "./draft.tsx";

export function Signing(props: { readonly draft: Draft; readonly findings: readonly Finding[] }): JSX.Element {
  const { draft, findings } = props;
  const { engine, desk, words, record } = draft;
  const [isSent, setSent] = useState(false);
  const isSound = desk.edition.paragraphs.length > 0 && openFindings(findings).length === 0;
  /** They publish the edition; null where it is not signed as it stands. */
  const rows = toPublish(desk, record.log.size, hashOfText);
  const signedFor = desk.edition.signatures.findLast(({ hash }) => hash === hashOfText(toSign(desk).text))?.office;
  const draftPage = () => reportHtml(editionDocument(refilled(desk.edition, desk.grounds), record, words, null), null);
  const published = publishedPage(draft);
  const { year, language } = desk.name;
  const saving = (words: string, page: () => string) => (
    <p>
      <Button look="plain" words={words} onPress={() => saveFile(`${year}.${language}.html`, "text/html", page())} />
    </p>
  );
  return (
    <section aria-labelledby="edition-signing">
      <h2 id="edition-signing">{codeWord("section", "signed")}</h2>
      {desk.edition.paragraphs.length > 0 && saving(t("record.report.save-page"), draftPage)}
      {isSound && rows === null && (
        <OfficeAsk
          engine={engine}
          act={t("record.edition.sign")}
          title={t("record.edition.sign-ask")}
          verb={(office) => engine.record.enter("draft", signedRows(draft, office))}
        />
      )}
      {rows !== null && signedFor !== undefined && (
        <p class="notice good">{t("record.edition.is-signed", { office: signedFor })}</p>
      )}
      {isSent && (
        <p class="notice good" role="status">
          {t("record.edition.is-published")}
        </p>
      )}
      {isSound && rows !== null && !isSent && (
        <Ask
          button={t("record.edition.publish")}
          look="button primary"
          title={t("record.edition.publish-title", { year: dateWords(String(year)) })}
          isFinal
          act={t("record.edition.publish")}
          verb={() => engine.record.enter("paragraph", rows)}
          words={recordFailure}
          onDone={() => setSent(true)}
        >
          <p>{t("record.edition.publish-body")}</p>
        </Ask>
      )}
      {published !== null && saving(t("record.edition.save-published"), published)}
    </section>
  );
}

/** The page of what was published last of this edition, made when it is wanted; null where nothing was. */
function publishedPage({ engine, desk, words, record }: Draft): (() => string) | null {
  const edition = newestOf(desk.edition, publishedEditions(record.statements, hashOfText));
  const then = edition === undefined ? null : engine.record.at(edition.size);
  return edition === undefined || then === null ? null : () => editionPage(edition, then, words);
}

/** The rows that sign the text as it stands, its numbers filled again. */
function signedRows(draft: Draft, office: string): readonly Row<"draft">[] {
  const { desk } = draft;
  const { rows, text } = toSign(desk);
  const signature = { key: () => freshKey(draft), text: office, regards: [hashOfText(text)] };
  return [...rows, ...besideRows(desk.name, "signed", signature)];
}
