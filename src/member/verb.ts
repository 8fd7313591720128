// What a verb of the engine gives: its result, or its refusal as a value. A refusal changed nothing. Inside the engine a refusal is thrown, so that
// it passes every function between; here it is caught and becomes the value. A mistake of the program is no refusal and goes on being thrown.
import { isProblem, type Problem, type ProblemCode } from "../core/problem.ts";

/** Why a verb did nothing: the rules, or the store. */
export type Refusal = ProblemCode<"engine"> | "store-full" | "store-failed";

/** `done` means durable on this device: the network may come later. */
export type Verdict<T = void> =
  | { readonly is: "done"; readonly value: T }
  | { readonly is: "failed"; readonly reason: Refusal; readonly problem: Problem<"engine"> | Problem<"store"> };

export async function verdictOf<T>(work: () => Promise<T>): Promise<Verdict<T>> {
  try {
    return { is: "done", value: await work() };
  } catch (problem) {
    if (isProblem(problem, "engine")) return { is: "failed", reason: problem.code, problem };
    if (!isProblem(problem, "store")) throw problem;
    return { is: "failed", reason: problem.code === "full" ? "store-full" : "store-failed", problem };
  }
}

/** For whoever has no other way on, as a command: the result, or the refusal thrown. */
export async function must<T>(verb: Promise<Verdict<T>>): Promise<T> {
  const verdict = await verb;
  if (verdict.is === "failed") throw verdict.problem;
  return verdict.value;
}

/** False when nothing may be written now. */
export async function unlessRefused(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (!isProblem(error, "engine")) throw error;
    return false;
  }
}
