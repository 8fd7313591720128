// Stands for what makes a device of its own from an invitation (src/web/screens/new-device.ts), without cryptography or a host.
import type { Engine, VerbResult } from "../../src/web/engine.ts";
import type { InvitationView } from "../../src/web/screens/new-device.ts";
import { country } from "./fake-country.ts";

const passphrase = "tefo kudi sabo lemi nuga";

export class NewDeviceSetUp {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async read(text: string): Promise<VerbResult<InvitationView>> {
    if (!text.includes("teapot"))
      return { is: "failed", reason: text === "foreign" ? "foreign-founding" : "malformed-invitation" };
    const { origin, title } = country;
    const host = "https://host.teacup.example";
    return { is: "done", value: { origin, title, host, role: "referrer", admin: true, marks: ["trial", "no-waits"] } };
  }

  async make(): Promise<VerbResult<string>> {
    return { is: "done", value: passphrase };
  }

  async keep(typed: string): Promise<VerbResult> {
    if (typed !== passphrase) return { is: "failed", reason: "wrong-passphrase" };
    return (this.#engine as unknown as { made(): Promise<VerbResult> }).made();
  }
}
