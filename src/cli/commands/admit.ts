// `panoh admit`: the council admits an organisation with its first devices (DR2). Names come from council notes only. Seats that sit on
// other machines cosign the note that `--out` writes.
import type { EnrolledDevice } from "../../core/directory-note.ts";
import { isWriteOnly } from "../../core/party.ts";
import { idForPeople } from "../../member/fingerprint.ts";
import { readFounding, readOrganisation, readSmallFile } from "../../operate/files/given-files.ts";
import { type Command, commandProblem, usageProblem } from "../command.ts";
import { councilOptions, sayAsCouncil } from "../council-note.ts";
import { readRequest } from "./enrol.ts";

export const admitCommand: Command = {
  usage: [
    "--founding FILE --organisation ORG.json --request REQUEST … --seat-key FILE … --host URL",
    "--founding FILE --organisation ORG.json --request REQUEST … --seat-key FILE --out NOTE",
  ],
  about: [
    "Signs and submits the admission. With --out it writes the note instead, for the other seats to cosign.",
    "The first devices need no administrator: compare each request's id with its device in person.",
    "An organisation that reads needs two readers, both administrators, to begin its first epoch without the council.",
  ],
  options: {
    organisation: { value: "ORG.json", help: "the organisation, as panoh organisation wrote it" },
    request: { value: "FILE", many: true, help: "the request of a first device" },
    ...councilOptions,
  },
  run: async (call, terminal) => {
    const founding = readFounding(call.get("founding"));
    const organisation = readOrganisation(call.get("organisation"));
    const requests = call.all("request").map((file) => readRequest(readSmallFile(file), founding));
    if (requests.length === 0) throw usageProblem("--request is needed");
    if (requests.some(({ request }) => request.organisation !== organisation.id))
      throw commandProblem("another-organisation", "a request is for another organisation");
    const devices = requests.map(({ request }) => request.device);
    refuseUnfit(organisation.kind, devices);
    const body = { organisation, devices };
    const place = await sayAsCouncil({ call, terminal, founding }, "organisation.admit", body);
    const wait = founding.founding.waits.admission;
    return {
      lines: [
        ...requests.map(
          ({ request, id }) => `Device     ${request.device.id} ${request.device.role}, id ${idForPeople(id)}`,
        ),
        ...(place.leaf === null
          ? [`Note       ${place.note}`, `Note id    ${place.noteId}`]
          : [`Logged     ${organisation.id} as leaf ${place.leaf}`]),
        ...(wait === 0 ? [] : [`Active after ${wait} hours by the log's time.`]),
      ],
      json: { organisation: organisation.id, devices: devices.map(({ id }) => id), ...place, waitHours: wait },
    };
  },
};

/** Says what the directory would refuse without a reason. */
function refuseUnfit(kind: Parameters<typeof isWriteOnly>[0], devices: readonly EnrolledDevice[]): void {
  const role = isWriteOnly(kind) ? "referrer" : "reader";
  if (devices.some((device) => device.role !== role))
    throw commandProblem("wrong-role", `devices of a ${kind} are ${role}s`);
  if (!devices.some((device) => device.admin))
    throw commandProblem("no-administrator", "one of the first devices must be an administrator");
}
