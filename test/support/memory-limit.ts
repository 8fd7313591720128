// A bound on the memory of a process and its children, by cgroup: version 2 or 1, whichever is there. Needs root.
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export interface MemoryLimit {
  /** A shell's words that put the shell, and whatever it runs from then on, under the bound. */
  readonly enter: string;
  /** The most that was used at once, in MiB: what the kernel keeps of files is in it. */
  readonly peak: () => number;
  /** To be called when the processes have ended. */
  readonly end: () => void;
}

const versions = [
  {
    root: "/sys/fs/cgroup",
    has: "cgroup.controllers",
    limit: "memory.max",
    swap: "memory.swap.max",
    peak: "memory.peak",
  },
  {
    root: "/sys/fs/cgroup/memory",
    has: "memory.limit_in_bytes",
    limit: "memory.limit_in_bytes",
    swap: "memory.memsw.limit_in_bytes",
    peak: "memory.max_usage_in_bytes",
  },
] as const;

/** A bound of so many MiB, without swap; null where no cgroup can be made. */
export function limitMemory(mebibytes: number): MemoryLimit | null {
  for (const { root, has, limit, swap, peak } of versions) {
    if (!existsSync(join(root, has))) continue;
    const folder = join(root, `panoh-${process.pid}-${mebibytes}`);
    try {
      if (has === "cgroup.controllers") writeFileSync(join(root, "cgroup.subtree_control"), "+memory");
      mkdirSync(folder);
      writeFileSync(join(folder, limit), String(mebibytes * 1024 * 1024));
    } catch {
      continue;
    }
    if (existsSync(join(folder, swap)))
      writeFileSync(join(folder, swap), has === "cgroup.controllers" ? "0" : String(mebibytes * 1024 * 1024));
    return {
      enter: `echo $$ > ${join(folder, "cgroup.procs")}`,
      peak: () => Math.round(Number(readFileSync(join(folder, peak), "utf8")) / 1024 / 1024),
      end: () => rmdirSync(folder),
    };
  }
  return null;
}
