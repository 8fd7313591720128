// `panoh enrol`: a new device makes its keys and a request; an administrator signs its enrolment. For a reader a second administrator
// cosigns, or a council seat when no second one is left (DR3). Only the public half of a key ever leaves the device (EN6).
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { languageTag, uuid } from "../../core/schema.ts";
import { decodeBase64 } from "../../crypto/base64.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { randomBytes } from "../../crypto/random.ts";
import { makeDevice } from "../../member/new-device.ts";
import { generatePassphrase } from "../../member/passphrase.ts";
import { readPinned, sealVault } from "../../member/vault.ts";
import type { FoundingNote } from "../../note/directory-note.ts";
import type { EnrolmentNote } from "../../note/enrolment-note.ts";
import { parseEnrolmentNote, signEnrolment } from "../../note/enrolment-note.ts";
import type { Command } from "../command.ts";
import { CommandProblem, UsageProblem } from "../command.ts";
import { readFounding, readOrganisation, readSmallFile } from "../given-files.ts";
import { writeNew, writeSecret } from "../key-file.ts";
import { momentOf } from "../new-country.ts";
import { signDirectory } from "../sign-directory.ts";
import { useDevice, vaultFiles, vaultOptions } from "../vault-folder.ts";

export const request: Command = {
  usage: [
    "--founding FILE --host URL --organisation UUID|ORG.json --role reader|referrer [--admin] --vault DIR --out REQUEST",
  ],
  about: [
    "Makes the device's keys in a new folder, sealed under a passphrase that is made here and shown once.",
    "The request holds public keys only. Show its id to the administrator in person, so that both see the same one.",
    "With --json the passphrase is still told beside the answer, never in it.",
  ],
  options: {
    founding: { value: "FILE", help: "the country's founding note, which the vault pins" },
    host: { value: "URL", help: "the country's host" },
    mirror: { value: "URL", many: true, help: "a mirror of its log" },
    organisation: { value: "UUID|ORG.json", help: "the organisation, by its id or its file" },
    role: { value: "ROLE", help: "reader, or referrer for police, border, inspection and consulates" },
    admin: { help: "the device may enrol and revoke devices of its organisation" },
    language: { value: "LANG", help: "the device's first language; default en" },
    vault: { value: "DIR", help: "a new folder for the device" },
    out: { value: "FILE", help: "the request to write" },
  },
  run: async (given, terminal) => {
    const founding = readFounding(given.get("founding"));
    const language = given.find("language") ?? "en";
    if (!languageTag(language)) throw new UsageProblem("--language is a tag like en, tg, uz-Latn");
    const dir = given.get("vault");
    const out = given.get("out");
    for (const file of [join(dir, vaultFiles.vault), join(dir, vaultFiles.store), out])
      if (existsSync(file)) throw new CommandProblem("file-exists", `${file} exists and is not written over`);
    const { device, secrets } = await makeDevice(
      {
        founding: founding.note,
        host: given.get("host"),
        mirrors: given.all("mirror"),
        organisation: organisationGiven(given.get("organisation")),
        role: given.code("role", ["reader", "referrer"]),
        admin: given.has("admin"),
        suite: founding.founding.suite,
        language,
      },
      randomBytes,
    );
    const passphrase = generatePassphrase(randomBytes);
    const vault = await sealVault(secrets, passphrase, randomBytes);
    if (readPinned(vault) === null)
      throw new UsageProblem("--host and --mirror are addresses like https://host.example.tj");
    const content = {
      kind: "enrol",
      salt: encodeHex(randomBytes(16)),
      at: momentOf(Date.now()),
      organisation: secrets.organisation,
      device,
    } as const;
    const note = signEnrolment(founding.origin, content, decodeBase64(secrets.signingSeed) ?? new Uint8Array(0));
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    writeSecret(join(dir, vaultFiles.vault), vault);
    writeNew(out, note);
    const shown = parseEnrolmentNote(note, founding.origin)?.id ?? "";
    terminal.tell(`Passphrase  ${passphrase}`);
    terminal.tell("The passphrase is shown once. Write it down and keep it away from the device.");
    return {
      lines: [`Device      ${device.id}`, `Request     ${out}`, `Request id  ${idForPeople(shown)}`],
      json: { device: device.id, request: out, requestId: shown },
    };
  },
};

export const sign: Command = {
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
  run: async (given, terminal) => {
    const text = readSmallFile(given.get("request"));
    return useDevice(given, terminal, async (member) => {
      const { session, log } = member.administration();
      const { request: asked, id } = readRequest(text, log.founding);
      if (asked.organisation !== session.organisation)
        throw new CommandProblem(
          "another-organisation",
          "the request is for another organisation than this administrator's",
        );
      const body = { organisation: asked.organisation, device: asked.device };
      const out = given.get("out");
      writeNew(out, signDirectory(log.founding.origin, "device.enrol", body, [session.signer]));
      const needsSecond = asked.device.role === "reader";
      return {
        lines: [
          `Device      ${asked.device.id} ${asked.device.role}${asked.device.admin ? ", administrator" : ""}`,
          `Request id  ${idForPeople(id)}`,
          `Note        ${out}`,
          needsSecond ? "Next: a second administrator cosigns, then submit." : "Next: submit.",
        ],
        json: { device: asked.device.id, requestId: id, note: out, needsSecond },
      };
    });
  },
};

/** The request in a file's text. Throws CommandProblem when it is not one of this country by the key that it names. */
export function readRequest(text: string, founding: FoundingNote): EnrolmentNote {
  const note = parseEnrolmentNote(text, founding.origin);
  if (note === null)
    throw new CommandProblem(
      "request-refused",
      "the request is not of this country, was changed, or is not signed by its own key",
    );
  return note;
}

/** A request's id as two people compare it: eight groups of four digits. */
export function idForPeople(id: string): string {
  return (id.slice(0, 32).match(/.{4}/g) ?? []).join(" ");
}

function organisationGiven(text: string): string {
  if (uuid(text)) return text;
  if (existsSync(text)) return readOrganisation(text).id;
  throw new UsageProblem("--organisation is an id or the file of an organisation");
}
