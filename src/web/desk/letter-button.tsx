// The way to the letter of a sheet that asks a service outside the directory; what makes it is loaded when somebody wants it.
import type { ComponentType, JSX } from "preact";
import { createElement } from "preact";
import { useState } from "preact/hooks";
import { outsideForm } from "../../core/case/referred-on.ts";
import type { Sheet } from "../../core/form/sheet.ts";
import type { SheetsView } from "../../member/views.ts";
import type { Engine } from "../engine.ts";
import { loadPart } from "../load-part.ts";
import { t } from "../text/translate.ts";
import type { LetterDialog } from "./outside-letter.tsx";

export function LetterButton(props: {
  readonly engine: Engine;
  readonly view: SheetsView;
  readonly sheet: Sheet | null;
  /** How the button looks. */
  readonly look?: string;
}): JSX.Element | null {
  const { engine, view, sheet, look = "button plain" } = props;
  const [dialog, setDialog] = useState<{ readonly of: ComponentType<Parameters<typeof LetterDialog>[0]> } | null>(null);
  if (sheet === null || sheet.form !== outsideForm || sheet.struckOut) return null;
  const begin = async () => {
    const { LetterDialog: of } = await loadPart(() => import("./outside-letter.tsx"));
    setDialog({ of });
  };
  return (
    <>
      <button type="button" class={look} onClick={() => void begin()}>
        {t("letter.button")}
      </button>
      {dialog !== null && createElement(dialog.of, { engine, view, sheet, onLeave: () => setDialog(null) })}
    </>
  );
}
