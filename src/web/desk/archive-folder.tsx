// Where the archive goes, and whether it is whole (AR6c): a person chooses one of the places that the program beside this page offers, and has the newest archive checked,
// the one in the folder or files that they give.
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { afterDrawing } from "../after-drawing.ts";
import { archivesIn } from "../archive-files.ts";
import { Ask } from "../components/ask.tsx";
import { OneOf } from "../components/choices.tsx";
import { FilesField } from "../components/fields.tsx";
import type { Engine, VerbResult } from "../engine.ts";
import { failureText } from "../text/failure.ts";
import { exactMoment } from "../text/moments.ts";
import { formatNumber, isolate, type Sentence, t } from "../text/translate.ts";
import { archiveFolder, chooseFolder, filesInFolder, lookAtFolder } from "./archive-saving.ts";

/** Where the folder is, or that nobody chose one. */
export function ArchiveFolderLine(): JSX.Element | null {
  useEffect(() => void lookAtFolder(), []);
  const state = archiveFolder.value;
  if (state === null) return null;
  const { folder, names } = state;
  if (folder === null) return <p class="notice waiting">{t("archive.no-folder")}</p>;
  const path = isolate(folder);
  return names === null ? (
    <p class="notice waiting">{t("archive.away", { path })}</p>
  ) : (
    <p class="quiet">{t("archive.folder", { path })}</p>
  );
}

/** The button that chooses it. `always`: another one may be chosen too. */
export function ChooseFolder(props: { readonly engine: Engine; readonly always: boolean }): JSX.Element | null {
  const { engine, always } = props;
  const [path, setPath] = useState<string | undefined>(undefined);
  const { folder, places } = archiveFolder.value ?? { folder: null, places: [] };
  if (places.length === 0 || !(folder === null || always)) return null;
  return (
    <Ask
      button={t(folder === null ? "archive.choose" : "archive.choose-other")}
      look="button plain"
      title={t("archive.choose-title")}
      about={t("archive.choose-about")}
      act={t("archive.choose-do")}
      onBegin={() => {
        setPath(undefined);
        // A stick may have been put in since.
        void lookAtFolder();
      }}
      verb={() => (path === undefined ? () => t("archive.choose-gap") : chooseFolder(engine, path))}
      words={() => t("archive.failed")}
      onDone={() => undefined}
    >
      <OneOf
        id="archive-place"
        legend={t("archive.choose-title")}
        legendHidden
        options={places.map((place) => ({
          value: place.path,
          label: isolate(place.path),
          hint: t(place.isHere ? "archive.place-here" : "archive.place-beside"),
        }))}
        value={path}
        onChange={setPath}
      />
      {folder !== null && <p class="hint">{t("archive.stays", { path: isolate(folder) })}</p>}
    </Ask>
  );
}

/** Opens the newest archive and compares all of it with the log. */
export function ArchiveCheck(props: {
  readonly engine: Engine;
  readonly onChecked: (outcome: Sentence | null) => void;
}): JSX.Element {
  const { engine, onChecked } = props;
  const [files, setFiles] = useState<readonly File[]>([]);
  const progress = useSignal<Sentence | null>(null);
  const isInFolder = (archiveFolder.value?.newest.length ?? 0) > 0;
  const check = async (): Promise<VerbResult<Sentence>> => {
    progress.value = () => t("archive.opening");
    try {
      const bytes = isInFolder ? await filesInFolder() : (await archivesIn(files))[0];
      if (bytes === null) return { is: "failed", reason: "store-failed" };
      const result = await engine.device.archive.check(bytes, async (step, n, of) => {
        if (step === "checking")
          progress.value = () => t("archive.checking", { n: formatNumber(n), of: formatNumber(of) });
        await afterDrawing();
      });
      if (result.is === "failed") return result;
      const { value } = result;
      if (typeof value === "string") return { is: "done", value: () => t(`archive.${value}`) };
      const { entries, parts, at } = value;
      const said = { n: formatNumber(entries.length), parts: formatNumber(parts), time: exactMoment(Date.parse(at)) };
      return { is: "done", value: () => t("archive.good", said) };
    } finally {
      progress.value = null;
    }
  };
  return (
    <Ask
      button={t("archive.check")}
      look="button plain"
      title={t("archive.check")}
      about={t("archive.check-about")}
      act={t("archive.check-do")}
      onBegin={() => {
        setFiles([]);
        onChecked(null);
      }}
      verb={() => (!isInFolder && files.length === 0 ? () => t("setup.empty") : check())}
      words={(reason) => (reason === "store-failed" ? t("archive.unread") : failureText(reason))}
      onDone={onChecked}
    >
      {isInFolder ? null : (
        <FilesField id="archive-check-files" label={t("archive.files")} accept=".age" onFiles={setFiles} />
      )}
      <p role="status">{progress.value?.()}</p>
    </Ask>
  );
}
