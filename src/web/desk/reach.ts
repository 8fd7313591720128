// How to reach the person now, for the head of a case: what was said last decides. A way that is no longer safe may put the person in danger, so in doubt none stands there.
import { checkSheet } from "../../core/form/check-sheet.ts";
import type { FormBook, FormField, FormVersion } from "../../core/form/form.ts";
import type { CaseFacts } from "../../core/form/roles.ts";
import type { Saying, Sheet } from "../../core/form/sheet.ts";

type Reach =
  /** All that is asked of the way and was answered, in the form's order. */
  | { readonly is: "said"; readonly version: FormVersion; readonly sheet: Sheet; readonly fields: readonly FormField[] }
  /** What was said last is that a way may not be used any more. What was said of other ways before is older. */
  | { readonly is: "not-any-more" }
  /** Two workers answered it without seeing each other. */
  | { readonly is: "differs" };

/** Null where no sheet that holds says anything of it, and where the person waited with the officer and was met since. */
export function reachNow(
  { sheets, facts }: { readonly sheets: readonly Sheet[]; readonly facts: CaseFacts },
  forms: FormBook,
  today: string,
  wasMet: boolean,
): Reach | null {
  const ways = sheets.flatMap((sheet) => wayIn(sheet, forms) ?? []);
  const [last] = ways.toReversed().sort((a, b) => inTheLog(b.said, a.said));
  if (last === undefined) return null;
  const { version, sheet, way, safe } = last;
  if (wasMet && way.some(({ key }) => sheet.answers.get(key)?.value === "waits-here")) return null;
  const answers = [...sheet.answers].flatMap(([key, { value }]) => (value === null ? [] : [[key, value] as const]));
  // An answer that other answers made not relevant is kept, and says nothing: the number beside "no safe way".
  const asked = new Set(checkSheet(version.form, { set: Object.fromEntries(answers), gone: {} }, today, facts).asked);
  if (asked.has(safe.key) && sheet.answers.get(safe.key)?.value === "not-any-more") return { is: "not-any-more" };
  if (way.some(({ key }) => asked.has(key) && sheet.answers.get(key)?.differs === true)) return { is: "differs" };
  const fields = version.form.fields.filter(({ key }) => asked.has(key) && sheet.answers.get(key)?.value != null);
  return { is: "said", version, sheet, fields };
}

/** What a sheet says of a way to reach the person, and what was said of it last; null where it says nothing. */
function wayIn(sheet: Sheet, forms: FormBook) {
  const version = forms.newest(sheet.form);
  const safe = version?.form.fields.find(({ role }) => role === "safe-way");
  if (version === undefined || safe === undefined || sheet.struckOut) return null;
  const [first] = version.form.groups;
  const way = version.form.fields.filter(({ group }) => group === first?.key);
  const said = [...way, safe]
    .flatMap(({ key }) => sheet.answers.get(key)?.history.at(-1) ?? [])
    .reduce<Saying | null>((last, each) => (last !== null && inTheLog(last, each) >= 0 ? last : each), null);
  return said === null ? null : { version, sheet, way, safe, said };
}

// What is not logged yet was said here, after all that is.
function inTheLog(a: Saying, b: Saying): number {
  const leafOf = ({ leaf }: Saying) => leaf ?? Number.MAX_SAFE_INTEGER;
  return leafOf(a) - leafOf(b) || (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
}
