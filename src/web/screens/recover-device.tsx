// A new device of an organisation that has no other one left (KR3, KR7): it makes its request, says how far it is, and takes shares and archive when both are there.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ArchiveRefusal } from "../../member/archive.ts";
import { isOfShares, type SharesRefusal } from "../../member/recovery.ts";
import { FilesField } from "../components/fields.tsx";
import { Failed, PageForm } from "../components/page-form.tsx";
import { numberOf, stateWords } from "../components/recovery-action.tsx";
import type { Engine, VerbResult } from "../engine.ts";
import { saveFile } from "../save-file.ts";
import { type Sentence, t } from "../text/translate.ts";
import { useSentence, useVerb } from "../use-verb.ts";

const encode = (text: string) => new TextEncoder().encode(text);
/** The witnesses take a moment: so often it is looked whether the log holds the restore. */
const rounds = 20;
const pauseMilliseconds = 1_000;

export function RecoverDevice({ engine }: { readonly engine: Engine }): JSX.Element | null {
  const { recovery } = engine.device;
  const [news, say] = useSentence();
  const { busy, error, run } = useVerb();
  const { asking } = recovery;
  if (asking !== null) return <Asking engine={engine} />;
  if (!recovery.canAsk) return null;
  return (
    <details>
      <summary>{t("recover.lost")}</summary>
      <p>{t("recover.lost-about")}</p>
      <p>{t("recover.lost-steps")}</p>
      <Failed words={error} />
      <button
        type="button"
        class="button plain"
        aria-disabled={busy}
        onClick={() =>
          void run(
            () => recovery.askingNote(),
            ({ note, id }) => {
              saveFile("panoh-recovery.note", "application/octet-stream", encode(note));
              say(() => t("recover.asked", { number: numberOf(id) }));
            },
          )
        }
      >
        {t("recover.ask")}
      </button>
      <p role="status" class={news === null ? "unseen" : "notice"}>
        {news}
      </p>
    </details>
  );
}

function Asking({ engine }: { readonly engine: Engine }): JSX.Element | null {
  const [files, setFiles] = useState<readonly File[]>([]);
  const { busy, error, run, say } = useVerb();
  const { asking } = engine.device.recovery;
  if (asking === null) return null;
  const isReady = asking.state === "ready";
  return (
    <PageForm
      onSubmit={() =>
        files.length === 0 ? say(() => t("setup.empty")) : void run(() => bringBack(engine, files), say)
      }
    >
      <section class="stack" aria-labelledby="recover-asking">
        <h2 id="recover-asking">{t("recover.asking")}</h2>
        <p class="words mono" dir="ltr">
          {numberOf(asking.id)}
        </p>
        <p>{stateWords(asking)}</p>
        {isReady && (
          <>
            <p>{t("recover.ring")}</p>
            <FilesField id="recover-files" label={t("recover.files")} accept=".age" busy={busy} onFiles={setFiles} />
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
async function bringBack(engine: Engine, files: readonly File[]): Promise<VerbResult<Sentence | null>> {
  const bytes = await Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer())));
  const { recovery } = engine.device;
  await engine.sync();
  let result = await recovery.restore(bytes, null);
  for (let round = 0; result.is === "done" && result.value === "said" && round < rounds; round++) {
    await engine.sync();
    if (recovery.asking === null) result = await recovery.restore(bytes, null);
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
