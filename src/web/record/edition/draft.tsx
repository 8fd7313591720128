// The draft that a writer works on, as all parts of the desk are given it, and how it is written into.
import type { EditionSection } from "../../../core/registers/register-table.ts";
import type { Row } from "../../../core/registers/row.ts";
import { randomBytes } from "../../../crypto/random.ts";
import { makeUuid } from "../../../crypto/uuid.ts";
import type { CountryRecord } from "../../../member/record/record-keeper.ts";
import { draftRow, endOf, newKey } from "../../../reports/edition/edition.ts";
import type { EditionDesk } from "../../../reports/edition/edition-desk.ts";
import { type LanguageTag, languages } from "../../../words/languages.ts";
import type { Words } from "../../../words/words.ts";
import { Failed } from "../../components/page-form.tsx";
import type { Engine } from "../../engine.ts";
import { useVerb } from "../../use-verb.ts";
import { recordFailure } from "../refusal-words.ts";

export interface Draft {
  readonly engine: Engine;
  readonly desk: EditionDesk;
  /** Of the language in which it is written. */
  readonly words: Words;
  readonly record: CountryRecord;
}

/** How rows are written into the draft; `failed` says why nothing was. */
export function useWriting({ engine }: Draft) {
  const { busy, error, run, say } = useVerb(recordFailure);
  /** Without rows nothing is done. */
  const write = (rows: readonly Row<"draft">[], onDone?: () => void) => {
    if (rows.length > 0)
      void run(
        () => engine.record.enter("draft", rows),
        () => onDone?.(),
      );
  };
  return { busy, failed: <Failed words={error} />, write, say };
}

/** The row that writes a new paragraph at the end of a section. */
export function newParagraph(draft: Draft, text: string, section: EditionSection): Row<"draft"> {
  const { name, edition } = draft.desk;
  return draftRow(name, { key: freshKey(draft), section, place: endOf(edition, section), text, over: [] });
}

export function freshKey({ desk }: Draft): string {
  return newKey(desk.name, makeUuid(randomBytes).slice(0, 8));
}

/** A text in the language of its edition. Its direction is the language's: a Persian sentence that begins with a Latin name reads from right to left all the same. */
export function inLanguage(tag: LanguageTag): { readonly lang: LanguageTag; readonly dir: "ltr" | "rtl" } {
  return { lang: tag, dir: languages[tag].direction };
}
