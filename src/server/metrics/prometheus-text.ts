// Numbers in the text format of Prometheus (0.0.4): https://prometheus.io/docs/instrumenting/exposition_formats/. Written here, since the one library for it
// brings three packages for these lines, and knows no counts that stand still for a while (`quarter-counts.ts`).

export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: "counter" | "gauge" | "histogram";
  readonly samples: readonly Sample[];
}

export interface Sample {
  /** What stands behind the family's name: `_bucket`, `_sum` or `_count` of a histogram. */
  readonly ending?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

export const metricsContentType = "text/plain; version=0.0.4; charset=utf-8";

/** Families without samples are left out: a number that nobody knows is not zero. */
export function encodeFamilies(families: readonly Family[]): string {
  return families
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, help, type, samples }) =>
      [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...samples.map((sample) => lineOf(name, sample))].join("\n"),
    )
    .map((text) => `${text}\n`)
    .join("");
}

/** A gauge with one number; none when it is not known. */
export function gauge(name: string, help: string, value: number | null): Family {
  return { name, help, type: "gauge", samples: value === null ? [] : [{ value }] };
}

function lineOf(name: string, { ending = "", labels = {}, value }: Sample): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}${ending}${pairs.length === 0 ? "" : `{${pairs.join(",")}}`} ${value}`;
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}
