// What the saves of a case add up to (FD10): its sheets, each with what holds of every field, who else says otherwise, and all that was said before. A pure
// function of the folded case: only saves that count are read, and every holder of the same ones sees the same, whatever the order in which they came.
import type { ContentOf } from "../entry.ts";
import { wholeSheet } from "../entry-kind.ts";
import type { AnswerValue, Form, FormBook, FormId } from "../form/form.ts";
import { codesOf, fieldOf, isMissingWord, partOfField } from "../form/form.ts";
import type { Saying, Sheet, SheetAnswer } from "../form/sheet.ts";
import type { CaseState, JudgedEntry } from "./fold.ts";
import { sheetName } from "./sheets.ts";

type Save = ContentOf<"answers">["body"];

interface SaveEntry extends JudgedEntry {
  readonly content: ContentOf<"answers">;
}

/**
 * The sheets of a case, in the order in which the log holds their first saves. `replaced` are entries whose answers were replaced by some that are not
 * here any more, or never were: purged, or left out of a grant. `verdicts` says which saves are read: those that count.
 */
export function foldSheets(
  state: CaseState,
  forms: FormBook,
  replaced: ReadonlySet<string> = none,
  verdicts: readonly JudgedEntry["verdict"]["is"][] = ["effective"],
): readonly Sheet[] {
  const bySheet = new Map<string, SaveEntry[]>();
  for (const entry of state.entries.filter(isSave).sort(inTheLog)) {
    if (!verdicts.includes(entry.verdict.is)) continue;
    const name = sheetName(entry.content.body);
    const saves = bySheet.get(name);
    if (saves === undefined) bySheet.set(name, [entry]);
    else saves.push(entry);
  }
  return [...bySheet.values()].flatMap((saves) => sheetAsBefore(saves, forms, replaced) ?? []);
}

const none: ReadonlySet<string> = new Set();

interface Folded {
  readonly of: readonly unknown[];
  readonly sheet: Sheet | null;
}

const foldedBefore = new WeakMap<ContentOf<"answers">, Folded>();

// A case is folded anew for each save, which changes one sheet of many: the others are what they were, as long as the same saves stand in the same place.
function sheetAsBefore(saves: readonly SaveEntry[], forms: FormBook, replaced: ReadonlySet<string>): Sheet | null {
  const first = saves[0]?.content;
  if (first === undefined) return null;
  const of = [
    forms,
    replaced,
    ...saves.flatMap(({ id, content, organisation, leaf }) => [id, content, organisation, leaf]),
  ];
  const before = foldedBefore.get(first);
  if (before?.of.length === of.length && before.of.every((one, at) => one === of[at])) return before.sheet;
  const sheet = sheetOf(saves, forms, replaced);
  foldedBefore.set(first, { of, sheet });
  return sheet;
}

function isSave(entry: JudgedEntry): entry is SaveEntry {
  return entry.content.kind === "answers" && !("newer" in entry.content);
}

// The place in the log is the same for everybody, also for who lacks what an entry builds on.
function inTheLog(a: JudgedEntry, b: JudgedEntry): number {
  const leafOf = ({ leaf }: JudgedEntry) => leaf ?? Number.MAX_SAFE_INTEGER;
  return leafOf(a) - leafOf(b) || a.position - b.position || (a.id < b.id ? -1 : 1);
}

function sheetOf(saves: readonly SaveEntry[], forms: FormBook, replaced: ReadonlySet<string>): Sheet | null {
  const [first] = saves;
  const last = saves.at(-1);
  if (first === undefined || last === undefined) return null;
  const { form: key, sheet } = first.content.body;
  const answers = new Map<string, SheetAnswer>();
  for (const field of new Set(saves.flatMap(({ content }) => keysOf(content.body)))) {
    const answer = answerOf(field, saves, forms, replaced);
    if (answer !== null) answers.set(field, answer);
  }
  const heads = new Set([...answers.values()].flatMap((answer) => answer.heads.map(({ entry }) => entry)));
  const isEmpty = [...answers.values()].every(({ value, missing }) => value === null && missing === null);
  return {
    form: key,
    sheet,
    version: last.content.body.version,
    by: first.organisation,
    begun: { at: first.content.at, leaf: first.leaf },
    changed: { at: last.content.at, leaf: last.leaf },
    parts: [...new Set(saves.map(({ content }) => content.body.part))],
    answers,
    struckOut: isEmpty && saves.some(({ content }) => Object.hasOwn(content.body.gone, wholeSheet)),
    tasks: [...new Set(saves.flatMap(({ content }) => content.body.for ?? []))],
    heads: saves.map(({ id }) => id).filter((id) => heads.has(id)),
    saves: saves.map(({ id }) => id),
  };
}

function keysOf(save: Save): readonly string[] {
  return [...Object.keys(save.set), ...Object.keys(save.gone)].filter((key) => key !== wholeSheet);
}

function isAbout(save: Save, key: string): boolean {
  return [key, wholeSheet].some((name) => Object.hasOwn(save.set, name) || Object.hasOwn(save.gone, name));
}

function answerOf(
  key: string,
  saves: readonly SaveEntry[],
  forms: FormBook,
  replaced: ReadonlySet<string>,
): SheetAnswer | null {
  const naming = saves.find(({ content }) => keysOf(content.body).includes(key));
  if (naming === undefined) return null;
  const { part, form: formKey, version } = naming.content.body;
  // A save of another part clears nothing in this one, and one of other fields replaces nothing of this one.
  const about = saves.filter(({ content: { body } }) => body.part === part && isAbout(body, key));
  const named = new Set(about.flatMap(({ content }) => content.body.over));
  const history = about.map((entry) => sayingOf(entry, key));
  const heads = history.filter(({ entry }) => !named.has(entry) && !replaced.has(entry));
  // An answer beats that there is none; a word of missing beats that it was cleared.
  const answered = heads.filter(({ value }) => value !== null);
  const missing = heads.filter(({ gone }) => gone !== null && isMissingWord(gone));
  const standing = [...answered, ...missing];
  const word = missing[0]?.gone ?? null;
  return {
    key,
    part,
    value: answered.length === 0 ? null : merged(answered, key, formWith(key, formKey, version, forms)),
    missing: answered.length === 0 && word !== null && isMissingWord(word) ? word : null,
    heads,
    differs: standing.length > 1 && new Set(standing.map(({ value, gone }) => JSON.stringify([value, gone]))).size > 1,
    history,
  };
}

function sayingOf({ id, content, organisation, leaf }: SaveEntry, key: string): Saying {
  const { set, gone, version, why, paper } = content.body;
  const value = Object.hasOwn(set, key) ? set[key] : undefined;
  return {
    entry: id,
    by: organisation,
    device: content.device,
    at: content.at,
    leaf,
    version,
    value: value ?? null,
    gone: value !== undefined ? null : (gone[wholeSheet] ?? gone[key] ?? null),
    why: why ?? null,
    paper: paper ?? null,
  };
}

// The newest form says how answers are joined: a list grows, and no code is ever removed (FM5).
function formWith(key: string, formKey: string, version: FormId, forms: FormBook): Form | undefined {
  const newest = forms.newest(formKey)?.form;
  return newest !== undefined && partOfField(newest, key) !== undefined ? newest : forms.version(version);
}

/** What holds of answers that were given without seeing each other; where nothing else is said, the one that the log held first. */
function merged(answered: readonly Saying[], key: string, form: Form | undefined): AnswerValue | null {
  const values = answered.flatMap(({ value }) => (value === null ? [] : [value]));
  const field = form === undefined ? undefined : fieldOf(form, key);
  if (field?.merge === undefined) return values[0] ?? null;
  const codes = form === undefined ? [] : codesOf(form, field.list ?? "").map(({ code }) => code);
  const inOrder = (a: string, b: string) => codes.indexOf(a) - codes.indexOf(b);
  switch (field.merge) {
    case "safer":
      return values.filter((value) => typeof value === "string").sort(inOrder)[0] ?? null;
    case "union":
      return [...new Set(values.flatMap((value) => (typeof value === "object" ? value : [])))].sort(inOrder);
    case "yes":
      return values.includes(true);
    case "no":
      return !values.includes(false);
  }
}
