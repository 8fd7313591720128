// `panoh revoke`: an administrator of its organisation, or the council, revokes a device. It holds from its leaf (DR3). When
// a reader goes, the organisation begins a new epoch, or what is sealed to it later could still be opened with the old key (SL4).

import { directoryBodies } from "../../core/directory-note.ts";
import { type Command, commandProblem, usageProblem } from "../command.ts";
import { submitOrWrite, withSigners } from "../council-note.ts";
import { signDirectory } from "../sign-directory.ts";
import { vaultOptions } from "../vault-folder.ts";

export const revokeCommand: Command = {
  usage: [
    "--device ID --reason REASON --vault ADMIN_DIR [--out NOTE]",
    "--device ID --reason REASON --seat-key FILE … --founding FILE --host URL [--out NOTE]",
  ],
  about: [
    "Reasons: lost, stolen, left, replaced, misused.",
    "One administrator is enough, or the council. With --out the note is written and not submitted:",
    "the council's for more signatures, an administrator's to be carried to whom the host keeps it from (panoh carry take).",
    "The device can send and sign nothing any more. It keeps what it has read.",
  ],
  options: {
    device: { value: "ID", help: "the device" },
    reason: { value: "REASON", help: "why" },
    ...vaultOptions,
    "seat-key": { value: "FILE", many: true, help: "the key of a council seat" },
    founding: { value: "FILE", help: "the country's founding note, with --seat-key" },
    host: { value: "URL", help: "the country's host, with --seat-key" },
    out: { value: "FILE", help: "write the note and submit nothing" },
  },
  run: (call, terminal) =>
    withSigners(call, terminal, null, async ({ keys, log: { directory, founding, host } }) => {
      const body: unknown = { device: call.get("device"), reason: call.get("reason") };
      if (!directoryBodies["device.revoke"](body))
        throw usageProblem("--device or --reason is not one that the directory takes");
      const device = directory.device(body.device);
      if (device === null) throw commandProblem("unknown-device", "the directory knows no such device");
      if (device.revoked !== null) throw commandProblem("revoked-already", "the device is revoked already");
      const note = signDirectory(founding.origin, "device.revoke", body, keys);
      const place = await submitOrWrite(call, () => host, founding, note);
      const needsEpoch = device.role === "reader";
      const lines = [
        place.leaf === null
          ? `Note       ${place.note}`
          : `Logged     revocation of ${body.device} as leaf ${place.leaf}`,
      ];
      if (needsEpoch)
        lines.push(
          "A reader left, so its organisation needs a new epoch now: panoh epoch new, cosign, submit, hand-over, confirm.",
        );
      return { lines, json: { device: body.device, ...place, needsEpoch } };
    }),
};
