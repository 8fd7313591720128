// `panoh case`: one case as this organisation may see it. What waits for our acceptance is named, not shown (FD8). Texts were written
// by others: they are printed so that they can neither steer the terminal nor pass for the program's own lines.
import type { JudgedEntry } from "../../core/case/fold.ts";
import type { Place } from "../../core/case/referrals.ts";
import type { CaseContent } from "../../core/entry.ts";
import type { Json } from "../../core/json.ts";
import { encodeJson } from "../../core/json.ts";
import type { Device } from "../../member/device.ts";
import { must } from "../../member/verb.ts";
import type { CaseView } from "../../member/views.ts";
import type { Command } from "../command.ts";
import { commandProblem } from "../command.ts";
import { organisationInEnglish } from "../organisation-name.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

export const showCaseCommand: Command = {
  usage: ["ID --vault DIR"],
  about: [
    "Shows a case: where its referrals stand, its entries and what may be done next. ID may be cut to its first digits.",
    "The case records once, for this organisation, that this device opened name, contact and story.",
    "The token links the file to proceedings and names nobody. It is shown once the person agreed for whom: see panoh token.",
  ],
  options: vaultOptions,
  takes: ["ID"],
  run: (given, terminal) =>
    useDevice(given, terminal, async (member) => {
      const caseId = findCase(member, given.argument(0)).state.id;
      if (await must(member.cases.recordOpening(caseId))) await member.sync();
      const view = findCase(member, caseId);
      return { lines: linesOf(view, member), json: jsonOf(view) };
    }),
};

/** The one case whose id begins with these digits. Throws a problem of the command when there is none, or more than one. */
export function findCase(member: Device, start: string): CaseView {
  const ids = /^[0-9a-f]{6,64}$/.test(start)
    ? member.cases.inbox.map(({ caseId }) => caseId).filter((id) => id.startsWith(start))
    : [];
  const view = ids.length === 1 ? member.cases.view(ids[0] ?? "") : null;
  if (ids.length > 1) throw commandProblem("ambiguous-case", "several cases begin with these digits");
  if (view === null) throw commandProblem("no-such-case", "this device holds no such case; give at least six digits");
  return view;
}

function linesOf(view: CaseView, member: Device): readonly string[] {
  const { state, sealedUntilAccepted, actions, victimToken } = view;
  return [
    `Case       ${state.id}`,
    `  danger ${state.danger ?? "unclear"}${dangerWords(view, member)}, ${ageWords(state)}`,
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

// Who said it and when: what was seen when the person was referred need not hold today.
function dangerWords({ state: { dangerSaid, own } }: CaseView, member: Device): string {
  if (dangerSaid === null) return "";
  const how = dangerSaid.isRenewed ? "said" : own === null ? "when referred" : "when the case was opened";
  return ` (${how} by ${organisationText(member, dangerSaid.by)} ${dangerSaid.at})`;
}

function ageWords({ treatAsChild }: CaseView["state"]): string {
  return treatAsChild === null ? "age not known" : treatAsChild ? "treat as child" : "adult";
}

function placeWords({ state, since, bar }: Place): string {
  if (bar?.is === "elsewhere") return `${state} ${since}, another organisation accepted`;
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

function jsonOf({ state, contents, sealedUntilAccepted, actions, victimToken, tokenFor }: CaseView): unknown {
  return {
    id: state.id,
    danger: state.danger,
    dangerSaid: state.dangerSaid,
    own: state.own,
    treatAsChild: state.treatAsChild,
    statuses: state.statuses,
    referrals: state.referrals,
    actions,
    victimToken,
    tokenFor,
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
