// A sealed referral that somebody carried as a file (LG6), or the revocation of a device (DR3d): opened here where it is for us, and posted to the host.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { clearClass } from "../../protocol/clear-note.ts";
import { maxSubmissionBytes } from "../../protocol/submission.ts";
import { Ask } from "../components/ask.tsx";
import { FileField } from "../components/fields.tsx";
import type { Engine, VerbResult } from "../engine.ts";
import { failureText } from "../text/failure.ts";
import { type Sentence, t } from "../text/translate.ts";

export function TakeCarried(props: {
  readonly engine: Engine;
  readonly onNews: (news: Sentence) => void;
}): JSX.Element {
  const { engine, onNews } = props;
  const [file, setFile] = useState<File | undefined>(undefined);
  return (
    <Ask
      button={t("carried.button")}
      title={t("carried.button")}
      about={t("carried.about")}
      act={t("carried.take")}
      onBegin={() => setFile(undefined)}
      verb={() => (file === undefined ? () => t("setup.empty") : take(engine, file))}
      words={(reason) => (reason === "no-longer-possible" ? t("carried.none") : failureText(reason))}
      onDone={onNews}
    >
      <FileField id="carried-file" label={t("take.file")} onFile={setFile} />
    </Ask>
  );
}

async function take(engine: Engine, file: File): Promise<VerbResult<Sentence>> {
  const none = { is: "failed", reason: "no-longer-possible" } as const;
  if (file.size > maxSubmissionBytes) return none;
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (clearClass(bytes) === "directory") {
    const revoked = await engine.directory.takeRevocation(bytes);
    if (revoked.is === "failed") return revoked;
    void engine.sync();
    return revoked.value ? { is: "done", value: () => t("carried.revocation") } : none;
  }
  const opened = await engine.device.drafts.takeCarried(bytes);
  if (opened.is === "failed") return opened;
  const { value: count } = opened;
  if (count === null) return none;
  void engine.sync();
  return { is: "done", value: () => t(count > 0 ? "carried.ours" : "carried.others") };
}
