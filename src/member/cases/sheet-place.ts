// A sheet by its place, and saves of it taken together.
import type { CaseState } from "../../core/case/fold.ts";
import type { ContentOf } from "../../core/entry.ts";
import type { BodyOf } from "../../core/entry-kind.ts";
import type { Answers, AnswerValue, GoneWord } from "../../core/form/form.ts";
import type { Sheet } from "../../core/form/sheet.ts";

/** Where saves belong. */
export interface SheetPlace {
  readonly caseId: string;
  readonly form: string;
  readonly sheet: string;
}

export interface AnyPlace extends Omit<SheetPlace, "sheet"> {
  /** Null for a new one. */
  readonly sheet: string | null;
}

export function isAt(place: AnyPlace, { caseId, form, sheet }: AnyPlace): boolean {
  return place.caseId === caseId && place.form === form && place.sheet === sheet;
}

export function sheetIn(sheets: readonly Sheet[], form: string, sheet: string | null): Sheet | undefined {
  return sheets.find((each) => each.form === form && each.sheet === sheet);
}

export function isSave(content: CaseState["entries"][number]["content"]): content is ContentOf<"answers"> {
  return content.kind === "answers" && !("newer" in content);
}

/** The answers of saves together: the last word of each field. */
export function saidTogether(bodies: readonly BodyOf<"answers">[]): Answers {
  const set: Record<string, AnswerValue> = {};
  const words: Record<string, GoneWord> = {};
  for (const body of bodies) {
    for (const [key, value] of Object.entries(body.set)) {
      set[key] = value;
      delete words[key];
    }
    for (const [key, word] of Object.entries(body.gone)) {
      words[key] = word;
      delete set[key];
    }
  }
  return { set, gone: words };
}
