// A device makes its own keys from an invitation (EN6). Loaded with the screen that needs it.
import type { CountryMark } from "../../core/country-marks.ts";
import { Problem } from "../../core/problem.ts";
import { randomBytes } from "../../crypto/random.ts";
import { type Enrolment, makeEnrolment } from "../../member/enrolment/enrolment.ts";
import {
  encodeInvitation,
  joinInvitation,
  parseInvitation,
  parseInvitationLink,
} from "../../member/enrolment/invitation.ts";
import { isSamePassphrase } from "../../member/store/vault.ts";
import { HostClient } from "../../member/trust/host-client.ts";
import { verdictOf } from "../../member/verb.ts";
import { foundingMarks } from "../../protocol/founding-marks.ts";
import type { Engine, VerbFailure, VerbResult } from "../engine.ts";
import { clock, deviceNetwork } from "../platform.ts";
import { keepingRequest, keptRequest } from "../request.ts";
import { stretch } from "../stretch.ts";
import { activeLanguage } from "../text/translate.ts";

/** What an invitation says, for the person to compare. */
export interface InvitationView {
  readonly origin: string;
  readonly title: Readonly<Record<string, string>>;
  readonly host: string;
  readonly role: "reader" | "referrer";
  readonly admin: boolean;
  readonly marks: readonly CountryMark[];
}

export class NewDeviceSetUp {
  readonly #engine: Engine;
  /** Made and not kept yet. It is gone when the page is. */
  #made: Enrolment | null = null;
  /** What was read last. */
  #read: ReturnType<typeof parseInvitation> = null;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /**
   * Reads an invitation or its link. Fails with `malformed-invitation`, with `foreign-founding` when its host shows another country, and with
   * `host-silent` when a link leads to a host that is not reached.
   */
  async read(text: string): Promise<VerbResult<InvitationView>> {
    this.#read = null;
    const whole = await wholeInvitation(text);
    if (whole.is === "failed") return whole;
    const read = parseInvitation(whole.value);
    if (read === null) return failed("malformed-invitation");
    const { invitation, founding } = read;
    const { host } = invitation.pinned;
    const isOurs = await clientOf(host).isOf(founding.note);
    // Without a network the alarm comes at the first contact; nothing is sent to a foreign host.
    if (isOurs === false) return failed("foreign-founding");
    this.#read = read;
    const { role, admin } = invitation;
    const { title } = founding.founding;
    const marks = foundingMarks(founding.founding);
    return { is: "done", value: { origin: founding.origin, title, host, role, admin, marks } };
  }

  /** Makes the keys and gives the passphrase, to be shown once. Nothing is kept before `keep`; making again throws away what was made. */
  async make(): Promise<VerbResult<string>> {
    this.#made = null;
    const read = this.#read;
    if (read === null) return failed("malformed-invitation");
    if (await this.#engine.device.hasVault()) return failed("no-longer-possible");
    const language = activeLanguage();
    this.#made = await makeEnrolment({ ...read, language, clock, randomBytes, stretch });
    return { is: "done", value: this.#made.passphrase };
  }

  /** Keeps what was made and unlocks it, once the person typed the passphrase. Fails with `wrong-passphrase`, and nothing is lost. */
  async keep(typed: string): Promise<VerbResult> {
    const made = this.#made;
    const { device, store, request, demonstrationVaults } = this.#engine;
    if (made === null) return failed("no-longer-possible");
    if (!isSamePassphrase(typed, made.passphrase)) return failed("wrong-passphrase");
    // The request first: a vault without it could never be enrolled.
    const kept = await verdictOf(async () => {
      await store.write([keepingRequest(made.request)]);
      if (!(await device.install(made.vault))) throw new Problem("store", "failed");
    });
    if (kept.is === "failed") return kept;
    this.#made = null;
    request.value = await keptRequest(store);
    demonstrationVaults.value = [];
    return this.#engine.unlock(typed);
  }
}

/** The text of an invitation; of a link (EN6c) with the founding note that its host shows, which must be the one that the link is about. */
async function wholeInvitation(text: string): Promise<VerbResult<string>> {
  const linked = parseInvitationLink(text);
  if (linked === null) return { is: "done", value: text };
  const founding = await clientOf(linked.host).founding();
  if (founding === null) return failed("host-silent");
  const invitation = joinInvitation(linked, founding);
  return invitation === null ? failed("foreign-founding") : { is: "done", value: encodeInvitation(invitation) };
}

function clientOf(host: string): HostClient {
  return new HostClient(deviceNetwork(), host, async () => undefined);
}

function failed(reason: VerbFailure): { readonly is: "failed"; readonly reason: VerbFailure } {
  return { is: "failed", reason };
}
