// `/metrics` of a host and of a mirror, on a port of its own that only this machine reaches. Numbers of the service and nothing about anybody: what a reader
// of them learns is said in SECURITY.md. What the log shows to everybody moves at once, what clients ask in quarters of an hour (quarter-counts.ts).
import type { Hono } from "hono";
import type { Hold } from "../host.ts";
import { ownMachineApp } from "../own-machine.ts";
import { type HostStatus, spaceInSteps } from "../status.ts";
import { encodeFamilies, type Family, gauge, metricsContentType } from "./prometheus-text.ts";

const holds = [
  "write-failed",
  "store-away",
  "witnesses-unheard",
  "store-behind",
  "note-rotten",
  "no-second-place",
] as const satisfies readonly Hold[];

interface MetricsParts {
  readonly version: string;
  /** What is in force now; asked at each request. */
  readonly now: () => Promise<readonly Family[]>;
  readonly counts: { readonly families: readonly Family[] };
  readonly onFailure: (error: unknown) => void;
}

export function metricsApp({ version, now, counts, onFailure }: MetricsParts): Hono {
  const app = ownMachineApp(onFailure);
  app.get("/metrics", async (context) => {
    const text = encodeFamilies([...familiesOfProgram(version), ...(await now()), ...counts.families]);
    return context.body(text, 200, { "content-type": metricsContentType, "cache-control": "no-store" });
  });
  return app;
}

/** What the program says of itself. */
export function familiesOfProgram(version: string): readonly Family[] {
  return [
    {
      name: "panoh_build_info",
      help: "The version of the program.",
      type: "gauge",
      samples: [{ labels: { version }, value: 1 }],
    },
    gauge(
      "process_start_time_seconds",
      "When the process started, in seconds since 1970.",
      Math.floor(performance.timeOrigin / 1000),
    ),
  ];
}

/** What a host says of itself on its status port, as numbers. */
export function familiesOfHost(status: HostStatus, signedLeaves: number): readonly Family[] {
  const { freeBytes, integrity, witnesses, places, checkpoint, timeNote, clockFlaw, takes, why } = status;
  return [
    ...familiesOfLog(signedLeaves, seconds(checkpoint?.at), freeBytes),
    gauge("panoh_log_published_leaves", "Leaves under the published head.", checkpoint?.size ?? null),
    gauge("panoh_time_note_seconds", "The log's own time, in seconds since 1970.", seconds(timeNote)),
    {
      name: "panoh_witness_good",
      help: "Whether a witness of the policy cosigned when it was asked last.",
      type: "gauge",
      samples: witnesses.flatMap(({ name, state }) =>
        state === null ? [] : [{ labels: { witness: name }, value: state === "good" ? 1 : 0 }],
      ),
    },
    {
      name: "panoh_witness_cosigned_seconds",
      help: "When a witness cosigned last since the start, in seconds since 1970.",
      type: "gauge",
      samples: witnesses.flatMap(({ name, answeredAt }) => {
        const value = seconds(answeredAt);
        return value === null ? [] : [{ labels: { witness: name }, value }];
      }),
    },
    gauge(
      "panoh_places_needed",
      "How many other machines must have what is logged before anybody is answered.",
      places.needed,
    ),
    gauge(
      "panoh_place_database",
      "Whether the database waits for another machine at each commit.",
      places.database ? 1 : 0,
    ),
    {
      name: "panoh_place_good",
      help: "Whether a mirror that keeps what is logged said so when it was asked last.",
      type: "gauge",
      samples: places.mirrors.flatMap(({ url, state }) =>
        state === null ? [] : [{ labels: { place: url }, value: state === "good" ? 1 : 0 }],
      ),
    },
    {
      name: "panoh_place_leaves",
      help: "Leaves that a mirror keeps, as it last said.",
      type: "gauge",
      samples: places.mirrors.flatMap(({ url, size }) =>
        size === null ? [] : [{ labels: { place: url }, value: size }],
      ),
    },
    gauge("panoh_takes_submissions", "Whether the host takes submissions.", takes ? 1 : 0),
    {
      name: "panoh_hold",
      help: "Why the host takes none.",
      type: "gauge",
      samples: holds.map((reason) => ({ labels: { reason }, value: why.includes(reason) ? 1 : 0 })),
    },
    gauge("panoh_clock_flaw", "Whether the clock is wrong beside the log's time.", clockFlaw === null ? 0 : 1),
    ...familiesOfIntegrity(integrity.flaws, integrity.checkedAt === null ? null : Date.parse(integrity.checkedAt)),
  ];
}

/** What a look at all that is stored found, and when it ended, in milliseconds since 1970. */
export function familiesOfIntegrity(flaws: number, checkedAt: number | null): readonly Family[] {
  return [
    gauge("panoh_rotten_leaves", "Leaves whose bytes are not as they were logged.", flaws),
    gauge(
      "panoh_integrity_checked_seconds",
      "When all that is stored was last looked through, in seconds since 1970.",
      checkedAt === null ? null : Math.floor(checkedAt / 1000),
    ),
  ];
}

/** What a host and a mirror have in common. */
export function familiesOfLog(leaves: number, headSeconds: number | null, freeBytes: number | null): readonly Family[] {
  return [
    gauge("panoh_log_leaves", "Leaves that are signed here.", leaves),
    gauge("panoh_head_seconds", "When the published head was cosigned, in seconds since 1970.", headSeconds),
    gauge(
      "panoh_disk_free_bytes",
      "What is left on the disk of the store, in steps of 16 MiB.",
      spaceInSteps(freeBytes),
    ),
  ];
}

function seconds(written: string | null | undefined): number | null {
  return written === null || written === undefined ? null : Math.floor(Date.parse(written) / 1000);
}
