// C2SP tlog-policy for the verifier: who cosigned a checkpoint, and whether that is a quorum. Written apart from src/log on purpose.
import { isBy, type Key, parseKey, type SignedText, verifyCosignatureLine } from "./signed-text.ts";

interface WitnessPolicy {
  readonly witnesses: ReadonlyMap<string, Key>;
  readonly groups: readonly {
    readonly name: string;
    readonly threshold: number;
    readonly members: readonly string[];
  }[];
  readonly quorum: string;
}

interface Witnessed {
  readonly quorum: boolean;
  readonly cosigners: readonly { readonly name: string; readonly seconds: number }[];
  /** A line of a known witness that does not verify: the checkpoint is refused. */
  readonly broken: readonly string[];
}

/** The policy in a text; null when the specification or the other readers of the log would refuse it. */
export function parseWitnessPolicy(text: string): WitnessPolicy | null {
  const witnesses = new Map<string, Key>();
  const groups: { name: string; threshold: number; members: readonly string[] }[] = [];
  const keys = new Set<string>();
  const members = new Set<string>();
  let quorum: string | null = null;
  const isKnown = (name: string) => witnesses.has(name) || groups.some((group) => group.name === name);
  const isNew = (name: string) => name !== "" && name !== "none" && !isKnown(name);
  const addKey = (key: Key) => keys.size < keys.add(`${key.type} ${key.bytes.toString("hex")}`).size;
  if (!text.endsWith("\n") || [...text].some((mark) => mark === "\x7f" || (mark < " " && !"\t\n".includes(mark))))
    return null;
  for (const line of text.split("\n")) {
    const [keyword = "", ...items] = line.split(/[ \t]+/).filter((item) => item !== "");
    const [name = "", second = "", ...rest] = items;
    if (keyword === "" || keyword.startsWith("#")) continue;
    if (keyword === "log") {
      const key = parseKey(name, 1);
      if (key === null || items.length > 2 || !addKey(key)) return null;
    } else if (keyword === "witness") {
      const key = parseKey(second, 4);
      if (key === null || items.length > 3 || !isNew(name) || !addKey(key)) return null;
      witnesses.set(name, key);
    } else if (keyword === "group") {
      const threshold = second === "any" ? 1 : second === "all" ? rest.length : decimal(second);
      const fits = threshold >= 1 && threshold <= rest.length && isNew(name);
      if (!fits || !rest.every((member) => isKnown(member) && members.size < members.add(member).size)) return null;
      groups.push({ name, threshold, members: rest });
    } else if (keyword === "quorum") {
      if (quorum !== null || items.length !== 1 || (name !== "none" && !isKnown(name))) return null;
      quorum = name;
    } else return null;
  }
  return quorum === null ? null : { witnesses, groups, quorum };
}

function decimal(text: string): number {
  return /^[1-9][0-9]{0,5}$/.test(text) ? Number(text) : 0;
}

/** The result of the cosignatures on a checkpoint. */
export function witnessed(policy: WitnessPolicy, checkpoint: SignedText): Witnessed {
  const times = new Map<string, number>();
  const broken: string[] = [];
  for (const line of checkpoint.lines) {
    for (const [name, key] of policy.witnesses) {
      if (!isBy(line, key)) continue;
      const seconds = verifyCosignatureLine(checkpoint.text, line, key);
      if (seconds === null) broken.push(name);
      else times.set(name, Math.max(seconds, times.get(name) ?? 0));
    }
  }
  const signers = new Set(times.keys());
  for (const { name, threshold, members } of policy.groups)
    if (members.filter((member) => signers.has(member)).length >= threshold) signers.add(name);
  return {
    quorum: policy.quorum === "none" || signers.has(policy.quorum),
    cosigners: [...times].map(([name, seconds]) => ({ name, seconds })),
    broken,
  };
}
