// Runs one of the project's own tools: the compiler or the linter, as they are installed.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./layers.ts";

const tools = { tsc: "typescript/bin/tsc", biome: "@biomejs/biome/bin/biome" } as const;

/** For the compiler: several checkers of one project look at the same types each, which costs what other tests need. */
export const oneThread = ["--singleThreaded"] as const;

/** What a tool says about a folder: everything that it printed, and whether it was content. */
export function runTool(
  tool: keyof typeof tools,
  options: readonly string[],
  folder = root,
): { readonly output: string; readonly isContent: boolean } {
  const program = join(root, "node_modules", tools[tool]);
  const result = spawnSync(process.execPath, [program, ...options], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1 << 26,
    // The compiler is a program in Go: with some memory more it collects its garbage less often.
    env: { GOGC: "400", ...process.env, NO_COLOR: "1" },
  });
  if (result.error !== undefined) throw result.error;
  return { output: `${result.stdout}${result.stderr}`, isContent: result.status === 0 };
}
