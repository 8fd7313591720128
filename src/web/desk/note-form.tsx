// A note for the own organisation, as a sheet of the form `note` of today. What was typed stays until it is saved, also while another case is looked at and while the program is locked.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { codesOf, fieldOf } from "../../core/form/form.ts";
import { presentFields } from "../../core/present-fields.ts";
import { TextField } from "../components/fields.tsx";
import { PageForm } from "../components/page-form.tsx";
import type { Engine } from "../engine.ts";
import { todayOf, wordsOfForm } from "../form/form-words.ts";
import { type Sentence, t } from "../text/translate.ts";
import { useVerb } from "../use-verb.ts";

interface Note {
  readonly words: string;
  readonly kind: string | null;
}

export function NoteForm(props: {
  readonly engine: Engine;
  readonly caseId: string;
  readonly onNews: (news: Sentence | null) => void;
}): JSX.Element {
  const { engine, caseId } = props;
  const kinds = kindsOf(engine);
  const [note, setNote] = useState<Note>(() => begunIn(engine, caseId));
  // As on every form what has no answer is said once, and saved without at the second press (FM1).
  const [wasAsked, setWasAsked] = useState(false);
  const { busy, error, run } = useVerb();
  const typed = useRef(note);
  const change = (next: Note) => {
    typed.current = next;
    const { words, kind } = next;
    // What cannot be kept is still on the screen, and saving it says what is wrong.
    void engine.cases.saves.begun.keep(caseId, "note", null, {
      set: presentFields({ words: words || undefined, kind: kind ?? undefined }),
      gone: {},
    });
    setNote(next);
  };
  const begin = () => {
    if (note.words.trim() === "") return () => t("note.gap");
    if (kinds !== null && note.kind === null && !wasAsked) {
      setWasAsked(true);
      return () => t("sheet.gap", { field: kindsOf(engine)?.label ?? "" });
    }
    const kind = kinds === null || note.kind === null ? {} : { kind: note.kind };
    return engine.cases.saveSheet(caseId, { form: "note", set: { words: note.words, on: todayOf(engine), ...kind } });
  };
  const save = () => {
    // What was said of the last one is not said of this one.
    if (!busy) props.onNews(null);
    void run(begin, () => {
      // What was typed while the note was being saved is a note to come.
      if (typed.current === note) {
        typed.current = emptyNote;
        setNote(emptyNote);
      } else change(typed.current);
      setWasAsked(false);
      props.onNews(() => t("note.done"));
    });
  };
  return (
    <PageForm onSubmit={save}>
      <TextField
        id="note"
        label={t("form.note.title")}
        hint={t("form.note.hint.words")}
        error={error}
        lines={4}
        maxLength={4000}
        value={note.words}
        onInput={(words) => change({ ...note, words })}
      />
      {kinds !== null && note.words !== "" && (
        <fieldset class="toggles">
          <legend class="unseen">{kinds.label}</legend>
          {kinds.codes.map(({ code, label }) => (
            <button
              key={code}
              type="button"
              class="button plain"
              aria-pressed={note.kind === code}
              onClick={() => change({ ...note, kind: note.kind === code ? null : code })}
            >
              {label}
            </button>
          ))}
        </fieldset>
      )}
      <button type="submit" class="button plain wide" aria-disabled={busy}>
        {t(busy ? "act.busy" : "note.save")}
      </button>
    </PageForm>
  );
}

const emptyNote: Note = { words: "", kind: null };

function begunIn(engine: Engine, caseId: string): Note {
  const { words, kind } = engine.cases.saves.begun.of(caseId, "note", null)?.set ?? {};
  return { words: typeof words === "string" ? words : "", kind: typeof kind === "string" ? kind : null };
}

/** What kinds of note there are; null where the country's form asks for none. */
function kindsOf(engine: Engine) {
  const version = engine.directory.forms.newest("note");
  const field = version === undefined ? undefined : fieldOf(version.form, "kind");
  if (version === undefined || field?.type !== "code" || field.retired === true) return null;
  const words = wordsOfForm(engine, version);
  const list = field.list ?? "";
  return {
    label: words.fields[field.key]?.[0] ?? field.key,
    codes: codesOf(version.form, list)
      .filter(({ retired }) => retired !== true)
      .map(({ code }) => ({ code, label: words.lists[list]?.[code] ?? code })),
  };
}
