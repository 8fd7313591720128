// Reads the text format of Prometheus (0.0.4) strictly: whatever its own reader would refuse, and whatever its linter calls wrong, throws here.
export interface Read {
  readonly type: string;
  readonly help: string;
  readonly samples: ReadonlyMap<string, number>;
}

const name = "[a-z_][a-z0-9_]*";
const pair = `(${name})="((?:[^"\\\\\\n]|\\\\["\\\\n])*)"`;
const sampleLine = new RegExp(`^(${name})(\\{(?:${pair})(?:,${pair})*\\})? (-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?)$`);

export function readPrometheus(text: string): ReadonlyMap<string, Read> {
  if (!text.endsWith("\n")) throw new Error("the last line has no end");
  const families = new Map<string, { type: string; help: string; samples: Map<string, number> }>();
  let help: RegExpExecArray | null = null;
  let current = "";
  for (const line of text.slice(0, -1).split("\n")) {
    const comment = /^# (HELP|TYPE) ([a-z0-9_]+) (.+)$/.exec(line);
    if (comment?.[1] === "HELP") {
      help = comment;
      continue;
    }
    if (comment?.[1] === "TYPE") {
      const [, , family = "", type = ""] = comment;
      if (help?.[2] !== family || families.has(family)) throw new Error(`no help, or twice: ${line}`);
      if (!["counter", "gauge", "histogram"].includes(type)) throw new Error(line);
      if ((type === "counter") !== family.endsWith("_total")) throw new Error(`a counter ends with _total: ${family}`);
      families.set(family, { type, help: help[3] ?? "", samples: new Map() });
      current = family;
      continue;
    }
    const [, sample = "", labels = ""] = sampleLine.exec(line) ?? [];
    const family = families.get(current);
    const endings = family?.type === "histogram" ? ["_bucket", "_sum", "_count"] : [""];
    if (family === undefined || !endings.some((ending) => sample === current + ending)) throw new Error(line);
    if (family.samples.has(sample + labels)) throw new Error(`twice: ${line}`);
    family.samples.set(sample + labels, Number(line.slice(line.lastIndexOf(" ") + 1)));
  }
  for (const [family, read] of families) if (read.type === "histogram") checkBuckets(family, read);
  return families;
}

/** Buckets never fall, and the last one is the count. */
function checkBuckets(family: string, { samples }: Read): void {
  const last = new Map<string, number>();
  for (const [key, value] of samples) {
    if (!key.startsWith(`${family}_bucket`)) continue;
    const kind = key.replace(/,le="[^"]*"/, "").slice(`${family}_bucket`.length);
    if (value < (last.get(kind) ?? 0)) throw new Error(`${key} is less than the one before it`);
    last.set(kind, value);
    if (key.includes('le="+Inf"') && samples.get(`${family}_count${kind}`) !== value) throw new Error(key);
  }
}
