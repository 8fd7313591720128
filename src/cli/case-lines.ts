// The lines of `panoh case`: one case as this organisation may see it. It names and does not show an entry that waits for our acceptance (FD8). Texts were written
// by others: they are printed so that they can neither steer the terminal nor pass for the program's own lines.
import type { JudgedEntry } from "../core/case/fold.ts";
import type { Place } from "../core/case/referrals.ts";
import type { CaseContent } from "../core/entry.ts";
import { encodeJson, type Json } from "../core/json.ts";
import type { Device } from "../member/device.ts";
import type { CaseView } from "../member/views.ts";
import { organisationInEnglish } from "./organisation-name.ts";

export function caseLines(view: CaseView, member: Device): readonly string[] {
  const { state, sealedUntilAccepted, actions, victimToken } = view;
  return [
    `Case       ${state.id}`,
    `  danger ${state.danger ?? "unclear"}${dangerWords(view, member)}, ${ageWords(state, member)}`,
    ...state.statuses.map(({ status, by, at }) => `  status ${status} by ${organisationText(member, by)} ${at}`),
    ...(victimToken === null
      ? []
      : [`Token      ${victimToken} for ${view.tokenFor.map((id) => organisationText(member, id)).join(", ")}`]),
    ...(state.own === null
      ? []
      : [
          `Own case   ${organisationText(member, state.own.organisation)}: ${state.own.state === "accepted" ? "opened" : state.own.state} ${state.own.since}`,
          ...actions.filter(({ referral }) => referral === state.id).map(nextLine),
        ]),
    ...state.referrals.flatMap((referral) => [
      `Referral   ${referral.id}`,
      ...(referral.atOnce ? ["  asked all at once: each may accept, the first one that accepts takes the person"] : []),
      ...referral.places.map((place) => `  ${organisationText(member, place.organisation)}: ${placeWords(place)}`),
      ...actions
        .filter((action) => action.referral === referral.id)
        .flatMap((action) => [
          ...(action.tooLate ? ["  this organisation's acceptance came too late: it does not count"] : []),
          nextLine(action),
        ]),
    ]),
    ...view.notGiven.map(
      (id) =>
        `Not given  ${organisationText(member, id)}: a narrower consent was written at the same time; ask the person, and grant again`,
    ),
    ...view.missed.by.map(
      (id) =>
        `Missed by  ${organisationText(member, id)}: it was suspended while this organisation wrote here; ask the person, and grant again`,
    ),
    ...view.missed.from.map(
      (id) =>
        `Missed     what ${organisationText(member, id)} wrote while this organisation was suspended may be missing: ask it to grant again`,
    ),
    ...state.entries.flatMap((entry) => entryLines(entry, view, member)),
    ...(sealedUntilAccepted.length === 0
      ? []
      : [`Waiting    ${sealedUntilAccepted.length} entries open once this organisation's acceptance is logged`]),
    ...(state.holdsNewer ? ["Newer      the case holds an entry of a newer program: update"] : []),
  ];
}

function nextLine({ verbs }: CaseView["actions"][number]): string {
  return `  next: ${verbs.length === 0 ? "nothing" : verbs.join(", ")}`;
}

// The one who said it, and when: what was seen when the person was referred need not hold today.
function dangerWords({ state: { dangerSaid, own } }: CaseView, member: Device): string {
  if (dangerSaid === null) return "";
  const how = dangerSaid.isRenewed ? "said" : own === null ? "when referred" : "when the case was opened";
  return ` (${how} by ${organisationText(member, dangerSaid.by)} ${dangerSaid.at})`;
}

/** FM15e: what was said of the age, with the class where one is known. */
function ageWords({ id, age }: CaseView["state"], member: Device): string {
  const ageClass = member.cases.sheets(id)?.ageClass ?? null;
  return `${age === null ? "age not known" : saidOfAge[age]}${ageClass === null ? "" : `, age class ${ageClass}`}`;
}

const saidOfAge = { child: "treat as child", "in-doubt": "age in doubt, treat as child", adult: "adult" } as const;

function placeWords({ state, since, bar }: Place): string {
  if (bar?.is === "elsewhere") return `${state} ${since}, another organisation accepted`;
  if (bar?.is === "suspended") return `${state} ${since}, this organisation was suspended since`;
  if (bar?.is === "not-yet") return `${state} ${since}, not its turn${bar.from === null ? "" : ` before ${bar.from}`}`;
  return `${state} ${since}`;
}

function entryLines(
  entry: JudgedEntry,
  { contents, sealedUntilAccepted }: CaseView,
  member: Device,
): readonly string[] {
  if (sealedUntilAccepted.includes(entry.id)) return [];
  const place = entry.leaf === null ? "not logged yet" : `leaf ${entry.leaf}`;
  const verdict =
    entry.verdict.is === "refused"
      ? `, refused: ${entry.verdict.reason}`
      : entry.verdict.is === "effective"
        ? ""
        : `, ${entry.verdict.is}`;
  const fields = fieldsOf(contents.get(entry.id));
  return [
    `Entry      ${entry.content.kind} by ${organisationText(member, entry.organisation)}, ${place}${verdict}`,
    ...(entry.content.kind === "opened" ? [`  device: ${entry.content.device}`] : []),
    ...fields.flatMap(([name, value]) => valueLines(name, value)),
  ];
}

// Of a save what it says: of which sheet, and each answer by the key of its field.
function fieldsOf(content: CaseContent | undefined): readonly (readonly [string, Json])[] {
  if (content?.kind !== "answers") return Object.entries(withoutSecret(content)?.body ?? {});
  const { form, sheet, set, gone } = content.body;
  return [["sheet", `${form}/${sheet}`], ...Object.entries(set), ...Object.entries(gone)];
}

function valueLines(name: string, value: Json): readonly string[] {
  const text = typeof value === "string" ? value : encodeJson(value);
  const [first = "", ...others] = text.split("\n");
  return [`  ${name}: ${first}`, ...others.map((line) => `  ${" ".repeat(name.length)}| ${line}`)];
}

function organisationText(member: Device, organisation: string | null): string {
  return organisation === null ? "unknown" : organisationInEnglish(member, organisation);
}

export function caseJson(view: CaseView): unknown {
  const { state, contents, sealedUntilAccepted, actions, victimToken, tokenFor, notGiven } = view;
  return {
    id: state.id,
    danger: state.danger,
    dangerSaid: state.dangerSaid,
    own: state.own,
    treatAsChild: state.treatAsChild,
    age: state.age,
    statuses: state.statuses,
    referrals: state.referrals,
    actions,
    victimToken,
    tokenFor,
    notGiven,
    sealedUntilAccepted,
    entries: state.entries.map(({ id, leaf, verdict, organisation }) => ({
      id,
      leaf,
      verdict,
      organisation,
      content: withoutSecret(contents.get(id)),
    })),
  };
}

// SL7: the secret with which the receipts of a referral are signed is for programs. Nobody reads it from a screen or a pasted answer, nor
// from the notes that a grant carries, which are shown as entries of their own.
function withoutSecret(content: CaseContent | undefined): { readonly body: object } | null {
  if (content?.kind === "grant")
    return { ...content, body: { ...content.body, notes: content.body.notes.map(({ leaf }) => leaf) } };
  if (content?.kind !== "referral.send") return content ?? null;
  const { receipt_seed: _secret, ...body } = content.body;
  return { ...content, body };
}
