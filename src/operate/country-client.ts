// A country as a command without a vault sees it: its pinned founding note and its host. It reads the public log and submits notes in
// clear, and believes nothing that does not verify.
import type { Directory } from "../core/directory.ts";
import type { Problem } from "../core/problem.ts";
import { networkOver } from "../member/trust/fetch-network.ts";
import { HostClient } from "../member/trust/host-client.ts";
import { PublicLog } from "../member/trust/public-log.ts";
import { NotTaken, submitClear } from "../member/trust/submit-clear.ts";
import type { FoundingNote } from "../note/directory-note.ts";
import type { Fetch } from "../protocol/bounded-answer.ts";
import type { VersionGap } from "../protocol/versions.ts";
import { commandProblem } from "./command-problem.ts";
import { openSqliteMemberStore } from "./files/sqlite-member-store.ts";
import { alarmParts } from "./person-words.ts";

/** The network of every command. */
export const network = networkOver(fetch as Fetch);

/** A client of a host that needs no device. */
export function hostClient(url: string): HostClient {
  return new HostClient(network, url, async () => undefined);
}

/**
 * Submits a signed note in clear and gives the index of its leaf, proven; one of a service's capacity spends a token (LG4). Throws Problem with the host's code
 * when it refuses the note, and one of the command when it cannot be reached or its proof does not verify.
 */
export async function submitNote(
  host: HostClient,
  founding: FoundingNote,
  note: string,
  token: Uint8Array | null = null,
): Promise<number> {
  await mustBeOurs(host, founding);
  try {
    return await submitClear(host, founding, note, token);
  } catch (error) {
    if (!(error instanceof NotTaken)) throw error;
    if (error.reason === "host-lies")
      throw commandProblem("host-lies", "the host's proof does not verify: the note may not be in the log");
    throw unreachable(host.versionGap);
  }
}

/** Throws a problem of the command for a host that does not answer, or that is another country's. */
export async function mustBeOurs(host: HostClient, founding: FoundingNote): Promise<void> {
  const isOurs = await host.isOf(founding.note);
  if (isOurs === null) throw unreachable(host.versionGap);
  if (!isOurs) throw commandProblem("foreign-founding", "the host shows the founding note of another country");
}

/**
 * The problem of a command that can do nothing without its host, which did not answer or speaks another version of the protocol (LG11): it did nothing, so that
 * the exit code is 1 and not 3.
 */
export function unreachable(versionGap: VersionGap | null): Problem {
  if (versionGap === null) return commandProblem("host-unreachable", "the host did not answer: nothing was done");
  const { what, do: toDo } = alarmParts(versionGap);
  return commandProblem(versionGap, `${what} ${toDo}`);
}

/** The directory as the newest trusted checkpoint has it. */
export async function readDirectory(founding: FoundingNote, url: string): Promise<Directory> {
  return (await readPublicLog(founding, url)).directory;
}

/**
 * The log as anybody can read it, up to its newest trusted checkpoint, and with "record" the country's open record too. Throws a problem of the command when there
 * is none, and when the record is not whole.
 */
export async function readPublicLog(founding: FoundingNote, url: string, what?: "record"): Promise<PublicLog> {
  const store = openSqliteMemberStore(":memory:");
  try {
    const log = await PublicLog.load({ store, network, clock: Date.now, founding, host: url, mirrors: [] });
    await log.sync();
    if (log.host.answers === 0) throw unreachable(log.host.versionGap);
    if (log.follower.trusted === null)
      throw commandProblem("not-trusted", "the host shows no checkpoint of this country that its witnesses cosigned");
    if (what === "record") await log.followRecord();
    if (what === "record" && log.recordSize < log.follower.trusted.size)
      throw commandProblem("bytes-missing", "not all of the country's record came from the host; try again");
    return log;
  } finally {
    await store.close();
  }
}
