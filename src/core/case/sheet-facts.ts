// What a case is for its forms: the facts that expressions and due rules ask for, as one reader knows them, and its sheets as tasks are made from them.
import type { Directory } from "../directory.ts";
import type { AnswerValue, FormBook } from "../form/form.ts";
import type { CaseFacts, RiskLevel } from "../form/roles.ts";
import type { Sheet, SheetMoment } from "../form/sheet.ts";
import type { SheetForTasks } from "../form/tasks.ts";
import { countryOf } from "../place.ts";
import type { CaseState } from "./fold.ts";

const dayLength = "2026-01-31".length;

/** The facts of a case for an organisation; what is not known is left out. */
export function caseFactsOf(
  state: CaseState,
  sheets: readonly Sheet[],
  organisation: string,
  directory: Directory,
  forms: FormBook,
): CaseFacts {
  const entries = state.entries.filter(
    ({ verdict, organisation: by }) => verdict.is === "effective" && by === organisation,
  );
  const dayOf = (kind: string) =>
    entries.findLast(({ content }) => content.kind === kind)?.content.at.slice(0, dayLength);
  const isOwn = state.own?.organisation === organisation;
  const accepted = dayOf("referral.accept") ?? (isOwn ? dayOf("case.open") : undefined);
  const met = dayOf("referral.meet");
  const isClosed = [
    ...state.referrals.flatMap(({ places }) => places),
    ...(state.own === null ? [] : [state.own]),
  ].some((place) => place.organisation === organisation && place.state === "closed");
  const saidClosed = said(sheets, forms, "closed-on") ?? (isClosed ? dayOf("referral.close") : undefined);
  const closed = saidClosed !== undefined && hasGoneOn(entries, saidClosed) ? undefined : saidClosed;
  const returned = said(sheets, forms, "returned-on");
  const risk = said(sheets, forms, "risk-level");
  const status = state.statuses.at(-1)?.status;
  const place = said(sheets, forms, "place") ?? screenedPlace(state);
  return {
    ...(state.treatAsChild === null ? {} : { child: state.treatAsChild }),
    ...(state.danger === null ? {} : { danger: state.danger }),
    ...(risk === undefined ? {} : { risk: risk as RiskLevel }),
    ...(status === undefined ? {} : { status }),
    ...(accepted === undefined ? {} : { accepted }),
    ...(met === undefined ? {} : { met }),
    ...(returned === undefined ? {} : { returned }),
    ...(closed === undefined ? {} : { closed }),
    ...(place === undefined ? {} : { abroad: countryOf(place) !== directory.founding.country }),
  };
}

/** True when help that ended on this day goes on again (FD9): then nothing of it is due any more, and all that helping asks for is. */
function hasGoneOn(entries: CaseState["entries"], closed: string): boolean {
  const end = entries.findLastIndex(({ content }) => content.kind === "referral.close");
  const again = entries.findLastIndex(({ content }) => content.kind === "referral.meet");
  return end >= 0 && again > end && closed <= (entries[again]?.content.at ?? "").slice(0, dayLength);
}

/** The answer that bears a role in the newest sheet that has one. */
function said(sheets: readonly Sheet[], forms: FormBook, role: string): string | undefined {
  const answers = sheets.flatMap((sheet) => {
    const key = forms.newest(sheet.form)?.form.fields.find((field) => field.role === role)?.key;
    const value = key === undefined ? undefined : sheet.answers.get(key)?.value;
    return typeof value === "string" ? [{ sheet, value }] : [];
  });
  // Of sheets of one moment the one that the log held later.
  return answers.toSorted((a, b) => compare(a.sheet.changed, b.sheet.changed)).at(-1)?.value;
}

function compare(a: SheetMoment, b: SheetMoment): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return (a.leaf ?? Number.MAX_SAFE_INTEGER) - (b.leaf ?? Number.MAX_SAFE_INTEGER);
}

function screenedPlace(state: CaseState): string | undefined {
  const screening = state.entries.findLast(
    ({ content, verdict }) => verdict.is === "effective" && content.kind === "screening",
  )?.content;
  return screening?.kind === "screening" && !("newer" in screening) ? screening.body.place : undefined;
}

/** The sheets from which tasks follow: those that were not struck out, with the days that the log allows. */
export function sheetsForTasks(sheets: readonly Sheet[], directory: Directory): readonly SheetForTasks[] {
  return sheets
    .filter(({ struckOut }) => !struckOut)
    .map(({ form, sheet, by, answers, begun, changed, tasks }) => ({
      form,
      sheet,
      organisation: by ?? "",
      set: Object.fromEntries(
        [...answers.values()].flatMap(({ key, value }): readonly (readonly [string, AnswerValue])[] =>
          value === null ? [] : [[key, value]],
        ),
      ),
      began: dayIn(begun, directory),
      saved: dayIn(changed, directory),
      does: tasks,
    }));
}

// A clock that runs ahead moves no task: the log's next time note is later than the entry (LG8).
function dayIn({ at, leaf }: SheetMoment, directory: Directory): string {
  const day = at.slice(0, dayLength);
  const next = leaf === null ? undefined : directory.times.find((time) => time.index > leaf);
  if (next === undefined) return day;
  const latest = new Date(next.seconds * 1000).toISOString().slice(0, dayLength);
  return [day, latest].toSorted()[0] ?? day;
}
