// A sheet that was written into the wrong case (FD13): what this organisation wrote of it is erased by everybody who holds it, and begun in the right case.

import type { BodyOf } from "../../core/entry-kind.ts";
import { type Answers, type FormBook, fieldOf, isMissingWord } from "../../core/form/form.ts";
import { Problem } from "../../core/problem.ts";
import type { Change } from "../store/store.ts";
import type { CaseSteps } from "./case-steps.ts";
import type { OpenGround } from "./open-case.ts";
import { isAt, isSave, type SheetPlace, saidTogether } from "./sheet-place.ts";

/** The saves that the word that a sheet is of another case would erase. */
export interface Misplacing {
  /** The saves that were sealed; none where all of it still waits. */
  readonly saves: readonly string[];
  /** Their answers together, to begin with in the right case. */
  readonly answers: Answers & { readonly onlyUs?: true };
}

interface MisplacingParts extends Pick<OpenGround, "open" | "waiting" | "log" | "organisation"> {
  readonly steps: CaseSteps;
}

/** The saves of a sheet that `misplace` would erase now; null where nothing of it is ours. */
export function misplacing(
  { open, waiting, log, organisation }: Omit<MisplacingParts, "steps">,
  place: SheetPlace,
): Misplacing | null {
  const waits = waiting.find(place);
  const { entries } = open.of(place.caseId).state;
  const ours = entries.flatMap(({ id, content, organisation: by }) => {
    const isOurs = by === organisation && isSave(content);
    return isOurs && isAt({ ...content.body, caseId: place.caseId }, place) ? [{ id, content }] : [];
  });
  const last = ours.at(-1)?.content;
  const isLast = ({ content: { at, device } }: (typeof ours)[number]) => at === last?.at && device === last.device;
  const sealedSaves = place.sheet !== "one" ? ours : waits === undefined ? ours.filter(isLast) : [];
  if (sealedSaves.length === 0 && waits === undefined) return null;
  const bodies = [...sealedSaves.map(({ content }) => content.body), ...(waits?.saves ?? []).map(({ body }) => body)];
  // A sheet that nobody else reads is not offered to others where it is begun again.
  const isOwn = waits?.saves.at(-1)?.onlyUs ?? sealedSaves.at(-1)?.content.to.length === 1;
  const answers = { ...saidIn(bodies, place.form, log.forms), ...(isOwn ? { onlyUs: true as const } : {}) };
  return { saves: sealedSaves.map(({ id }) => id), answers };
}

/**
 * Says of a sheet that it was written into the wrong case: what this organisation wrote of it is erased by everybody who holds it (FD13), and what waits of it
 * never leaves. A sheet that a case has once is one of every case: there it is what was saved last. `changes` are written in the same transaction; they get
 * what is erased, as something to begin in the right case. `agreedSaves` are those that a person agreed to erase: when they are others by now, a Problem of the
 * engine `changed-meanwhile` is thrown.
 */
export function misplace(
  parts: MisplacingParts,
  place: SheetPlace,
  agreedSaves: readonly string[] | null,
  changes: (answers: Misplacing["answers"]) => readonly Change[],
): Promise<void> {
  const { waiting, steps } = parts;
  return waiting.alone(async () => {
    const now = misplacing(parts, place);
    if (now === null) throw new Problem("engine", "not-allowed");
    const { saves, answers } = now;
    if (agreedSaves !== null && agreedSaves.join() !== saves.join()) throw new Problem("engine", "changed-meanwhile");
    const others = changes(answers);
    if (saves.length === 0) return waiting.forget(place, others);
    const removal = waiting.removing([place]);
    const more = place.sheet === "one" ? {} : { sheet: place.sheet };
    await steps.misplaced(place.caseId, { saves, ...more }, [...removal.changes, ...others]);
    removal.apply();
  });
}

/** The answers of saves together, the last word of each field. Other sheets that they name are of their case, and are left out. */
function saidIn(bodies: readonly BodyOf<"answers">[], formKey: string, forms: FormBook): Answers {
  const form = forms.newest(formKey)?.form;
  const { set, gone: words } = saidTogether(bodies);
  const isTaken = ([key]: readonly [string, unknown]) => {
    const field = form === undefined ? undefined : fieldOf(form, key);
    return field !== undefined && field.type !== "sheet";
  };
  return {
    set: Object.fromEntries(Object.entries(set).filter(isTaken)),
    gone: Object.fromEntries(Object.entries(words).filter((each) => isTaken(each) && isMissingWord(each[1]))),
  };
}
