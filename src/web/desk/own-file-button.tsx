// The way to the person's own file; what makes it is loaded when somebody wants it.
import type { ComponentType, JSX } from "preact";
import { createElement } from "preact";
import { useState } from "preact/hooks";
import { type OwnFile, ownFileForm } from "../../core/case/own-file.ts";
import type { CaseView, SheetsView } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { todayOf } from "../form/form-words.ts";
import { loadPart } from "../load-part.ts";
import { type Sentence, t } from "../text/translate.ts";
import type { OwnFileDialog } from "./own-file.tsx";
import type { SheetAsked } from "./sheet-page.tsx";

type Props = Parameters<typeof OwnFileDialog>[0];

export function GiveOwnFile(props: {
  readonly engine: Engine;
  readonly opened: CaseView;
  readonly view: SheetsView;
  readonly onSheet: (asked: SheetAsked) => void;
  readonly onNews: (news: Sentence | null) => void;
}): JSX.Element | null {
  const { engine, opened, view, onSheet, onNews } = props;
  const caseId = opened.state.id;
  const [asked, setAsked] = useState<{ readonly dialog: ComponentType<Props>; readonly file: OwnFile } | null>(null);
  if (!view.writable.includes(ownFileForm)) return null;
  const begin = async () => {
    const { OwnFileDialog: dialog } = await loadPart(() => import("./own-file.tsx"));
    const file = engine.cases.reading.ownFile(caseId);
    if (file !== null) setAsked({ dialog, file });
  };
  const leave = () => setAsked(null);
  // What the person wants is begun there, unless something else was.
  const correct = async () => {
    leave();
    if (engine.cases.saves.begun.of(caseId, "own-word", null) === null)
      await engine.cases.saves.begun.keep(caseId, "own-word", null, {
        set: { on: todayOf(engine), heard: "in-person", asks: "correction" },
        gone: {},
      });
    onSheet({ form: "own-word", sheet: null, task: null });
  };
  return (
    <>
      <p class="give-own-file">
        <button type="button" class="button plain" onClick={() => void begin()}>
          {t("own.button")}
        </button>
      </p>
      {asked !== null &&
        createElement(asked.dialog, {
          engine,
          caseId,
          file: asked.file,
          onLeave: leave,
          onGiven: () => {
            leave();
            onNews(() => t("own.done"));
          },
          onCorrection: () => void correct(),
        })}
    </>
  );
}

/** What stands on paper where somebody prints the screen of a case (OF9). */
export function PrintedInstead(): JSX.Element {
  return <p class="printed-instead">{t("own.print-instead", { button: t("own.button") })}</p>;
}
