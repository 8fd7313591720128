// Counts of what clients ask, shown only as they were at the last whole quarter of an hour. A count that moves with each request shows to whoever reads
// it every few seconds when a single officer opened the app or sent a referral; one that moves four times an hour does not. What a process uses (memory,
// processor, bytes of the store) moves with single requests too, and is shown in the same steps.
import type { ProblemCode } from "../../core/problem.ts";
import type { LogLine } from "../app.ts";
import type { Family, Sample } from "./prometheus-text.ts";

const quarterMilliseconds = 15 * 60_000;
/** Upper bounds in seconds: where the slow ones begin, and not how long one took. */
const bounds = [0.01, 0.05, 0.25, 1, 5, 30] as const;

/** What is asked of a host: the log's open resources, what carries something to it, anything else. */
type Kind = "read" | "write" | "other";
const kinds = ["read", "write", "other"] as const satisfies readonly Kind[];

/** What became of a submitted item. */
export type Submitted = "accepted" | ProblemCode<"host">;

/** Bytes and seconds of the process and its store. */
export interface Usage {
  readonly memoryBytes: number;
  readonly processorSeconds: number;
  readonly storeBytes: number | null;
}

interface Counts {
  readonly submitted: Map<string, number>;
  readonly answered: Map<string, number>;
  readonly durations: Map<Kind, { readonly within: number[]; sum: number; count: number }>;
  failed: number;
}

export class QuarterCounts {
  readonly #clock: () => number;
  readonly #use: () => Usage;
  readonly #counts: Counts = noCounts();
  #quarter: number;
  /** As they are shown until the quarter is over. */
  #shown: readonly Family[];

  constructor(clock: () => number, use: () => Usage) {
    this.#clock = clock;
    this.#use = use;
    this.#quarter = Math.floor(clock() / quarterMilliseconds);
    this.#shown = familiesOf(this.#counts, use());
  }

  answered({ method, route, status, milliseconds }: LogLine): void {
    this.#settle();
    const kind = kindOf(method, route);
    add(this.#counts.answered, `${kind} ${Math.floor(status / 100)}xx`);
    const durations = this.#counts.durations.get(kind);
    if (durations === undefined) return;
    const seconds = Math.max(0, milliseconds) / 1000;
    for (const [i, bound] of bounds.entries())
      if (seconds <= bound) durations.within[i] = (durations.within[i] ?? 0) + 1;
    durations.sum += seconds;
    durations.count += 1;
  }

  submitted(result: Submitted): void {
    this.#settle();
    // That a device is revoked is said to itself alone: here it is one more that may not.
    add(this.#counts.submitted, result === "device-revoked" ? "not-authorised" : result);
  }

  failed(): void {
    this.#settle();
    this.#counts.failed += 1;
  }

  get families(): readonly Family[] {
    this.#settle();
    return this.#shown;
  }

  /** Before anything of a new quarter counts, what the old one came to is shown. */
  #settle(): void {
    const quarter = Math.floor(this.#clock() / quarterMilliseconds);
    if (quarter === this.#quarter) return;
    this.#quarter = quarter;
    this.#shown = familiesOf(this.#counts, this.#use());
  }
}

function noCounts(): Counts {
  return {
    submitted: new Map([["accepted", 0]]),
    answered: new Map(),
    durations: new Map(kinds.map((kind) => [kind, { within: bounds.map(() => 0), sum: 0, count: 0 }])),
    failed: 0,
  };
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function kindOf(method: string, route: string): Kind {
  if (route === "other") return "other";
  return method === "POST" || route === "/challenge" ? "write" : "read";
}

function familiesOf({ submitted, answered, durations, failed }: Counts, use: Usage): readonly Family[] {
  const buckets = [...durations].flatMap(([kind, { within, sum, count }]): readonly Sample[] => [
    ...bounds.map((bound, i) => ({ ending: "_bucket", labels: { kind, le: String(bound) }, value: within[i] ?? 0 })),
    { ending: "_bucket", labels: { kind, le: "+Inf" }, value: count },
    { ending: "_sum", labels: { kind }, value: Math.round(sum * 1000) / 1000 },
    { ending: "_count", labels: { kind }, value: count },
  ]);
  return [
    {
      name: "panoh_submissions_total",
      help: "Items submitted, by what became of them; moves every quarter of an hour.",
      type: "counter",
      samples: [...submitted].map(([result, value]) => ({ labels: { result }, value })),
    },
    {
      name: "panoh_requests_total",
      help: "Requests, by kind and class of status; moves every quarter of an hour.",
      type: "counter",
      samples: [...answered].map(([key, value]) => {
        const [kind = "", status = ""] = key.split(" ");
        return { labels: { kind, status }, value };
      }),
    },
    {
      name: "panoh_request_duration_seconds",
      help: "How long requests took; moves every quarter of an hour.",
      type: "histogram",
      samples: buckets,
    },
    {
      name: "panoh_failures_total",
      help: "Errors that were not a client's; moves every quarter of an hour.",
      type: "counter",
      samples: [{ value: failed }],
    },
    {
      name: "panoh_store_bytes",
      help: "Bytes of the store on the disk; moves every quarter of an hour.",
      type: "gauge",
      samples: use.storeBytes === null ? [] : [{ value: use.storeBytes }],
    },
    {
      name: "process_resident_memory_bytes",
      help: "Memory of the process; moves every quarter of an hour.",
      type: "gauge",
      samples: [{ value: use.memoryBytes }],
    },
    {
      name: "process_cpu_seconds_total",
      help: "Processor time of the process; moves every quarter of an hour.",
      type: "counter",
      samples: [{ value: use.processorSeconds }],
    },
  ];
}
