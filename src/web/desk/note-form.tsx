// A note for the own organisation. What was typed stays until it is saved, also while another case is looked at and while the program is locked.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { TextField } from "../components/fields.tsx";
import type { Engine } from "../engine.ts";
import { failureText } from "../text/failure.ts";
import { t } from "../text/translate.ts";

export function NoteForm(props: {
  readonly engine: Engine;
  readonly caseId: string;
  readonly onTold: (words: string) => void;
}): JSX.Element {
  const [text, setText] = useState(props.engine.cases.noteDraft(props.caseId));
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const type = (words: string) => {
    // What cannot be kept is still on the screen, and saving it says what is wrong.
    void props.engine.cases.keepNoteDraft(props.caseId, words);
    setText(words);
  };
  const save = async () => {
    if (busy) return;
    // What was said of the last one is not said of this one.
    props.onTold("");
    if (text.trim() === "") {
      setError(t("note.gap"));
      return;
    }
    setBusy(true);
    const result = await props.engine.cases.addNote(props.caseId, text);
    setBusy(false);
    setError(result.is === "done" ? null : failureText(result.reason));
    if (result.is === "failed") return;
    type("");
    props.onTold(t("note.done"));
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        id="note"
        label={t("note.title")}
        hint={t("note.hint")}
        error={error}
        lines={4}
        maxLength={6000}
        value={text}
        onInput={type}
      />
      <button type="submit" class="button plain wide" aria-disabled={busy}>
        {t(busy ? "act.busy" : "note.save")}
      </button>
    </form>
  );
}
