// The archive on the desk: where the newest one is and how old it is, in red at eight days (AR6); and on a new device the files that it waits for (AR8).
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { firstThatHolds } from "../../member/archive/archives.ts";
import type { OnArchiveProgress } from "../../member/archive/check-archive.ts";
import { afterDrawing } from "../after-drawing.ts";
import { archivesIn, isRefused } from "../archive-files.ts";
import { now } from "../clock.ts";
import { FilesField } from "../components/fields.tsx";
import { Failed, PageForm } from "../components/page-form.tsx";
import type { Engine, VerbResult } from "../engine.ts";
import { timeAgo } from "../text/moments.ts";
import { formatNumber, type Sentence, t } from "../text/translate.ts";
import { useSentence, useVerb } from "../use-verb.ts";
import { ArchiveCheck, ArchiveFolderLine, ChooseFolder } from "./archive-folder.tsx";
import { archiveState, followArchive, hasFailed, isSaving, saveArchive } from "./archive-saving.ts";

/**
 * One line of the day, with a button. `onlyOld` draws nothing while the newest one is young: a phone has room for warnings alone. `whole`: it can be checked, and put
 * into another folder.
 */
export function ArchiveLine({
  engine,
  onlyOld = false,
  whole = false,
}: {
  readonly engine: Engine;
  readonly onlyOld?: boolean;
  readonly whole?: boolean;
}): JSX.Element | null {
  const { error, run } = useVerb();
  const [outcome, sayOutcome] = useSentence();
  useEffect(() => followArchive(engine), [engine]);
  const state = archiveState.value;
  if (state === null || engine.awaitsArchive.value || (onlyOld && !state.isOld && !state.isBehind)) return null;
  const { saved, isOld, isBehind } = state;
  const words =
    saved === null
      ? t("archive.none")
      : t(saved.where === "folder" ? "archive.in-folder" : "archive.in-downloads", {
          time: timeAgo(saved.at, now.value),
        });
  return (
    <section class={isOld || isBehind ? "notice danger archive" : "archive"} aria-label={t("archive.save")}>
      <p>
        {words} {isOld && t("archive.old")} {isBehind && t("archive.behind")}
      </p>
      {hasFailed.value && <p role="status">{t("archive.failed")}</p>}
      <Failed words={error} />
      <ArchiveFolderLine />
      <div class="actions">
        <button
          type="button"
          class="button plain"
          aria-disabled={isSaving.value}
          onClick={() =>
            void run(
              () => saveArchive(engine),
              () => undefined,
            )
          }
        >
          {t(isSaving.value ? "archive.saving" : "archive.save")}
        </button>
        <ChooseFolder engine={engine} always={whole} />
        {whole && <ArchiveCheck engine={engine} onChecked={sayOutcome} />}
      </div>
      <p role="status">{outcome}</p>
      <PastLine engine={engine} />
    </section>
  );
}

/** How far the log behind a restored archive was read. */
function PastLine({ engine }: { readonly engine: Engine }): JSX.Element | null {
  const past = engine.pastRead.value;
  return past && <p class="quiet">{t("archive.past", { n: formatNumber(past.done), of: formatNumber(past.of) })}</p>;
}

/** A new device that waits for the files of an archive. */
export function ArchiveAwaited({ engine }: { readonly engine: Engine }): JSX.Element | null {
  const [files, setFiles] = useState<readonly File[]>([]);
  const progress = useSignal<Sentence | null>(null);
  const { busy, error, run, say } = useVerb();
  if (!engine.awaitsArchive.value) return null;
  const restore = async (): Promise<VerbResult<Sentence | null>> => {
    progress.value = () => t("archive.opening");
    const archives = await archivesIn(files);
    await engine.sync();
    const onProgress: OnArchiveProgress = async (step, n, of) => {
      progress.value = () =>
        step === "opening" ? t("archive.opening") : t("archive.checking", { n: formatNumber(n), of: formatNumber(of) });
      await afterDrawing();
    };
    const { archive } = engine.device;
    const { result } = await firstThatHolds(archives, (bytes) => archive.restore(bytes, onProgress), isRefused);
    progress.value = null;
    if (result.is === "failed") return result;
    const { value } = result;
    return { is: "done", value: typeof value === "string" ? () => t(`archive.${value}`) : null };
  };
  return (
    <PageForm onSubmit={() => (files.length === 0 ? say(() => t("setup.empty")) : void run(restore, say))}>
      <section class="notice waiting archive-awaited" aria-labelledby="archive-awaited">
        <h2 id="archive-awaited">{t("archive.awaited-title")}</h2>
        <p>{t("archive.awaited")}</p>
        <Failed words={error} />
        <FilesField id="archive-files" label={t("archive.files")} accept=".age" busy={busy} onFiles={setFiles} />
        <button type="submit" class="button primary" aria-disabled={busy}>
          {t("archive.restore")}
        </button>
        <p role="status">{progress.value?.()}</p>
        <details>
          <summary>{t("archive.skip")}</summary>
          <p>{t("archive.skip-hint")}</p>
          <button
            type="button"
            class="button plain"
            aria-disabled={busy}
            onClick={() =>
              void run(
                () => engine.device.archive.goWithout(),
                () => void engine.sync(),
              )
            }
          >
            {t("archive.skip-button")}
          </button>
        </details>
      </section>
    </PageForm>
  );
}
