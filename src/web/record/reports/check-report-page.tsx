// Checks a report page that somebody gives: is every word of it what the open rows of the record give, and of what a person wrote, was it published. The answer in
// plain words first, then what was looked at.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { hashOfText } from "../../../member/record/record-keeper.ts";
import { checkFile, type FileVerdict } from "../../../reports/check-page.ts";
import { reportParts } from "../../../reports/text/report-words.ts";
import { verdictWords } from "../../../reports/verdict-words.ts";
import { afterDrawing } from "../../after-drawing.ts";
import { FileField } from "../../components/fields.tsx";
import { Failed } from "../../components/page-form.tsx";
import type { Engine, VerbResult } from "../../engine.ts";
import { Done, Warning } from "../../icons.tsx";
import { loadWords } from "../../text/load-words.ts";
import { nameOfOrganisation } from "../../text/organisation-name.ts";
import { t, words } from "../../text/translate.ts";
import { useVerb } from "../../use-verb.ts";
import { PageHead, type PageProps } from "../page-frame.tsx";

export function CheckReportPage({ engine }: PageProps): JSX.Element {
  /** The file that was chosen, and what it is worth once that is known. */
  const [name, setName] = useState("");
  const [found, setFound] = useState<FileVerdict | null>(null);
  const { busy, error, run } = useVerb();
  const verdict =
    found === null ? null : verdictWords(found, words(), (organisation) => nameOfOrganisation(engine, organisation));

  const check = (file: File) => {
    const weigh = async (): Promise<VerbResult<FileVerdict>> => {
      setName(file.name);
      setFound(null);
      await afterDrawing();
      return { is: "done", value: await verdictOfFile(engine, file) };
    };
    void run(weigh, setFound);
  };

  return (
    <>
      <PageHead>{t("verdict.open")}</PageHead>
      <p class="lead">{t("verdict.lead")}</p>
      <FileField
        id="report-file"
        label={t("verdict.file")}
        accept=".html,text/html"
        busy={busy}
        again
        onFile={(file) => {
          if (file !== undefined) check(file);
        }}
      />
      {busy && <p role="status">{t("verdict.busy", { name })}</p>}
      <Failed words={error} />
      {verdict !== null && (
        <section class="card verdict-card" role="alert" aria-labelledby="verdict-title">
          <h2 id="verdict-title" class={verdict.worth}>
            {verdict.worth === "good" ? <Done /> : <Warning />}
            {verdict.headline}
          </h2>
          {verdict.title !== null && <p>{verdict.title}</p>}
          <p class="quiet">{name}</p>
          <ul class="bullets">
            {verdict.sentences.map((sentence) => (
              <li key={sentence}>{verdict.worth === "wrong" ? <strong>{sentence}</strong> : sentence}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** What was published a minute ago is asked for first. */
async function verdictOfFile(engine: Engine, file: File): Promise<FileVerdict> {
  await engine.sync();
  return checkFile(file, {
    origin: engine.view.peek()?.country.origin ?? "",
    recordAt: (size) => engine.record.at(size),
    wordsIn: (language) => loadWords(language, reportParts),
    hash: hashOfText,
  });
}
