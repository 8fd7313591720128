// `panoh enrol`: a new device makes its keys and a request; an administrator signs its enrolment. For a reader a second administrator
// cosigns, or a council seat when no second one is left (DR3). Only the public half of a key ever leaves the device (EN6).

import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isWriteOnly } from "../../core/party.ts";
import { presentFields } from "../../core/present-fields.ts";
import { languageTag, uuid } from "../../core/schema.ts";
import { randomBytes } from "../../crypto/random.ts";
import type { Device } from "../../member/device.ts";
import { makeEnrolment } from "../../member/enrolment/enrolment.ts";
import { encodeInvitation, encodeInvitationLink, type Invitation } from "../../member/enrolment/invitation.ts";
import { idForPeople } from "../../member/fingerprint.ts";
import { address, type Pinned, pinnedSchema, readPinned } from "../../member/store/vault.ts";
import type { FoundingNote } from "../../note/directory-note.ts";
import { type EnrolmentNote, parseEnrolmentNote } from "../../note/enrolment-note.ts";
import { isOpenHttp } from "../../operate/app/loopback.ts";
import { hostClient, mustBeOurs } from "../../operate/country-client.ts";
import { deviceFiles, vaultFiles } from "../../operate/files/device-folder.ts";
import { readFounding, readOrganisation, readSmallFile } from "../../operate/files/given-files.ts";
import { mustBeShut } from "../../operate/files/open-to-others.ts";
import { writeNew, writeSecret } from "../../operate/files/write-whole.ts";
import { type Call, type Command, commandProblem, usageProblem } from "../command.ts";
import { noteIdLine } from "../note-sentences.ts";
import { qrLines, qrPicture } from "../qr-code.ts";
import { signDirectory } from "../sign-directory.ts";
import { useDevice, vaultOptions } from "../vault-folder.ts";
import { acceptedWeaknesses, acceptOption, weaknessesOfAddresses } from "../weaknesses.ts";

const mirrorHelp = "a mirror of the log, which the device uses while the host is away; name each";

export const requestCommand: Command = {
  usage: [
    "--founding FILE --host URL --mirror URL … --organisation UUID|ORG.json --role reader|referrer [--admin] --vault DIR --out REQUEST",
  ],
  about: [
    "Makes the device's keys in a new folder, sealed under a passphrase that is made here and shown once.",
    "The request holds public keys only. Show its id to the administrator in person, so that both see the same one.",
    "With --json the passphrase is still printed beside the answer, never in it.",
  ],
  options: {
    founding: { value: "FILE", help: "the country's founding note, which the vault pins" },
    host: { value: "URL", help: "the country's host" },
    mirror: { value: "URL", many: true, help: mirrorHelp },
    organisation: { value: "UUID|ORG.json", help: "the organisation, by its id or its file" },
    role: { value: "ROLE", help: "reader, or referrer for police, border, inspection and consulates" },
    admin: { help: "the device may enrol and revoke devices of its organisation" },
    language: { value: "LANG", help: "the device's first language; default en" },
    vault: { value: "DIR", help: "a new folder for the device" },
    out: { value: "FILE", help: "the request to write" },
    ...acceptOption,
  },
  run: async (call, terminal) => {
    const founding = readFounding(call.get("founding"));
    const language = call.find("language") ?? "en";
    if (!languageTag(language)) throw usageProblem("--language is a tag like en, tg, uz-Latn");
    const dir = call.get("vault");
    const out = call.get("out");
    for (const file of [join(dir, vaultFiles.vault), join(dir, vaultFiles.store), out])
      if (existsSync(file)) throw commandProblem("file-exists", `${file} exists and is not written over`);
    const invitation = invitationGiven(call, founding);
    const weak = weakAddresses(call, invitation, founding);
    const { stretch } = call;
    const enrolment = await makeEnrolment({ invitation, founding, language, clock: Date.now, randomBytes, stretch });
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    mustBeShut(dir, deviceFiles);
    // Both or none: a vault without a request could never be enrolled, and a request without a vault would be enrolled for nobody.
    writeNew(out, enrolment.request);
    try {
      writeSecret(join(dir, vaultFiles.vault), enrolment.vault);
    } catch (error) {
      rmSync(out, { force: true });
      throw error;
    }
    terminal.inform(`Passphrase  ${enrolment.passphrase}`);
    terminal.inform("The passphrase is shown once. Write it down and keep it away from the device.");
    return {
      lines: [
        ...weak,
        `Device      ${enrolment.device}`,
        `Request     ${out}`,
        `Request id  ${idForPeople(enrolment.requestId)}`,
        ...withoutMirror(invitation, founding),
      ],
      json: { device: enrolment.device, request: out, requestId: enrolment.requestId },
    };
  },
};

export const inviteCommand: Command = {
  usage: [
    "--vault ADMIN_DIR --role reader|referrer [--admin] [--app URL [--code FILE]] --out FILE",
    "--founding FILE --host URL --mirror URL … --organisation UUID|ORG.json --role reader|referrer [--admin] [--app URL [--code FILE]] --out FILE",
  ],
  about: [
    "Writes an invitation for a device that makes its own keys in the app: founding note, addresses, organisation and role.",
    "An administrator invites to the own organisation; for the first devices of an organisation the council names it.",
    "With --app it also prints the invitation as a link, and as a QR code that a phone's camera opens. Before the person scans it, show them the",
    "app's address: whoever exchanges the code leads the phone elsewhere. A dark terminal shows the code as cameras want it; else take --code.",
    "It holds nothing secret. Asks the host first whether it shows this founding note.",
  ],
  options: {
    ...vaultOptions,
    founding: { value: "FILE", help: "without a vault: the country's founding note" },
    host: { value: "URL", help: "without a vault: the country's host" },
    mirror: { value: "URL", many: true, help: `${mirrorHelp}; default with a vault: those of the vault` },
    organisation: { value: "UUID|ORG.json", help: "without a vault: the organisation, by its id or its file" },
    role: { value: "ROLE", help: "reader, or referrer for police, border, inspection and consulates" },
    admin: { help: "the device may enrol and revoke devices of its organisation" },
    app: { value: "URL", help: "the address of the hosted app: prints a link to it and a QR code" },
    code: { value: "FILE", help: "the QR code as a picture (SVG), for paper and for light terminals" },
    out: { value: "FILE", help: "the invitation to write" },
    ...acceptOption,
  },
  run: async (call, terminal) => {
    const [invitation, founding] = call.has("vault")
      ? await useDevice(call, terminal, async (member) => invitationOf(member, call))
      : invitationOfCountry(call);
    const weak = weakAddresses(call, invitation, founding);
    const link = linkGiven(call, invitation);
    await mustBeOurs(hostClient(invitation.pinned.host), founding);
    const out = call.get("out");
    writeNew(out, encodeInvitation(invitation));
    if (link !== null && call.has("code")) writeNew(call.get("code"), qrPicture(link));
    if (link !== null) for (const line of qrLines(link)) terminal.inform(line);
    return {
      lines: [
        ...weak,
        `Origin      ${founding.origin}`,
        `For         ${invitation.organisation} ${invitation.role}${invitation.admin ? ", administrator" : ""}`,
        `Invitation  ${out}`,
        ...(link === null ? [] : [`Link        ${link}`]),
        ...(call.has("code") ? [`QR code     ${call.get("code")}`] : []),
        ...withoutMirror(invitation, founding),
        "Next: the device makes its keys from it in the app and gives its request: panoh enrol sign, or panoh admit.",
      ],
      json: {
        origin: founding.origin,
        invitation: out,
        organisation: invitation.organisation,
        role: invitation.role,
        ...presentFields({ link: link ?? undefined }),
      },
    };
  },
};

/** An invitation to the organisation of this administrator, with the country as its own vault pins it. */
function invitationOf(member: Device, call: Call): readonly [Invitation, FoundingNote] {
  const { self, log } = member.directory;
  const role = call.code("role", ["reader", "referrer"]);
  const kind = self.record?.kind;
  if (kind !== undefined && isWriteOnly(kind) !== (role === "referrer"))
    throw commandProblem("wrong-role", `a ${kind} has ${isWriteOnly(kind) ? "referrer" : "reader"} devices only`);
  const own = readPinned(readSmallFile(join(call.get("vault"), vaultFiles.vault)));
  if (own === null) throw commandProblem("vault-broken", "the vault file was changed while it was used");
  const country = pinnedGiven(call.has("mirror") ? { ...own, mirrors: call.all("mirror") } : own);
  const { organisation } = self;
  return [{ kind: "invitation", pinned: country, organisation, role, admin: call.has("admin") }, log.founding];
}

/** The invitation as a link to the app, where its address is given. No browser runs the app over plain HTTP of another machine. */
function linkGiven(call: Call, invitation: Invitation): string | null {
  if (call.has("code") && !call.has("app")) throw usageProblem("--code needs --app, the address that it leads to");
  if (!call.has("app")) return null;
  const app = call.get("app");
  if (!address(app) || isOpenHttp(app)) throw usageProblem("--app is an address like https://app.example.tj");
  return encodeInvitationLink(app, invitation);
}

function invitationOfCountry(call: Call): readonly [Invitation, FoundingNote] {
  const founding = readFounding(call.get("founding"));
  return [invitationGiven(call, founding), founding];
}

/** The device will ask these addresses for as long as it lives. */
function weakAddresses(call: Call, { pinned }: Invitation, { founding }: FoundingNote): readonly string[] {
  return acceptedWeaknesses(call, founding, weaknessesOfAddresses([pinned.host, ...pinned.mirrors]));
}

/** Says of a device of a real country that it is given no mirror. It pins its addresses once. */
function withoutMirror({ pinned }: Invitation, { founding }: FoundingNote): readonly string[] {
  return founding.trial || founding.demonstration || pinned.mirrors.length > 0
    ? []
    : ["No mirror is named: while the host is away this device sends and reads nothing (--mirror URL)."];
}

/** The invitation that the options describe. */
function invitationGiven(call: Call, founding: FoundingNote): Invitation {
  return {
    kind: "invitation",
    pinned: pinnedGiven({ founding: founding.note, host: call.get("host"), mirrors: call.all("mirror") }),
    organisation: organisationGiven(call.get("organisation")),
    role: call.code("role", ["reader", "referrer"]),
    admin: call.has("admin"),
  };
}

function pinnedGiven(country: Pinned): Pinned {
  if (!pinnedSchema(country)) throw usageProblem("--host and --mirror are addresses like https://host.example.tj");
  return country;
}

export const signCommand: Command = {
  usage: ["--request REQUEST --vault ADMIN_DIR --out NOTE"],
  about: [
    "Signs the enrolment of a device of the own organisation. Compare the request's id with the one that the new device shows.",
    "A referrer's device needs one administrator. A reader needs two: let the second one cosign before the note is submitted.",
  ],
  options: {
    request: { value: "FILE", help: "the new device's request" },
    ...vaultOptions,
    out: { value: "FILE", help: "the note to write" },
  },
  run: async (call, terminal) => {
    const text = readSmallFile(call.get("request"));
    return useDevice(call, terminal, async ({ directory: { self, log } }) => {
      const { request, id } = readRequest(text, log.founding);
      if (request.organisation !== self.organisation)
        throw commandProblem(
          "another-organisation",
          "the request is for another organisation than this administrator's",
        );
      const body = { organisation: request.organisation, device: request.device };
      const out = call.get("out");
      const note = signDirectory(log.founding.origin, "device.enrol", body, [self.signer]);
      writeNew(out, note);
      const needsSecond = request.device.role === "reader";
      return {
        lines: [
          `Device      ${request.device.id} ${request.device.role}${request.device.admin ? ", administrator" : ""}`,
          `Request id  ${idForPeople(id)}`,
          `Note        ${out}`,
          noteIdLine(note),
          `Next: ${needsSecond ? "a second administrator cosigns (panoh enrol cosign), then " : ""}panoh enrol submit --note ${out} --founding FILE --host URL`,
        ],
        json: { device: request.device.id, requestId: id, note: out, needsSecond },
      };
    });
  },
};

/** The request in a file's text. Throws a problem of the command when it is not one of this country by the key that it names. */
export function readRequest(text: string, founding: FoundingNote): EnrolmentNote {
  const note = parseEnrolmentNote(text, founding.origin);
  if (note === null)
    throw commandProblem(
      "request-refused",
      "the request is not of this country, was changed, or is not signed by its own key",
    );
  return note;
}

function organisationGiven(text: string): string {
  if (uuid(text)) return text;
  if (existsSync(text)) return readOrganisation(text).id;
  throw usageProblem("--organisation is an id or the file of an organisation");
}
