// A device enrols: it makes its keys, a passphrase, its vault under it, and the request that an administrator signs (EN6, DR3). The same on a
// command line and in a browser. Of what is made only the request leaves the device.

import type { Suite } from "../../core/directory-note.ts";
import { momentOf } from "../../core/moment.ts";
import { decodeBase64 } from "../../crypto/base64.ts";
import { encodeHex } from "../../crypto/hex.ts";
import type { RandomBytes } from "../../crypto/random.ts";
import type { FoundingNote } from "../../note/directory-note.ts";
import { parseEnrolmentNote, signEnrolment } from "../../note/enrolment-note.ts";
import { generatePassphrase } from "../store/passphrase.ts";
import { type StretchPassphrase, sealVault } from "../store/vault.ts";
import type { Invitation } from "./invitation.ts";
import { makeDevice } from "./new-device.ts";

export interface Enrolment {
  /** Shown once to the person whose device it is. */
  readonly passphrase: string;
  /** The vault file, sealed under it. */
  readonly vault: string;
  readonly device: string;
  /** The note for the administrator: public keys only. */
  readonly request: string;
  /** Its id, as both sides compare it in person. */
  readonly requestId: string;
}

interface EnrolmentParts {
  readonly invitation: Invitation;
  readonly founding: FoundingNote;
  /** The device's first language. */
  readonly language: string;
  readonly clock: () => number;
  readonly randomBytes: RandomBytes;
  readonly stretch: StretchPassphrase;
}

/** Makes a new device. Nothing is kept: whoever calls keeps the vault where it shall stay. */
export async function makeEnrolment(parts: EnrolmentParts): Promise<Enrolment> {
  const { invitation, founding, language, clock, randomBytes, stretch } = parts;
  const { pinned, organisation, role, admin } = invitation;
  const suite: Suite = founding.founding.suite;
  const { device, secrets } = await makeDevice({ ...pinned, organisation, role, admin, suite, language }, randomBytes);
  const passphrase = generatePassphrase(randomBytes);
  const at = momentOf(clock());
  const content = { kind: "enrol", salt: encodeHex(randomBytes(16)), at, organisation, device } as const;
  const seed = decodeBase64(secrets.signingSeed);
  if (seed === null) throw new Error("a device without a signing key");
  const request = signEnrolment(founding.origin, content, seed);
  return {
    passphrase,
    vault: await sealVault(secrets, passphrase, randomBytes, stretch),
    device: device.id,
    request,
    requestId: parseEnrolmentNote(request, founding.origin)?.id ?? "",
  };
}
