// A case as it may leave for somebody who is named, coded and by itself (CN9b): what is counted of it, who decided, and to whom the person agreed that it goes. A yes to
// statistics is no yes to this.
import type { CaseState } from "./case/fold.ts";
import { type CountedCase, type Deciders, decidersOf } from "./counted-case.ts";
import { keyOfRole } from "./form/form.ts";
import type { Sheet } from "./form/sheet.ts";
import type { ReadersLog } from "./readers-log.ts";

export interface CodedCase {
  readonly counted: CountedCase;
  readonly deciders: Deciders;
  /** The names of those to whom the person said yes, as `nameOfRecipient` gives them. */
  readonly agreedTo: readonly string[];
}

export function codedCase(
  {
    state,
    counted,
    sheets,
  }: { readonly state: CaseState; readonly counted: CountedCase; readonly sheets: readonly Sheet[] },
  organisation: string,
  log: Pick<ReadersLog, "directory" | "forms">,
): CodedCase {
  return {
    counted,
    deciders: decidersOf(state, sheets, organisation, log),
    agreedTo: agreedTo(sheets, organisation, log),
  };
}

/** A name however it is spaced and composed. */
export function nameOfRecipient(name: string): string {
  return name.normalize("NFC").trim().replace(/\s+/g, " ");
}

/** A no that stands counts, whatever another sheet says, and whoever wrote it last: to say otherwise it is changed, where everybody sees what it was. */
function agreedTo(
  sheets: readonly Sheet[],
  organisation: string,
  { forms }: Pick<ReadersLog, "forms">,
): readonly string[] {
  const said = sheets.flatMap(({ form, by, answers, struckOut }) => {
    const version = forms.newest(form)?.form;
    const answer = (role: "data-to" | "data-yes") => answers.get(keyOfRole(version, role) ?? "");
    const [to, yes] = [answer("data-to")?.value, answer("data-yes")];
    if (struckOut || by !== organisation || typeof to !== "string" || yes === undefined) return [];
    return [{ to: nameOfRecipient(to), isYes: yes.value === "yes" && !yes.differs }];
  });
  const names = new Set(said.map(({ to }) => to));
  return [...names].filter((name) => said.every(({ to, isYes }) => to !== name || isYes));
}
