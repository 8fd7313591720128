// Problems of whoever gave a command: it was not understood, or it was refused or failed. Whatever it calls says so with these too.
import { Problem, type ProblemCode } from "../core/problem.ts";

/** The command line was not understood: exit code 2. */
export function usageProblem(sentence: string): Problem<"command"> {
  return new Problem("command", "usage", undefined, sentence);
}

/** The codes of a command: its own, and what others refuse that it was asked for. */
type CommandScope = "command" | "correction" | "sealing" | "table";

/** Something was refused or failed: a code that programs may rely on, and a sentence. Exit code 1. */
export function commandProblem(
  code: ProblemCode<CommandScope>,
  sentence: string,
  cause?: unknown,
): Problem<CommandScope> {
  return new Problem<CommandScope>("command", code, cause, sentence);
}
