// Runs a witness of logs on its port (C2SP tlog-witness): for `panoh witness` and for the demonstration.
import type { Hono } from "hono";
import type { SignerKey, VerifierKey } from "../note/signed-note.ts";
import { listen } from "../server/listen.ts";
import { witnessApp } from "../server/witness-app.ts";
import { openTogether, type Together } from "./open-together.ts";
import { kindOf, type ServingParts } from "./serving.ts";

/** Names in the folder of a witness. */
export const witnessFiles = { key: "witness.key", heads: "heads.db" } as const;

interface RunWitnessParts extends Pick<ServingParts, "port" | "hostname" | "failed"> {
  readonly signer: SignerKey;
  readonly logs: readonly VerifierKey[];
  /** The file of the heads that it cosigned. */
  readonly file: string;
  readonly clock: () => number;
  /** Puts checks of who asks before it. */
  readonly before?: (app: Hono) => Hono;
}

export function runWitness(parts: RunWitnessParts): Promise<Together<{ readonly port: number }>> {
  const { port, hostname, failed, before = (app: Hono) => app, ...rest } = parts;
  return openTogether(async (closing) => {
    const { app, close } = witnessApp({ ...rest, onFailure: (error) => failed(kindOf(error)) });
    closing(close);
    const listener = await listen(before(app), port, hostname);
    closing(() => listener.close());
    return { port: listener.port };
  });
}
