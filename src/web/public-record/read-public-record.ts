// Reads a country's open record from its host and verifies all of it, with the engine that members use and a store that ends with the page.
// It shows what verifies or says why nothing is shown; there is nothing between. It holds no secret and sends nothing but plain requests.
import { dayAt } from "../../core/moment.ts";
import { evaluatePolicy } from "../../log/evaluate-policy.ts";
import { countryRecordOf } from "../../member/record/record-keeper.ts";
import { openMemoryMemberStore } from "../../member/store/memory-member-store.ts";
import { HostClient, type Network } from "../../member/trust/host-client.ts";
import { PublicLog } from "../../member/trust/public-log.ts";
import { parseFoundingNote } from "../../note/directory-note.ts";
import { policyFor } from "../../protocol/clear-note.ts";
import { composeView } from "./compose-view.ts";
import { countedNetwork, type Progress } from "./counted-network.ts";
import type { PageRefusal, WorkerMessage } from "./public-view.ts";

interface ReadParts {
  /** The host's address; its founding note is taken as it comes, since a reader has none pinned. */
  readonly url: string;
  readonly network: Network;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly onProgress: (progress: Progress) => void;
  /** Given the log once it verified, so that more can be made of it than the first view. */
  readonly keep?: (log: PublicLog) => void;
}

/** The record as of the newest checkpoint that the country's own policy trusts, or why there is none. */
export async function readPublicRecord({
  url,
  network,
  clock,
  onProgress,
  keep,
}: ReadParts): Promise<Extract<WorkerMessage, { is: "shown" | "refused" }>> {
  let oversized = false;
  let silent = false;
  // A server in front of a host that is down answers for it: that is silence too, and no lie.
  const asked: Network = async (address, request) => {
    const answer = await network(address, request);
    if (answer !== null && answer.status < 500 && answer.flaw !== "cut-off") return answer;
    silent = true;
    return answer?.flaw === "cut-off" ? answer : null;
  };
  const host = new HostClient(asked, url, async () => {
    oversized = true;
  });
  const note = await host.founding();
  if (host.versionGap !== null) return refused("other-version");
  if (note === null) return refused(oversized ? "oversized" : silent ? "no-network" : "no-founding");
  const founding = parseFoundingNote(note);
  if (founding === null) return refused("no-founding");
  const store = openMemoryMemberStore();
  const log = await PublicLog.load({
    store,
    network: countedNetwork(asked, onProgress),
    clock,
    founding,
    host: url,
    mirrors: [],
  });
  await log.sync();
  await log.followRecord();
  const trouble = troubleOf(log, silent);
  const isWhole = log.recordSize === log.follower.trusted?.size;
  const record = trouble === null && isWhole ? countryRecordOf(log, []) : null;
  const { trusted } = log.view;
  if (record === null || trusted === null) return trouble ?? refused("no-network");
  keep?.(log);
  const { origin, book, organisationNames } = record;
  return {
    is: "shown",
    view: {
      origin,
      organisationNames,
      log: { ...trusted, witnesses: witnessesOf(log), stale: log.alarms.has("stale") },
      ...composeView(book, log.directory, dayAt(trusted.at)),
    },
  };
}

/** The cosigners by the names of their keys, which say who they are; a policy has only short names for them. */
function witnessesOf(log: PublicLog): readonly string[] {
  const { trusted } = log.follower;
  if (trusted === null) return [];
  const policy = policyFor(log.directory, trusted.size);
  const cosigners = evaluatePolicy(policy, trusted)?.cosigners ?? [];
  return cosigners.map(({ name }) => policy.witnesses.find((witness) => witness.name === name)?.key.name ?? name);
}

const troubles: readonly (readonly [alarm: Parameters<PublicLog["alarms"]["has"]>[0], why: PageRefusal])[] = [
  ["fork", "fork"],
  ["foreign-founding", "host-lies"],
  ["host-older", "other-version"],
  ["program-older", "other-version"],
  ["host-rolled-back", "host-lies"],
  ["bytes-missing", "bytes-missing"],
  ["answer-oversized", "oversized"],
  ["host-lies", "host-lies"],
  ["no-quorum", "no-quorum"],
];

function troubleOf(log: PublicLog, silent: boolean): Extract<WorkerMessage, { is: "refused" }> | null {
  const found = troubles.find(([alarm]) => log.alarms.has(alarm));
  // A line that breaks in the middle leaves notes missing too.
  if (silent && (found === undefined || found[1] === "bytes-missing")) return refused("no-network");
  if (found === undefined) return null;
  const [alarm, why] = found;
  return refused(why, log.alarms.list.find(({ code }) => code === alarm)?.leaf ?? null);
}

function refused(why: PageRefusal, leaf: number | null = null): Extract<WorkerMessage, { is: "refused" }> {
  return { is: "refused", why, leaf };
}
