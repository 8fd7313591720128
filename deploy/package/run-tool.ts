// Runs one of the tools that make packages, and fails with what it said.
import { spawnSync } from "node:child_process";

export function runTool(
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): string {
  const windows = process.platform === "win32";
  const ended = spawnSync(windows ? `${command}.cmd` : command, args, {
    ...options,
    env: { ...process.env, ...options.env },
    shell: windows,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (ended.status === 0) return ended.stdout;
  throw new Error(`${command} ${args[0] ?? ""} failed: ${ended.stderr ?? ""}${ended.stdout ?? ""}`, {
    cause: ended.error,
  });
}
