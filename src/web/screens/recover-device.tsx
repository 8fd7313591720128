// A new device of an organisation that has no other one left (KR3, KR7): it makes its request, sends it once others signed it, says how far it is, and takes shares, or the
// printed sheet, and the archive.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { firstThatHolds } from "../../member/archive/archives.ts";
import type { ArchiveRefusal } from "../../member/archive.ts";
import { isOfShares, type SharesRefusal } from "../../member/recovery.ts";
import { archivesIn, isRefused } from "../archive-files.ts";
import { FileField, FilesField, TextField } from "../components/fields.tsx";
import { Failed, PageForm } from "../components/page-form.tsx";
import { stateWords } from "../components/recovery-action.tsx";
import type { Engine, VerbResult } from "../engine.ts";
import { saveFile } from "../save-file.ts";
import { saidText } from "../text/said-text.ts";
import { isolate, type Sentence, t } from "../text/translate.ts";
import { useSentence, useVerb } from "../use-verb.ts";

const encode = (text: string) => new TextEncoder().encode(text);
/** The witnesses take a moment: so often it is looked whether the log holds the restore. */
const rounds = 20;
const pauseMilliseconds = 1_000;
/** A note with its signatures, or a printed sheet, is a few kilobytes. */
const largest = 32_768;

export function RecoverDevice({ engine }: { readonly engine: Engine }): JSX.Element | null {
  const { recovery } = engine.device;
  const [news, say] = useSentence();
  const { busy, error, run } = useVerb();
  // What the log says comes with the engine's view, and this page is drawn before the first round is over.
  if (engine.view.value?.locked !== false) return null;
  const { asking } = recovery;
  if (asking !== null) return <Asking engine={engine} asking={asking} />;
  if (!recovery.canAsk) return null;
  return (
    <details>
      <summary>{t("recover.lost")}</summary>
      <p>{t("recover.lost-about")}</p>
      <p>{t("recover.lost-steps")}</p>
      <div class="stack">
        <Failed words={error} />
        <button
          type="button"
          class="button plain"
          aria-disabled={busy}
          onClick={() =>
            void run(
              () => recovery.askingNote(),
              ({ note, number }) => {
                saveFile("panoh-recovery.note", "application/octet-stream", encode(note));
                say(() => t("recover.asked", { number: isolate(number) }));
              },
            )
          }
        >
          {t("recover.ask")}
        </button>
        <p role="status" class={news === null ? "unseen" : "notice"}>
          {news}
        </p>
      </div>
      <SendSigned engine={engine} />
    </details>
  );
}

/** What came back from those who signed it: a seat, or so many custodians as give the key. */
function SendSigned({ engine }: { readonly engine: Engine }): JSX.Element {
  const [file, setFile] = useState<File | undefined>(undefined);
  const { busy, error, run, say } = useVerb(saidText);
  const send = async (chosen: File) => {
    const given = engine.organisation.read(await chosen.text());
    if (given?.what !== "asking" || !given.isMine) return { is: "done" as const, value: "foreign" as const };
    if (given.missing !== null) return { is: "done" as const, value: "lacking" as const };
    const signed = await engine.organisation.sign(given);
    if (signed.is === "failed") return signed;
    await engine.sync();
    return { is: "done" as const, value: "sent" as const };
  };
  return (
    <PageForm
      onSubmit={() =>
        void run(
          () => (file === undefined || file.size > largest ? () => t("recover.signed-none") : send(file)),
          (became) => {
            if (became === "foreign") say(() => t("recover.signed-none"));
            else say(() => t(became === "lacking" ? "recover.signed-lacks" : "recover.said"));
          },
        )
      }
    >
      <FileField id="recover-signed" label={t("recover.signed")} hint={t("recover.signed-hint")} onFile={setFile} />
      <Failed words={error} />
      <button type="submit" class="button plain" aria-disabled={busy}>
        {t("recover.signed-send")}
      </button>
    </PageForm>
  );
}

function Asking(props: {
  readonly engine: Engine;
  readonly asking: NonNullable<Engine["device"]["recovery"]["asking"]>;
}): JSX.Element {
  const { engine, asking } = props;
  const [files, setFiles] = useState<readonly File[]>([]);
  const [sheet, setSheet] = useState({ text: "", passphrase: "" });
  const { busy, error, run, say } = useVerb();
  const { isSheet } = asking;
  const isReady = asking.state === "ready" && !asking.isExchanged;
  const isEmpty = files.length === 0 || (isSheet && (sheet.text.trim() === "" || sheet.passphrase.trim() === ""));
  return (
    <PageForm
      onSubmit={() =>
        isEmpty ? say(() => t("setup.empty")) : void run(() => bringBack(engine, files, isSheet ? sheet : null), say)
      }
    >
      <section class="stack" aria-labelledby="recover-asking">
        <h2 id="recover-asking">{t("recover.asking")}</h2>
        <p class="words mono" dir="ltr">
          {asking.number}
        </p>
        {asking.isExchanged ? <p class="notice danger">{t("recover.exchanged")}</p> : <p>{stateWords(asking)}</p>}
        {isReady && (
          <>
            <p>{t(isSheet ? "recover.type-sheet" : "recover.ring")}</p>
            {isSheet && (
              <>
                <TextField
                  id="recover-sheet"
                  label={t("recover.sheet-text")}
                  value={sheet.text}
                  maxLength={largest}
                  lines={6}
                  onInput={(text) => setSheet({ ...sheet, text })}
                />
                <TextField
                  id="recover-words"
                  label={t("recover.sheet-words")}
                  value={sheet.passphrase}
                  maxLength={400}
                  onInput={(passphrase) => setSheet({ ...sheet, passphrase })}
                />
              </>
            )}
            <FilesField id="recover-files" label={t("archive.files")} accept=".age" busy={busy} onFiles={setFiles} />
            <Failed words={error} />
            <button type="submit" class="button primary" aria-disabled={busy}>
              {t(busy ? "recover.restoring" : "recover.restore")}
            </button>
          </>
        )}
      </section>
    </PageForm>
  );
}

/** Says it to the log, waits until the log holds it, and takes the archive. */
async function bringBack(
  engine: Engine,
  files: readonly File[],
  typed: { readonly text: string; readonly passphrase: string } | null,
): Promise<VerbResult<Sentence | null>> {
  const archives = await archivesIn(files);
  const { recovery } = engine.device;
  const sheet = typed && {
    text: `${typed.text.replaceAll("\r\n", "\n").trim()}\n`,
    passphrase: typed.passphrase.trim().split(/\s+/).join(" "),
  };
  await engine.sync();
  let { archive, result } = await firstThatHolds(archives, (bytes) => recovery.restore(bytes, sheet), isRefused);
  for (let round = 0; result.is === "done" && result.value === "said" && round < rounds; round++) {
    await engine.sync();
    if (recovery.asking === null) result = await recovery.restore(archive, sheet);
    else await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  }
  if (result.is === "failed") return result;
  const { value } = result;
  if (value === "said") return { is: "done", value: () => t("recover.said") };
  if (typeof value !== "string") return { is: "done", value: null };
  return { is: "done", value: () => sentenceOf(value) };
}

function sentenceOf(code: ArchiveRefusal | SharesRefusal): string {
  return isOfShares(code) ? t(`recovery.${code}`) : t(`archive.${code}`);
}
