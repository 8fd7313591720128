// `panoh refer`: seals a referral from a file and sends it. A referrer's device keeps nothing of it that could be read (SL7); what
// becomes of the file itself is said to the person.

import { caseBodies, compartments, purposes } from "../../core/entry-kind.ts";
import { checkSheet } from "../../core/form/check-sheet.ts";
import { answerValue, formBounds, formKey, goneWord } from "../../core/form/form.ts";
import { isProblem } from "../../core/problem.ts";
import {
  type Asked,
  type DraftGap,
  draftGaps,
  firstForms,
  mostAtHome,
  mostChoices,
  mostDrafts,
  type ReferralDraft,
} from "../../core/referral-draft.ts";
import { code, list, object, record, type Schema, set, truth, uuid } from "../../core/schema.ts";
import { fullPhoneNumber } from "../../core/service.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import type { Device } from "../../member/device.ts";
import { must } from "../../member/verb.ts";
import type { KeptDraft } from "../../member/views.ts";
import { readJson } from "../../operate/files/given-files.ts";
import { type Command, commandProblem } from "../command.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

export const referCommand: Command = {
  usage: ["--vault DIR --draft DRAFT.json", "--vault DIR --kept"],
  about: [
    "Reads a draft, seals it to the organisations that it names and sends it.",
    "A provider that names its own organisation alone in it opens a case of its own; no referral is made. One that it refers to others stays in its list.",
    "Consent is for one organisation: each choice in the draft names in `compartments` what the person agreed to share with it,",
    "and with `abroad` that they agreed to an organisation in another country. A choice with `home` is asked beside the others, for the way home.",
    "Its `sheets` are those of the forms first-line, person, reach and story, as `panoh form show` prints them. When the first says danger `now`, all",
    "choices may accept at once; else they are asked in their order.",
    "Of a child, and of who may be one, its `consent` says in `guardian` who decides and in `assent` what the child says (FD14 in docs/spec/entry.md).",
    "Its `ring_back` (+992…) is the telephone number of the post, for those who are asked; nobody else reads it.",
    "Until it is sealed the draft is kept on the device, encrypted, for twelve hours at most: with --kept, what was interrupted goes on.",
    "A referrer's device can read nothing of a referral any more. The draft is a file of yours: remove it from this computer.",
  ],
  options: {
    ...vaultOptions,
    draft: { value: "FILE", help: "the draft; docs/guide/host.md shows one" },
    kept: { help: "take the draft that this device kept when it was interrupted" },
  },
  run: async (call, terminal) => {
    const fileDraft = call.has("kept") ? null : readDraft(call.get("draft"));
    return useDevice(
      call,
      terminal,
      async (member) => {
        const { draft, id } =
          fileDraft === null ? await draftKept(member) : { draft: fileDraft, id: draftIdOf(fileDraft) };
        const entries = await referAll(member, draft, id, fileDraft !== null);
        await member.sync();
        const [entry = ""] = entries;
        const view = member.drafts.sent.find((referral) => referral.entry === entry);
        const caseId = member.cases.list.caseOf(entry);
        const leaf = view?.leaf ?? caseLeaf(member, caseId);
        return {
          lines: [
            ...(caseId === null ? [] : [`Case       ${caseId}`]),
            ...(caseId === entry
              ? []
              : entries.map(
                  (each, at) =>
                    `Entry      ${each}${entries.length < 2 ? "" : at === 0 ? " near the person" : " at home"}`,
                )),
            leaf === null ? sealedLine(member, caseId === null ? "sent" : "inbox") : `Logged     leaf ${leaf}`,
            ...(fileDraft === null ? [] : ["The draft is still a file on this computer: remove it."]),
          ],
          json: { entry, entries, leaf, ...(caseId === null ? {} : { case: caseId }) },
        };
      },
      (member) => keepDraft(member, fileDraft),
    );
  },
};

/** One file is one draft, however often it is given. */
function draftIdOf(draft: ReferralDraft): string {
  return encodeHex(sha256(encodeUtf8(JSON.stringify(draft)))).slice(0, 32);
}

// Kept in the vault before the first sync, which may take long: whoever stops it finds the draft again, for twelve hours. A sixth draft is not kept.
async function keepDraft(member: Device, draft: ReferralDraft | null): Promise<void> {
  if (draft === null) return;
  mustBeWhole(draft, member.directory.asked);
  const id = draftIdOf(draft);
  const others = (await member.drafts.read()).filter((each) => each.id !== id);
  if (others.length < mostDrafts) await must(member.drafts.save(draft, id));
}

/** Seals and sends. A draft that is refused and is a file too is not kept: nothing interrupted it, and its author mends the file. */
async function referAll(
  member: Device,
  draft: ReferralDraft,
  id: string,
  isFile: boolean,
): Promise<readonly [string, ...string[]]> {
  const sending = member.drafts.send(draft, id);
  const verdict = await sending;
  if (verdict.is === "failed" && isFile && isProblem(verdict.problem, "engine")) await must(member.drafts.discard(id));
  return must(sending);
}

/** The one draft that is kept. Throws a problem of the command when there is none, or several: then its file says which. */
async function draftKept(member: Device): Promise<KeptDraft> {
  const [draft, ...others] = await member.drafts.read();
  if (draft === undefined) throw commandProblem("no-draft", "this device keeps no draft");
  if (others.length > 0)
    throw commandProblem("several-drafts", "this device keeps several drafts: give the file of the one that you mean");
  return draft;
}

/** Why what was sealed is not in the log yet. It is kept, and any command that reaches the host sends it. */
function sealedLine({ view }: Device, command: string): string {
  if (view?.refused != null) return `Sealed     kept here: the host refused it (${view.refused})`;
  return view?.network === "online"
    ? "Sealed     kept here: the host did not take it"
    : `Sealed     waits for the network: run panoh ${command} to send it`;
}

/** Where the log holds a case that this device keeps; null while it does not, and on a device that keeps none. */
function caseLeaf(member: Device, caseId: string | null): number | null {
  const entries = caseId === null ? [] : (member.cases.view(caseId)?.state.entries ?? []);
  return entries.find(({ id }) => id === caseId)?.leaf ?? null;
}

const yes: Schema<true> = (value): value is true => value === true;
const consentSchema = (value: unknown) =>
  caseBodies["consent.give"]({ ...asObject(value), organisation: "00000000-0000-4000-8000-000000000000" });
const sheet = object({
  set: record(formKey, answerValue, formBounds.fields),
  gone: record(formKey, goneWord, formBounds.fields),
});
const sheetsSchema = object({}, Object.fromEntries(firstForms.map((key) => [key, sheet])));
const draftSchema = object(
  {
    sheets: sheetsSchema,
    consent: consentSchema as (value: unknown) => value is unknown,
    choices: list(
      object(
        { organisation: uuid, compartments: set(code(compartments), compartments.length, 1) },
        { service: uuid, home: yes, decides: yes, abroad: yes, anyway: yes },
      ),
      mostChoices + mostAtHome,
      1,
    ),
  },
  { escort: truth, ring_back: fullPhoneNumber },
);

/** The draft in a file, so far as it can be read without the forms of the country. Nothing of its content is in a message. */
function readDraft(file: string): ReferralDraft {
  const value = asObject(readJson(file));
  if ("sheets" in value && !sheetsSchema(value.sheets)) throw strangeDraft();
  return value as ReferralDraft;
}

/** Throws a problem of the command with what is missing, by name. */
function mustBeWhole(draft: ReferralDraft, questions: Asked): void {
  const gaps = [...draftGaps(draft, questions), ...strangeAnswers(draft, questions)];
  const names = gaps.map((gap) => (typeof gap === "string" ? gap : `${gap.form}/${gap.field}`));
  if (names.length > 0) throw commandProblem("draft-incomplete", `the draft lacks or misspells: ${names.join(", ")}`);
  if (!draftSchema(draft)) throw strangeDraft();
}

// An answer that is not asked, or does not fit the others, would not be sealed: in a file it is a slip.
function strangeAnswers({ sheets = {} }: ReferralDraft, { forms, day }: Asked): readonly DraftGap[] {
  return firstForms.flatMap((key) => {
    const form = forms.newest(key)?.form;
    const answers = sheets[key] ?? { set: {}, gone: {} };
    const check = form === undefined ? null : checkSheet(form, answers, day, {});
    return [...Object.keys(answers.set), ...Object.keys(answers.gone)]
      .filter((field) => check?.asked.includes(field) !== true || check.notRelevant.includes(field))
      .map((field) => ({ form: key, field }));
  });
}

function strangeDraft() {
  return commandProblem(
    "draft-incomplete",
    `the draft holds a field or a code that a referral does not take (compartments: ${compartments.join(", ")}; purposes: ${purposes.join(", ")})`,
  );
}

function asObject(value: unknown): object {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
