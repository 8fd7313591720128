// A note in clear that goes to the host at once, for whoever waits for the answer: nothing of it is believed that is not proven.
import { Problem, type ProblemCode } from "../../core/problem.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { leafFor } from "../../log/leaf.ts";
import { verifyProof } from "../../log/proof.ts";
import type { FoundingNote } from "../../note/directory-note.ts";
import { clearClass, logKeyOf } from "../../protocol/clear-note.ts";
import type { HostClient } from "./host-client.ts";

/** Why a note is not in the log as far as anybody can prove: the host refused it, was not reached, is another country's, or its proof does not hold. */
export type NotTakenReason = ProblemCode<"host"> | "host-silent" | "foreign-founding" | "host-lies";

/** It was not refused by the host, and is not proven to be in the log. */
export class NotTaken extends Error {
  readonly reason: Exclude<NotTakenReason, ProblemCode<"host">>;

  constructor(reason: Exclude<NotTakenReason, ProblemCode<"host">>) {
    super(reason);
    this.reason = reason;
  }
}

/** Submits a signed note and gives the index of its leaf, proven. Throws a Problem of the host when it refuses, else NotTaken. */
export async function submitClear(
  host: HostClient,
  founding: FoundingNote,
  note: string,
  token: Uint8Array | null = null,
): Promise<number> {
  const bytes = encodeUtf8(note);
  const isOurs = await host.isOf(founding.note);
  if (isOurs !== true) throw new NotTaken(isOurs === null ? "host-silent" : "foreign-founding");
  const [result] = (await host.submit([{ token, bytes }])) ?? [];
  if (result === undefined) throw new NotTaken("host-silent");
  if ("problem" in result) throw new Problem("host", result.problem);
  const leaf = leafFor(clearClass(bytes) ?? "directory", bytes);
  const proof = verifyProof(result.proof, leaf, logKeyOf(founding), null);
  if (proof === null) throw new NotTaken("host-lies");
  return proof.index;
}
