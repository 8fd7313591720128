// How a consent was given, as options of every command that records one. For who is treated as a child also who decides and what the child says (FD14).

import { assents, bases, guardians } from "../core/consent-basis.ts";
import { type BodyOf, caseBodies, compartments, interpreters, manners, purposes } from "../core/entry-kind.ts";
import { presentFields } from "../core/present-fields.ts";
import { type Call, type Option, usageProblem } from "./command.ts";

export const consentOptions: Readonly<Record<string, Option>> = {
  language: { value: "TAG", help: "the language in which consent was asked, e.g. tg" },
  manner: { value: "HOW", help: `how it was asked: ${manners.join(", ")}` },
  interpreter: { value: "WHICH", help: `who interpreted: ${interpreters.join(", ")}` },
  basis: { value: "BASIS", help: `the legal basis: ${bases.join(", ")} (consent by default)` },
  guardian: { value: "WHO", help: `who decides for a child: ${guardians.join(", ")}` },
  assent: { value: "WORD", help: `what the child says: ${assents.join(", ")}` },
  expires: { value: "DAY", help: "last day of the consent, e.g. 2031-01-31" },
};

/** The rule of these options, at the end of the sentence about a command's own. */
export const consentRule =
  "--language is a tag, --expires a day, --guardian and --assent come together and leave a basis (of a child who says no best-interest-of-child, decided by a guardian who was appointed or by child protection)";

export function consentGiven(call: Call) {
  return {
    language: call.get("language"),
    manner: call.code("manner", manners),
    interpreter: call.code("interpreter", interpreters),
    basis: call.has("basis") ? call.code("basis", bases) : ("consent" as const),
    ...presentFields({
      guardian: call.has("guardian") ? call.code("guardian", guardians) : undefined,
      assent: call.has("assent") ? call.code("assent", assents) : undefined,
      expires: call.find("expires") ?? undefined,
    }),
  };
}

/** Those of a command that shares parts of a case with an organisation. */
export const sharingOptions: Readonly<Record<string, Option>> = {
  share: { value: "PART", many: true, help: `what the person agrees to share: ${compartments.join(", ")}` },
  purpose: { value: "PURPOSE", many: true, help: `what for: ${purposes.join(", ")}` },
  ...consentOptions,
};

/** The forms of these options that a command's usage shows. */
export const sharingExample = "--share PART... --purpose PURPOSE... --language TAG --manner HOW --interpreter WHICH";

/** The consent that they and `--organisation` make. Throws a usage Problem. */
export function sharingGiven(call: Call): BodyOf<"consent.give"> {
  const consent: unknown = {
    organisation: call.get("organisation"),
    purposes: call.all("purpose"),
    compartments: call.all("share"),
    ...consentGiven(call),
  };
  if (!caseBodies["consent.give"](consent))
    throw usageProblem(
      `--organisation is a UUID, --share and --purpose are from their lists and given once each, ${consentRule}`,
    );
  return consent;
}
