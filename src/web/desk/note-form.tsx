// A note for the own organisation, as a sheet of the form `note` of today. What was typed stays until it is saved, also while another case is looked at and while the program is locked.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { TextField } from "../components/fields.tsx";
import type { Engine } from "../engine.ts";
import { todayOf } from "../form/form-words.ts";
import { t } from "../text/translate.ts";
import { useVerb } from "../use-verb.ts";

export function NoteForm(props: {
  readonly engine: Engine;
  readonly caseId: string;
  readonly onNews: (words: string) => void;
}): JSX.Element {
  const { engine, caseId } = props;
  const begun = engine.cases.sheetDraft(caseId, "note", null)?.set["words"];
  const [text, setText] = useState(typeof begun === "string" ? begun : "");
  const { busy, error, run } = useVerb();
  const type = (words: string) => {
    // What cannot be kept is still on the screen, and saving it says what is wrong.
    void engine.cases.keepSheetDraft(caseId, "note", null, { set: words === "" ? {} : { words }, gone: {} });
    setText(words);
  };
  const save = () => {
    // What was said of the last one is not said of this one.
    if (!busy) props.onNews("");
    void run(
      () =>
        text.trim() === ""
          ? t("note.gap")
          : engine.cases.saveSheet(caseId, { form: "note", set: { words: text, on: todayOf(engine) } }),
      () => {
        type("");
        props.onNews(t("note.done"));
      },
    );
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextField
        id="note"
        label={t("note.title")}
        hint={t("form.note.hint.words")}
        error={error}
        lines={4}
        maxLength={4000}
        value={text}
        onInput={type}
      />
      <button type="submit" class="button plain wide" aria-disabled={busy}>
        {t(busy ? "act.busy" : "note.save")}
      </button>
    </form>
  );
}
