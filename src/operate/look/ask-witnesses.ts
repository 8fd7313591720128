// Asks each witness to cosign the head that rests in a host's store, as the host does at its start: it harms nothing, and shows what the witness saw.
import type { Directory } from "../../core/directory.ts";
import { momentOf } from "../../core/moment.ts";
import { verifyCosignature } from "../../log/cosignature.ts";
import { noQuorum, type PolicyWitness } from "../../log/policy.ts";
import { encodeAddCheckpoint, findCosignature, parseSizeAnswer } from "../../log/witness-request.ts";
import { parseSignatureLine } from "../../note/signed-note.ts";
import { policyFor } from "../../protocol/clear-note.ts";
import type { SignedHead } from "../../server/store/host-store.ts";
import { askWitnessOverHttp } from "../../server/witnessing.ts";
import type { Look } from "./look.ts";
import { fromMirror } from "./look-at-status.ts";
import { late, nobodyWatches } from "./look-at-time.ts";

export interface WitnessAnswer {
  readonly about: string;
  readonly is: "good" | "toDo" | "notSeen";
  readonly says: string;
  /** The time of a witness that cosigned now, in milliseconds since 1970. */
  readonly time?: number;
}

export async function askWitnesses(directory: Directory, head: SignedHead | null): Promise<readonly WitnessAnswer[]> {
  const { quorum, witnesses } = policyFor(directory, head?.size ?? 1);
  const about = "Witnesses";
  if (quorum === noQuorum) return [{ about, is: "toDo", says: nobodyWatches }];
  if (head === null) return [{ about, is: "notSeen", says: "nothing was signed yet: start the host" }];
  return Promise.all(
    witnesses.map(async (witness) => ({ about: `Witness ${witness.name}`, ...(await askWitness(witness, head)) })),
  );
}

/** Of several clocks the one that is nearest to ours: one wrong witness does not make our clock wrong. */
export function nearestTime(answers: readonly WitnessAnswer[], now: number): number | null {
  const times = answers.flatMap(({ time }) => time ?? []);
  return times.toSorted((a, b) => Math.abs(a - now) - Math.abs(b - now))[0] ?? null;
}

/** A witness whose clock is another than the nearest one sets it. */
export function sayAnswers(look: Look, answers: readonly WitnessAnswer[]): void {
  const nearest = nearestTime(answers, look.now);
  for (const { about, is, says, time } of answers)
    if (time === undefined || nearest === null || Math.abs(nearest - time) <= late.clock) look[is](about, says);
    else
      look.toDo(
        about,
        `it answers, and its clock says ${momentOf(time)} where another witness has ${momentOf(nearest)}: who runs it sets it`,
      );
}

async function askWitness(
  { key, url }: PolicyWitness,
  { size, note }: SignedHead,
): Promise<Omit<WitnessAnswer, "about">> {
  if (url === null) return { is: "notSeen", says: "the policy names no address of it" };
  const request = encodeAddCheckpoint({ oldSize: size, proof: [], checkpoint: note });
  const answer = await askWitnessOverHttp(url, request);
  const toDo = (says: string) => ({ is: "toDo", says }) as const;
  if (answer === null) return toDo(`it does not answer at ${url}: ask who runs it`);
  const body = note.slice(0, note.indexOf("\n\n") + 1);
  const line = answer.status === 200 ? findCosignature(answer.text, body, key) : null;
  const signature = line === null ? null : parseSignatureLine(line);
  const seconds = signature === null ? null : verifyCosignature(body, signature, key);
  if (seconds !== null) return { is: "good", says: "it answers, and saw what rests here", time: seconds * 1000 };
  const seenSize = answer.status === 409 ? parseSizeAnswer(answer.text) : null;
  if (seenSize !== null && seenSize > size)
    return toDo(
      `it saw ${seenSize} leaves and ${size} rest here, so that this is an old copy: do not start it, ${fromMirror}`,
    );
  if (seenSize !== null && seenSize < size)
    return { is: "good", says: `it answers, and has ${size - seenSize} leaves to see` };
  if (answer.status === 422 || seenSize === size)
    return toDo(`it saw another log of the same size: do not start the host, ${fromMirror}`);
  return toDo(`what answers at ${url} is no witness of this log: ask who runs it`);
}
