// Writing one paragraph: plain text with bound words in braces, and below it a search over the year's numbers and rows. Marked words are bound by pressing
// what they rest on; a number without marked words is put in.
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Piece } from "../../../core/registers/pieces.ts";
import { completeText, typedText } from "../../../reports/edition/complete.ts";
import type { EditionDesk } from "../../../reports/edition/edition-desk.ts";
import { searchableFacts } from "../../../reports/edition/proposals.ts";
import { rowsOfYear } from "../../../reports/edition/rows-of-year.ts";
import { TextField } from "../../components/fields.tsx";
import { Failed, PageForm } from "../../components/page-form.tsx";
import type { Engine } from "../../engine.ts";
import { language, t } from "../../text/translate.ts";
import { useVerb } from "../../use-verb.ts";
import { recordFailure } from "../refusal-words.ts";
import { dateWords } from "../words.ts";
import { factName, rowLine } from "./rests-on.ts";

const shownAtOnce = 12;

export function ParagraphEditor({
  desk,
  begun,
  onSave,
  onLeave,
}: {
  readonly desk: EditionDesk;
  readonly begun: readonly Piece[];
  readonly onSave: (text: string) => ReturnType<Engine["record"]["enter"]>;
  readonly onLeave: () => void;
}): JSX.Element {
  const [text, setText] = useState(() => typedText(begun));
  const [sought, setSought] = useState("");
  const { busy, error, run, say } = useVerb(recordFailure);
  const field = useRef<HTMLDivElement>(null);
  const save = () => {
    const completed = completeText(text, { grounds: desk.grounds, language: desk.name.language, before: begun });
    if ("flaw" in completed) return say(() => `${t(`record.edition.flaw.${completed.flaw}`)} ${completed.at}`);
    void run(() => onSave(completed.text), onLeave);
  };
  const bind = ({ target, isNumber }: Found) => {
    const area = field.current?.querySelector("textarea");
    const [from, to] = [area?.selectionStart ?? text.length, area?.selectionEnd ?? text.length];
    const marked = text.slice(from, to).trim();
    if (marked === "" && !isNumber) return;
    const bound = marked === "" ? `{${target}}` : `{${marked}|${target}}`;
    setText(`${text.slice(0, from)}${bound}${text.slice(to)}`);
    area?.focus();
  };
  const found = sought.trim() === "" ? [] : search(desk, sought);
  return (
    <PageForm class="card edition-editor" onSubmit={save}>
      <div ref={field}>
        <TextField
          id="edition-text"
          label={t("record.edition.text")}
          hint={t("record.edition.text-hint")}
          value={text}
          maxLength={8000}
          lines={6}
          onInput={setText}
        />
      </div>
      <TextField id="edition-find" label={t("record.edition.find")} value={sought} maxLength={80} onInput={setSought} />
      <ul class="edition-found" aria-live="polite">
        {sought.trim() !== "" && found.length === 0 && <li class="quiet">{t("record.edition.find-none")}</li>}
        {found.map((one) => (
          <li key={one.target}>
            <button type="button" class="row" onClick={() => bind(one)}>
              {one.words}
            </button>
          </li>
        ))}
      </ul>
      <Failed words={error} />
      <div class="actions start">
        <button type="submit" class="button primary" aria-disabled={busy}>
          {t("record.edition.save")}
        </button>
        <button type="button" class="button plain" onClick={onLeave}>
          {t("record.edition.leave")}
        </button>
      </div>
    </PageForm>
  );
}

/** Something to which words may be bound, as it is typed. */
interface Found {
  readonly target: string;
  readonly words: string;
  readonly isNumber: boolean;
}

/** Numbers of the year and of the one before, then rows of the year, that hold all of these words. */
function search({ grounds, name }: EditionDesk, sought: string): readonly Found[] {
  const parts = sought
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part !== "");
  const numbers = [name.year, name.year - 1].flatMap((year) =>
    searchableFacts.flatMap((fact) =>
      (grounds.fact(fact, year)?.statements ?? []).flatMap(({ source, value }): readonly Found[] => {
        if (typeof value !== "number") return [];
        const isYears = grounds.figure({ fact, year, part: null, source, unit: "years" }) !== null;
        const shown = language().number(isYears ? value / 12 : value);
        const target = `figure ${fact} ${year} from=${source}${isYears ? " in=years" : ""}`;
        return [
          { target, words: `${factName(fact)}: ${shown}, ${dateWords(String(year))} (${source})`, isNumber: true },
        ];
      }),
    ),
  );
  const rows = rowsOfYear(grounds.statements, name).map(({ statement }): Found => {
    const { register, key, source, organisation } = statement;
    const target = `row ${register} ${key} from=${source} by=${organisation}`;
    return { target, words: rowLine(statement, grounds), isNumber: false };
  });
  return [...numbers, ...rows]
    .filter(({ words, target }) => parts.every((part) => `${words} ${target}`.toLowerCase().includes(part)))
    .slice(0, shownAtOnce);
}
