// `panoh refer`: seals a referral from a file and sends it. A referrer's device keeps nothing of it that could be read (SL7); what
// becomes of the file itself is said to the person.
import { caseBodies, compartments, purposes } from "../../core/entry-kind.ts";
import type { ReferralDraft } from "../../core/referral-draft.ts";
import { draftGaps, mostAtHome, mostChoices } from "../../core/referral-draft.ts";
import type { Schema } from "../../core/schema.ts";
import { code, list, object, set, text, truth, uuid } from "../../core/schema.ts";
import { screeningListVersion } from "../../core/screening.ts";
import { fullPhoneNumber } from "../../core/service.ts";
import type { Member } from "../../member/member.ts";
import type { Command } from "../command.ts";
import { CommandProblem } from "../command.ts";
import { readJson } from "../given-files.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";

export const refer: Command = {
  usage: ["--vault DIR --draft DRAFT.json"],
  about: [
    "Reads a draft, seals it to the organisations that it names and sends it.",
    "A provider that names its own organisation alone in it opens a case of its own; no referral is made. One that it refers to others stays in its list.",
    "Consent is for one organisation: each choice in the draft names in `compartments` what the person agreed to share with it,",
    "and with `abroad` that they agreed to an organisation in another country. A choice with `home` is asked beside the others, for the way home.",
    "When its screening says danger `now`, all choices may accept at once; else they are asked in their order.",
    "Its `ring_back` (+992…) is the telephone number of the post, for those who are asked; nobody else reads it.",
    "A referrer's device can read nothing of a referral any more. The draft is a file of yours: remove it from this computer.",
  ],
  options: { ...vaultOptions, draft: { value: "FILE", help: "the draft; docs/guide/host.md shows one" } },
  run: async (given, terminal) => {
    const draft = readDraft(given.get("draft"));
    return useDevice(given, terminal, async (member) => {
      const entries = await member.referAll(draft);
      await member.sync();
      const [entry = ""] = entries;
      const view = member.sent.find((sent) => sent.entry === entry);
      const caseId = member.caseOf(entry);
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
          leaf === null
            ? `Sealed     waits for the network: run panoh ${caseId === null ? "sent" : "inbox"} to send it`
            : `Logged     leaf ${leaf}`,
          "The draft is still a file on this computer: remove it.",
        ],
        json: { entry, entries, leaf, ...(caseId === null ? {} : { case: caseId }) },
      };
    });
  },
};

/** Where the log holds a case that this device keeps; null while it does not, and on a device that keeps none. */
function caseLeaf(member: Member, caseId: string | null): number | null {
  const entries = caseId === null ? [] : (member.case(caseId)?.state.entries ?? []);
  return entries.find(({ id }) => id === caseId)?.leaf ?? null;
}

const yes: Schema<true> = (value): value is true => value === true;
const consentSchema = (value: unknown) =>
  caseBodies["consent.give"]({ ...asObject(value), organisation: "00000000-0000-4000-8000-000000000000" });
const screeningSchema = (value: unknown) => caseBodies.screening({ ...asObject(value), list: screeningListVersion });
const draftSchema = object(
  {
    screening: screeningSchema as (value: unknown) => value is unknown,
    consent: consentSchema as (value: unknown) => value is unknown,
    choices: list(
      object(
        { organisation: uuid, compartments: set(code(compartments), 6, 1) },
        { service: uuid, home: yes, abroad: yes, anyway: yes },
      ),
      mostChoices + mostAtHome,
      1,
    ),
  },
  {
    identity: caseBodies.identity,
    contact: caseBodies.contact,
    narrative: text(6000, 0),
    escort: truth,
    ring_back: fullPhoneNumber,
  },
);

/** The draft in a file. Throws CommandProblem with what is missing, by name; nothing of its content is in the message. */
function readDraft(file: string): ReferralDraft {
  const value = asObject(readJson(file));
  const gaps = draftGaps(value as ReferralDraft);
  if (gaps.length > 0) throw new CommandProblem("draft-incomplete", `the draft lacks or misspells: ${gaps.join(", ")}`);
  if (!draftSchema(value))
    throw new CommandProblem(
      "draft-incomplete",
      `the draft holds a field or a code that a referral does not take (compartments: ${compartments.join(", ")}; purposes: ${purposes.join(", ")})`,
    );
  return value as ReferralDraft;
}

function asObject(value: unknown): object {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
